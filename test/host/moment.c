#define _GNU_SOURCE 1
#include "moment.h"

#include <time.h>

struct moment moment_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct moment){now.tv_sec, (uint32_t) now.tv_nsec};
}

double monotonic_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}
