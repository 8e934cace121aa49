/*
 * The host's clocks, read on the way of a chunk. libc reads them in the process
 * itself (vDSO), where Go's system calls take ten times as long.
 */
#ifndef TIMESYNC_CLOCKS_H
#define TIMESYNC_CLOCKS_H

#include <stdint.h>

/* One reading of all at the same moment, as hostclock.Reading has it: nanoseconds. */
struct clock_reading {
    int64_t real, raw, mono, boot;
    int64_t width; /* all were read within this long */
};

void read_clocks(struct clock_reading *reading);

#endif
