/* See clocks.h. What offsets.ReadClocks does, for one caller: attempts and the width that is good enough are its own. */
#define _GNU_SOURCE
#include <time.h>

#include "clocks.h"

enum { ATTEMPTS = 5, GOOD_WIDTH = 1000 };

static int64_t read_clock(clockid_t clock)
{
    struct timespec at = {0, 0};

    clock_gettime(clock, &at);
    return (int64_t) at.tv_sec * 1000000000 + at.tv_nsec;
}

static void read_once(struct clock_reading *reading)
{
    int64_t before = read_clock(CLOCK_MONOTONIC_RAW);

    reading->boot = read_clock(CLOCK_BOOTTIME);
    reading->mono = read_clock(CLOCK_MONOTONIC);
    reading->real = read_clock(CLOCK_REALTIME);
    reading->width = read_clock(CLOCK_MONOTONIC_RAW) - before;
    reading->raw = before + reading->width / 2;
}

/* RAW before and after the others; the narrowest of at most five attempts. */
void read_clocks(struct clock_reading *reading)
{
    struct clock_reading again;

    read_once(reading);
    for (int attempt = 1; attempt < ATTEMPTS && reading->width > GOOD_WIDTH; attempt++) {
        read_once(&again);
        if (again.width < reading->width) {
            *reading = again;
        }
    }
}
