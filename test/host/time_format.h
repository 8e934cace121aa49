/* Times read by Fluent Bit's dialect of strptime: as strptime(3), and %L for a fraction of one to nine digits. */
#ifndef HOST_TIME_FORMAT_H
#define HOST_TIME_FORMAT_H

#include "event.h"

/* Whether the host can read by a format: false for %Z, whose names strptime does not know. */
bool time_format_known(const char *format);

/*
 * Reads `text`, whose end may hold more than the format asks for. Without %z and %s the time is `offset` seconds east
 * of UTC; without %Y, %y and %s the year is the present one. False if it does not fit;
 * `*time` is then the fraction alone, which Fluent Bit takes for the time, too.
 */
bool time_read(const char *format, const char *text, long offset, struct moment *time);

#endif
