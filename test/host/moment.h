/* Points in time, and the clock that nobody sets. */
#ifndef HOST_MOMENT_H
#define HOST_MOMENT_H

#include <stdint.h>

/* Since 1970, UTC. */
struct moment {
    int64_t seconds;
    uint32_t nanoseconds;
};

struct moment moment_now(void);
/* Seconds of CLOCK_MONOTONIC. */
double monotonic_seconds(void);

#endif
