/*
 * Included before every C file of the build (gcc -include, see Makefile), so that
 * one object serves every supported glibc distribution. glibc 2.32 and 2.34 moved
 * these functions into libc itself and gave them a new version on the way; an
 * object linked there asks for that version and would not load on an older
 * system. They did not change: the base version of each is bound here instead.
 */
#if defined(__linux__) && defined(__x86_64__)
#define TIMESYNC_GLIBC "GLIBC_2.2.5"
#elif defined(__linux__) && defined(__aarch64__)
#define TIMESYNC_GLIBC "GLIBC_2.17"
#endif

#if defined(TIMESYNC_GLIBC) && !defined(__ASSEMBLER__)
#define TIMESYNC_BIND(function) __asm__(".symver " #function "," #function "@" TIMESYNC_GLIBC);
TIMESYNC_BIND(dlsym)
TIMESYNC_BIND(memcpy)
TIMESYNC_BIND(pthread_attr_getstack)
TIMESYNC_BIND(pthread_attr_getstacksize)
TIMESYNC_BIND(pthread_create)
TIMESYNC_BIND(pthread_getattr_np)
TIMESYNC_BIND(pthread_key_create)
TIMESYNC_BIND(pthread_setspecific)
TIMESYNC_BIND(pthread_sigmask)
#undef TIMESYNC_BIND
#undef TIMESYNC_GLIBC
#endif
