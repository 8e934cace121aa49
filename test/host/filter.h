/* Filter instances and their life: check, cb_pre_run, cb_init, cb_filter again and again, cb_exit (flb_filter.c). */
#ifndef HOST_FILTER_H
#define HOST_FILTER_H

#include "config.h"
#include "flb.h"
#include "plugin.h"
#include "text.h"

#include <stdbool.h>
#include <stdio.h>

struct filter {
    struct flb_filter_instance instance;
    bool initialized;
    struct filter *next;
};

/* Adds an instance as a [FILTER] section describes it. Answers 0, or -1 after an error line. */
int filter_create(struct filter **filters, struct plugin *plugins, const struct config *config,
                  const struct section *section);
/* What --dry-run does: checks properties and calls cb_pre_run, without metrics. 0, or -1 after an error line. */
int filter_check_all(struct filter *filters);
/* Starts all instances in order. Answers 0, or -1 after an error line; filter_free ends those already started. */
int filter_start_all(struct filter *filters);

/*
 * Passes a chunk through every filter whose Match fits `tag`. `chunk` holds malloc'ed memory (as the contract has
 * it, a filter's MODIFIED buffer takes its place); it is empty if a filter dropped all of it.
 */
void filter_apply(struct filter *filters, struct text *chunk, const char *tag, struct flb_input_instance *input);

/* Calls cb_exit of every started instance that set a context. Metrics stay until filter_free, as in Fluent Bit. */
void filter_exit_all(struct filter *filters);
/* Prints what the filters' metrics hold, in Prometheus' text format. */
void filter_print_metrics(struct filter *filters, FILE *file);
/* Ends what has not ended yet, and frees all. */
void filter_free(struct filter *filters);

/* Exported to plugins. */
const char *flb_filter_get_property(const char *key, struct flb_filter_instance *instance);
void flb_filter_set_context(struct flb_filter_instance *instance, void *context);
const char *flb_filter_name(struct flb_filter_instance *instance);

#endif
