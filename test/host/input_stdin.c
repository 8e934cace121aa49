/*
 * JSON values on standard input: maps become events of the present time, arrays are events as Fluent Bit reads them.
 * Of a block that holds something else than JSON the values before it are kept; Fluent Bit drops them, too.
 */
#define _GNU_SOURCE 1
#include "input.h"
#include "json.h"
#include "log.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

static int open_stdin(struct flb_input_instance *input, const struct input_setup *setup)
{
    (void) setup;
    input->state = allocate(sizeof(struct text)); /* what has not been read as a value yet */
    return 0;
}

static bool is_map(struct span span)
{
    struct msgpack_value value;
    return msgpack_read(&span, &value) && value.kind == MSGPACK_MAP;
}

static void write_value(struct flb_input_instance *input, const struct envelope *envelope, const struct text *value,
                        struct text *events)
{
    struct span span = {(unsigned char *) value->data, (unsigned char *) value->data + value->size}, rest = span;
    struct msgpack_value head;
    struct event event;
    if (!msgpack_read(&rest, &head))
        return;
    if (head.kind == MSGPACK_MAP)
        event_write(events, envelope, moment_now(), (struct span){0}, span);
    else if (head.kind == MSGPACK_ARRAY && event_read(&span, &event) && is_map(event.metadata) && is_map(event.body))
        event_write(events, envelope, event.time, event.metadata, event.body);
    else
        input_refuse(input, "invalid record found, neither a map nor an event:", "stdin");
}

/* Writes all whole values; what cannot be JSON is dropped with all that was read after it. */
static void write_values(struct flb_input_instance *input, const struct envelope *envelope, struct text *events)
{
    struct text *buffer = input->state;
    size_t at = 0;
    while (at < buffer->size) {
        struct text value = {0};
        long taken = json_read(buffer->data + at, buffer->size - at, &value);
        if (taken > 0)
            write_value(input, envelope, &value, events);
        text_free(&value);
        if (taken == JSON_CUT)
            break;
        if (taken == JSON_INVALID)
            host_log(FLB_LOG_WARN, "[input:stdin:%s] invalid JSON message, skipping", input->name);
        at = taken > 0 ? at + (size_t) taken : buffer->size;
    }
    text_consume(buffer, at);
}

static enum input_state poll_stdin(struct flb_input_instance *input, const struct envelope *envelope,
                                   struct text *events)
{
    struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&waiting, 1, 0) == 0)
        return INPUT_IDLE;
    char block[READ_SIZE];
    ssize_t size = read(STDIN_FILENO, block, sizeof block);
    if (size < 0 && errno == EINTR)
        return INPUT_IDLE;
    if (size < 0) {
        input_refuse(input, "error reading standard input:", strerror(errno));
        return INPUT_FAILED;
    }
    text_append(input->state, block, (size_t) size);
    write_values(input, envelope, events);
    return size > 0 ? INPUT_BUSY : INPUT_ENDED;
}

static void close_stdin(struct flb_input_instance *input)
{
    text_free(input->state);
    free(input->state);
}

const struct input_kind stdin_input = {
    .name = "stdin",
    .keys = " ",
    .open = open_stdin,
    .poll = poll_stdin,
    .close = close_stdin,
};
