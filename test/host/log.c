#define _GNU_SOURCE 1
#include "log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <strings.h>
#include <time.h>

/* The contract's flb_log_print carries no context, so what decides about messages is one per process. */
static int threshold = FLB_LOG_INFO;

static const char *const titles[] = {
    [FLB_LOG_ERROR] = "error", [FLB_LOG_WARN] = "warn",   [FLB_LOG_INFO] = "info",
    [FLB_LOG_DEBUG] = "debug", [FLB_LOG_TRACE] = "trace", [FLB_LOG_HELP] = "help",
};

/* One write per line, so that lines of a plugin's threads do not mix. */
static void print_line(int level, const char *format, va_list arguments)
{
    char line[4096];
    struct timespec now;
    struct tm local;
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &local);
    bool known = level >= FLB_LOG_ERROR && level <= FLB_LOG_HELP;
    size_t used = strftime(line, sizeof line, "[%Y/%m/%d %H:%M:%S", &local);
    used += (size_t) snprintf(line + used, sizeof line - used, ".%03ld] [%5s] ", now.tv_nsec / 1000000,
                              known ? titles[level] : "");
    int body = vsnprintf(line + used, sizeof line - used - 1, format, arguments);
    used += body < 0 ? 0 : (size_t) body;
    if (used > sizeof line - 2)
        used = sizeof line - 2;
    line[used++] = '\n';
    fwrite(line, 1, used, stderr);
}

void flb_log_print(int level, const char *file, int line, const char *format, ...)
{
    (void) file;
    (void) line;
    va_list arguments;
    va_start(arguments, format);
    print_line(level, format, arguments);
    va_end(arguments);
}

void host_log(int level, const char *format, ...)
{
    if (level > threshold)
        return;
    va_list arguments;
    va_start(arguments, format);
    print_line(level, format, arguments);
    va_end(arguments);
}

int log_level_named(const char *name)
{
    if (strcasecmp(name, "off") == 0)
        return FLB_LOG_OFF;
    if (strcasecmp(name, "warning") == 0)
        return FLB_LOG_WARN;
    for (int level = FLB_LOG_ERROR; level <= FLB_LOG_TRACE; level++) {
        if (strcasecmp(name, titles[level]) == 0)
            return level;
    }
    return -1;
}

void log_set_level(int level)
{
    threshold = level;
}

int log_level(void)
{
    return threshold;
}
