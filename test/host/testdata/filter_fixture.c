/*
 * A small filter for the host's own tests; it uses all of the contract that a filter may use.
 *
 *   action   what cb_filter does: notouch; mask (every "secret7" becomes "secretx"); drop; show (the
 *            chunk's bytes in hexadecimal, as a log line); cut (the chunk without its last byte, which no filter may do)
 *   word     may be repeated; logged in order at the start
 *   fail     pre_run or init: that callback fails
 *
 * Counts calls and records as metrics.
 */
#define _GNU_SOURCE 1
#include "../flb.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern void flb_log_print(int level, const char *file, int line, const char *format, ...);
extern const char *flb_filter_get_property(const char *key, struct flb_filter_instance *instance);
extern void flb_filter_set_context(struct flb_filter_instance *instance, void *context);
extern const char *flb_filter_name(struct flb_filter_instance *instance);
extern const char *flb_input_name(struct flb_input_instance *input);
struct cmt_counter;
struct cmt_gauge;
extern struct cmt_counter *cmt_counter_create(struct cmt *, char *, char *, char *, char *, int, char **);
extern int cmt_counter_set(struct cmt_counter *, uint64_t, double, int, char **);
extern struct cmt_gauge *cmt_gauge_create(struct cmt *, char *, char *, char *, char *, int, char **);
extern int cmt_gauge_set(struct cmt_gauge *, uint64_t, double, int, char **);

struct fixture {
    char name[64];
    const char *action;
    int calls;
    struct cmt_counter *counter;
};

static int fails(struct flb_filter_instance *instance, const char *callback)
{
    const char *fail = flb_filter_get_property("FAIL", instance);
    return fail != NULL && strcmp(fail, callback) == 0 ? -1 : 0;
}

static int pre_run(struct flb_filter_instance *instance, struct flb_config *config, void *data)
{
    (void) config;
    (void) data;
    flb_log_print(FLB_LOG_INFO, NULL, 0, "[fixture] pre_run %s", instance->cmt != NULL ? "with metrics" : "bare");
    return fails(instance, "pre_run");
}

static int init(struct flb_filter_instance *instance, struct flb_config *config, void *data)
{
    (void) config;
    (void) data;
    for (struct mk_list *node = instance->properties.next; node != &instance->properties; node = node->next) {
        struct flb_kv *property = LIST_RECORD(node, struct flb_kv, _head);
        flb_log_print(FLB_LOG_INFO, NULL, 0, "[fixture] %s=%s (%d)", property->key, property->val,
                      (int) ((uint64_t *) property->val)[-2]);
    }
    if (fails(instance, "init") != 0)
        return -1;
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return -1;
    snprintf(fixture->name, sizeof fixture->name, "%s", flb_filter_name(instance));
    fixture->action = flb_filter_get_property("action", instance);
    fixture->counter = cmt_counter_create(instance->cmt, "fluentbit", "fixture", "calls_total", "Calls of cb_filter.", 2,
                                          (char *[]){"name", "kind"});
    cmt_counter_set(fixture->counter, 0, 0, 2, (char *[]){fixture->name, "all"});
    struct cmt_gauge *gauge = cmt_gauge_create(instance->cmt, "fluentbit", "fixture", "level", "Log level.", 1,
                                               (char *[]){"name"});
    cmt_gauge_set(gauge, 0, instance->log_level / 2.0, 1, (char *[]){fixture->name});
    flb_filter_set_context(instance, fixture);
    return 0;
}

static void show(const unsigned char *chunk, size_t size)
{
    char *digits = calloc(2, size + 1);
    for (size_t i = 0; digits != NULL && i < size; i++)
        sprintf(digits + 2 * i, "%02x", chunk[i]);
    flb_log_print(FLB_LOG_INFO, NULL, 0, "[fixture] chunk %s", digits);
    free(digits);
}

/* A copy of the chunk with the masked words, or NULL if there is none. */
static void *mask(const char *chunk, size_t size)
{
    static const char word[] = "secret7";
    char *copy = NULL, *found;
    const char *from = chunk;
    while ((found = memmem(from, size - (size_t) (from - chunk), word, strlen(word))) != NULL) {
        if (copy == NULL && (copy = malloc(size)) != NULL)
            memcpy(copy, chunk, size);
        if (copy == NULL)
            return NULL;
        copy[found - chunk + (long) strlen(word) - 1] = 'x';
        from = found + strlen(word);
    }
    return copy;
}

static int filter(const void *chunk, size_t size, const char *tag, int tag_length, void **out, size_t *out_size,
                  struct flb_filter_instance *instance, struct flb_input_instance *input, void *context,
                  struct flb_config *config)
{
    (void) config;
    struct fixture *fixture = context;
    cmt_counter_set(fixture->counter, 0, ++fixture->calls, 2, (char *[]){fixture->name, "all"});
    if (instance->log_level >= FLB_LOG_DEBUG)
        flb_log_print(FLB_LOG_DEBUG, NULL, 0, "[fixture] %s: %.*s from %s", flb_filter_name(instance), tag_length, tag,
                      flb_input_name(input));
    if (fixture->action != NULL && strcmp(fixture->action, "show") == 0)
        show(chunk, size);
    if (fixture->action != NULL && strcmp(fixture->action, "drop") == 0)
        return FLB_FILTER_MODIFIED;
    bool cut = fixture->action != NULL && strcmp(fixture->action, "cut") == 0;
    if (cut && (*out = malloc(size)) != NULL) {
        memcpy(*out, chunk, size);
        *out_size = size - 1;
        return FLB_FILTER_MODIFIED;
    }
    if (fixture->action == NULL || strcmp(fixture->action, "mask") != 0 || (*out = mask(chunk, size)) == NULL)
        return FLB_FILTER_NOTOUCH;
    *out_size = size;
    return FLB_FILTER_MODIFIED;
}

static int quit(void *context, struct flb_config *config)
{
    (void) config;
    struct fixture *fixture = context;
    flb_log_print(FLB_LOG_INFO, NULL, 0, "[fixture] exit of %s after %d calls", fixture->name, fixture->calls);
    free(fixture);
    return 0;
}

static struct flb_config_map config_map[] = {
    {.type = FLB_CONFIG_MAP_STR, .name = "action", .def_value = "notouch", .desc = "What is done to a chunk."},
    {.type = FLB_CONFIG_MAP_STR,
     .name = "word",
     .flags = FLB_CONFIG_MAP_MULT,
     .desc = "A word to be logged at the start; this description is long so that it has to be broken into several "
             "lines of the help text, each of them below the one before."},
    {.type = FLB_CONFIG_MAP_BOOL, .name = "fail", .desc = "Which callback fails."},
    {0},
};

struct flb_filter_plugin filter_fixture_plugin = {
    .name = "fixture",
    .description = "A filter for the host's tests",
    .config_map = config_map,
    .cb_pre_run = pre_run,
    .cb_init = init,
    .cb_filter = filter,
    .cb_exit = quit,
};
