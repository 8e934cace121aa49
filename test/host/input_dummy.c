/* The same event again and again, Rate times a second, until Samples are reached; the first after one interval. */
#define _GNU_SOURCE 1
#include "input.h"
#include "json.h"
#include "log.h"
#include "section.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What Fluent Bit sends if `Dummy` or `Metadata` is no JSON (in_dummy.h). */
static const char default_body[] = "{\"message\":\"dummy\"}", default_metadata[] = "{}";

struct dummy {
    struct text body, metadata;
    double left; /* events still to come; infinite without Samples */
    double interval; /* seconds */
    double due;      /* of the monotonic clock */
    bool fixed, starts; /* one time for all events; the first time is `start` */
    struct moment start, begun;
};

/* Reads a map from a key; what is no JSON is replaced with a warning. */
static void read_map(const struct flb_input_instance *input, const struct input_setup *setup, const char *key,
                     const char *fallback, struct text *out)
{
    char *json = config_value(setup->config, setup->section, key);
    const char *text = json != NULL ? json : fallback;
    if (json_read(text, strlen(text), out) <= 0) {
        host_log(FLB_LOG_WARN, "[input:dummy:%s] data is incomplete. Use default string.", input->name);
        json_read(fallback, strlen(fallback), out);
    }
    free(json);
}

static int open_dummy(struct flb_input_instance *input, const struct input_setup *setup)
{
    struct dummy *dummy = input->state = allocate(sizeof *dummy);
    const struct config *config = setup->config;
    const struct section *section = setup->section;
    bool good = true;
    read_map(input, setup, "dummy", default_body, &dummy->body);
    read_map(input, setup, "metadata", default_metadata, &dummy->metadata);
    double samples = section_number(config, section, "samples", 0, &good);
    double rate = section_number(config, section, "rate", 1, &good);
    double seconds = section_number(config, section, "interval_sec", 0, &good);
    double nanoseconds = section_number(config, section, "interval_nsec", 0, &good);
    double start_seconds = section_number(config, section, "start_time_sec", -1, &good);
    double start_nanoseconds = section_number(config, section, "start_time_nsec", -1, &good);
    dummy->fixed = section_boolean(config, section, "fixed_timestamp", false, &good);
    dummy->left = samples > 0 ? samples : INFINITY;
    dummy->interval = seconds + nanoseconds / 1e9;
    if (dummy->interval <= 0)
        dummy->interval = rate > 1 ? 1 / rate : 1;
    dummy->due = monotonic_seconds() + dummy->interval;
    dummy->starts = start_seconds >= 0 || start_nanoseconds >= 0;
    dummy->start.seconds = start_seconds >= 0 ? (int64_t) start_seconds : 0;
    dummy->start.nanoseconds = start_nanoseconds >= 0 ? (uint32_t) start_nanoseconds : 0;
    dummy->begun = moment_now();
    return good ? 0 : -1;
}

static struct moment event_time(const struct dummy *dummy)
{
    if (dummy->fixed)
        return dummy->starts ? dummy->start : dummy->begun;
    struct moment now = moment_now();
    if (!dummy->starts)
        return now;
    const int64_t second = 1000000000;
    int64_t passed = (now.seconds - dummy->begun.seconds) * second + now.nanoseconds - dummy->begun.nanoseconds;
    int64_t nanoseconds = dummy->start.nanoseconds + passed;
    int64_t more = nanoseconds / second - (nanoseconds % second < 0);
    return (struct moment){dummy->start.seconds + more, (uint32_t) (nanoseconds - more * second)};
}

static enum input_state poll_dummy(struct flb_input_instance *input, const struct envelope *envelope,
                                   struct text *events)
{
    struct dummy *dummy = input->state;
    if (dummy->left <= 0)
        return INPUT_ENDED;
    if (monotonic_seconds() < dummy->due)
        return INPUT_IDLE;
    dummy->left--;
    dummy->due += dummy->interval;
    struct span body = {(unsigned char *) dummy->body.data, (unsigned char *) dummy->body.data + dummy->body.size};
    struct span metadata = {(unsigned char *) dummy->metadata.data,
                            (unsigned char *) dummy->metadata.data + dummy->metadata.size};
    event_write(events, envelope, event_time(dummy), metadata, body);
    return INPUT_BUSY;
}

static void close_dummy(struct flb_input_instance *input)
{
    struct dummy *dummy = input->state;
    text_free(&dummy->body);
    text_free(&dummy->metadata);
    free(dummy);
}

const struct input_kind dummy_input = {
    .name = "dummy",
    .keys = " dummy metadata samples rate interval_sec interval_nsec start_time_sec start_time_nsec fixed_timestamp ",
    .open = open_dummy,
    .poll = poll_dummy,
    .close = close_dummy,
};
