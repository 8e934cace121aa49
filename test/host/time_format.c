#define _GNU_SOURCE 1
#include "time_format.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FRACTION_DIGITS = 9 };

/* What has been read so far. */
struct reading {
    struct tm date;
    double fraction; /* of a second: Fluent Bit, too, keeps it as a double, and cuts */
    int64_t epoch;
    bool has_epoch;
};

bool time_format_known(const char *format)
{
    return strstr(format, "%Z") == NULL;
}

/* The fraction's digits: at most nine, at least one. NULL if there is none, else what follows. */
static const char *read_fraction(struct reading *reading, const char *text)
{
    char digits[2 + FRACTION_DIGITS + 1] = "0.";
    int count = 0;
    while (count < FRACTION_DIGITS && isdigit((unsigned char) text[count])) {
        digits[2 + count] = text[count];
        count++;
    }
    reading->fraction = strtod(digits, NULL);
    return count > 0 ? text + count : NULL;
}

static const char *read_epoch(struct reading *reading, const char *text)
{
    char *end;
    if (!isdigit((unsigned char) *text))
        return NULL;
    reading->epoch = strtoll(text, &end, 10);
    reading->has_epoch = true;
    return end;
}

/* The first %L or %s of a format, or its end. */
static const char *special(const char *format)
{
    for (; *format != '\0'; format++) {
        if (*format == '%' && (format[1] == 'L' || format[1] == 's'))
            return format;
        if (*format == '%' && format[1] != '\0')
            format++;
    }
    return format;
}

static const char *read_plain(struct reading *reading, const char *format, size_t size, const char *text)
{
    if (size == 0)
        return text;
    char *part = copy_bytes(format, size, false);
    const char *rest = strptime(text, part, &reading->date);
    free(part);
    return rest;
}

static bool read_all(struct reading *reading, const char *format, const char *text)
{
    while (text != NULL && *format != '\0') {
        const char *stop = special(format);
        text = read_plain(reading, format, (size_t) (stop - format), text);
        if (text != NULL && *stop != '\0')
            text = stop[1] == 'L' ? read_fraction(reading, text) : read_epoch(reading, text);
        format = *stop != '\0' ? stop + 2 : stop;
    }
    return text != NULL;
}

bool time_read(const char *format, const char *text, long offset, struct moment *result)
{
    time_t now = time(NULL);
    struct reading reading = {0};
    gmtime_r(&now, &reading.date);
    reading.date.tm_hour = reading.date.tm_min = reading.date.tm_sec = 0;
    reading.date.tm_gmtoff = 0;
    bool fits = read_all(&reading, format, text);
    *result = (struct moment){0, (uint32_t) (reading.fraction * 1e9)};
    if (!fits)
        return false;
    long east = strstr(format, "%z") != NULL ? reading.date.tm_gmtoff : offset;
    result->seconds = reading.has_epoch ? reading.epoch : timegm(&reading.date) - east;
    return true;
}
