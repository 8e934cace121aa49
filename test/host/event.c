#define _GNU_SOURCE 1
#include "event.h"

/* Seconds of the markers that open and close a group (flb_log_event.h: -1 and -2 in 32 bits). */
static const uint32_t group_start = 0xffffffff, group_end = 0xfffffffe;

static void write_pair(struct text *text, const struct envelope *envelope)
{
    if (envelope->array32)
        msgpack_write_array32(text, 2);
    else
        msgpack_write_array(text, 2);
}

void event_write(struct text *text, const struct envelope *envelope, struct moment time, struct span metadata,
                 struct span body)
{
    write_pair(text, envelope);
    if (!envelope->legacy)
        write_pair(text, envelope);
    text_append(text, "\xd7\x00", 2);
    msgpack_write_bytes(text, (uint64_t) time.seconds, 4);
    msgpack_write_bytes(text, time.nanoseconds, 4);
    if (!envelope->legacy && metadata.at == metadata.end)
        msgpack_write_map32(text, 0); /* as all of 2.2, 4.2 and 5.1 do */
    else if (!envelope->legacy)
        text_append(text, metadata.at, (size_t) (metadata.end - metadata.at));
    text_append(text, body.at, (size_t) (body.end - body.at));
}

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t) bytes[0] << 24 | (uint32_t) bytes[1] << 16 | (uint32_t) bytes[2] << 8 | bytes[3];
}

static bool read_time(const struct msgpack_value *value, struct event *event)
{
    switch (value->kind) {
    case MSGPACK_UNSIGNED:
        event->time = (struct moment){(int64_t) value->natural, 0};
        return true;
    case MSGPACK_FLOAT:
        if (!(value->real >= 0 && value->real < 0x1p62))
            return false;
        event->time.seconds = (int64_t) value->real;
        event->time.nanoseconds = (uint32_t) ((value->real - (double) event->time.seconds) * 1e9);
        return true;
    case MSGPACK_EXTENSION:
        if (value->extension != 0 || value->size != 8)
            return false;
        event->time = (struct moment){number_at(value->bytes), number_at(value->bytes + 4)};
        event->group = event->time.seconds >= group_end && event->time.seconds <= group_start;
        return true;
    default:
        return false;
    }
}

static bool read_value(struct span *span, struct span *value)
{
    value->at = span->at;
    bool whole = msgpack_skip(span);
    value->end = span->at;
    return whole;
}

bool event_read(struct span *span, struct event *event)
{
    static const unsigned char empty_map = 0x80;
    struct msgpack_value value;
    *event = (struct event){.metadata = {&empty_map, &empty_map + 1}};
    if (!msgpack_read(span, &value) || value.kind != MSGPACK_ARRAY || value.count != 2)
        return false;
    if (!msgpack_read(span, &value))
        return false;
    bool headed = value.kind == MSGPACK_ARRAY;
    if (headed && (value.count != 2 || !msgpack_read(span, &value)))
        return false;
    if (!read_time(&value, event))
        return false;
    if (headed && !read_value(span, &event->metadata))
        return false;
    return read_value(span, &event->body);
}
