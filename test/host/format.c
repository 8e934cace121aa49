#define _GNU_SOURCE 1
#include "format.h"

#include "json.h"
#include "print.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void print_moment(struct text *out, struct moment time)
{
    text_print(out, "%lld.%09lu", (long long) time.seconds, (unsigned long) time.nanoseconds);
}

bool format_msgpack(struct text *out, const struct style *style, const char *tag, size_t number,
                    const struct event *event)
{
    (void) style;
    struct span metadata = event->metadata, body = event->body;
    text_print(out, "[%zu] %s: [[", number, tag);
    print_moment(out, event->time);
    text_string(out, ", ");
    bool good = print_value(out, &metadata);
    text_string(out, "], ");
    good = good && print_value(out, &body);
    text_string(out, "]\n");
    return good;
}

/* The time in UTC with microseconds, cut. */
static void write_iso8601(struct text *out, struct moment time)
{
    char date[64];
    struct tm utc = {0};
    time_t seconds = time.seconds;
    gmtime_r(&seconds, &utc);
    size_t size = strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &utc);
    size += (size_t) snprintf(date + size, sizeof date - size, ".%06luZ", (unsigned long) time.nanoseconds / 1000);
    msgpack_write_string(out, date, size);
}

static void write_date(struct text *out, enum date_format format, struct moment time)
{
    switch (format) {
    case DATE_DOUBLE:
        msgpack_write_double(out, (double) time.seconds + (double) time.nanoseconds / 1e9);
        break;
    case DATE_EPOCH:
        msgpack_write_unsigned(out, (uint64_t) time.seconds);
        break;
    case DATE_EPOCH_MS:
        msgpack_write_unsigned(out, (uint64_t) time.seconds * 1000 + time.nanoseconds / 1000000);
        break;
    case DATE_ISO8601:
        write_iso8601(out, time);
        break;
    case DATE_NONE:
        break;
    }
}

/* The members of an event's line, without the header that counts them: date, metadata, body. Answers their number. */
static uint32_t write_members(struct text *members, const struct style *style, const struct event *event)
{
    uint32_t count = 0;
    struct span metadata = event->metadata, body = event->body;
    struct msgpack_value value;
    if (style->date_format != DATE_NONE) {
        msgpack_write_string(members, style->date_key, strlen(style->date_key));
        write_date(members, style->date_format, event->time);
        count++;
    }
    if (msgpack_read(&metadata, &value) && value.kind == MSGPACK_MAP && value.count > 0) {
        msgpack_write_string(members, "__internal__", strlen("__internal__"));
        msgpack_write_map(members, 1);
        msgpack_write_string(members, "log_metadata", strlen("log_metadata"));
        text_append(members, event->metadata.at, (size_t) (event->metadata.end - event->metadata.at));
        count++;
    }
    if (!msgpack_read(&body, &value) || value.kind != MSGPACK_MAP)
        return count;
    text_append(members, body.at, (size_t) (body.end - body.at));
    return count + value.count;
}

bool format_json_line(struct text *out, const struct style *style, const char *tag, size_t number,
                      const struct event *event)
{
    (void) tag;
    (void) number;
    struct text members = {0}, record = {0};
    msgpack_write_map32(&record, write_members(&members, style, event));
    text_append(&record, members.data, members.size);
    struct span span = {(unsigned char *) record.data, (unsigned char *) record.data + record.size};
    bool good = json_write(out, &span);
    text_byte(out, '\n');
    text_free(&members);
    text_free(&record);
    return good;
}

bool format_tagged_json(struct text *out, const struct style *style, const char *tag, size_t number,
                        const struct event *event)
{
    (void) style;
    (void) number;
    struct span body = event->body;
    text_print(out, "%s: [", tag);
    print_moment(out, event->time);
    text_string(out, ", ");
    bool good = json_write(out, &body);
    text_string(out, "]\n");
    return good;
}

bool format_plain(struct text *out, const struct style *style, const char *tag, size_t number,
                  const struct event *event)
{
    (void) style;
    (void) tag;
    (void) number;
    struct span body = event->body;
    bool good = json_write(out, &body);
    text_byte(out, '\n');
    return good;
}
