/*
 * What this plugin asks of the Fluent Bit that loaded it. Every function of the
 * host is a weak symbol here: one that a host lacks is noticed, not called.
 */
#ifndef TIMESYNC_HOST_H
#define TIMESYNC_HOST_H

#include "flb_abi.h"

/* Fluent Bit 2.2 or newer: 2.1 has no cb_pre_run and would call ours as its cb_init. */
int host_is_supported(void);

/* Since v5.0.3 the config map's entries are one pointer larger. */
int host_has_dynamic_config_map(void);

/* The thread's identity in the host's log (struct flb_worker *), NULL if it has none. */
void *host_log_worker(void);

/* Writes one line to the host's log. worker is the identity of a thread of the
 * host: without it a line from a thread of Go would go to stderr instead of the
 * log file. */
void host_log(void *worker, int level, const char *line);

/* How many inputs, and how many outputs, are looked at. Their numbers are given in turn and nearly
 * without gaps; inputs that filters make come last. */
#define HOST_INSTANCES 1024

/* The input of that number, NULL if there is none. The host numbers them from 0 on. */
struct flb_input_instance *host_input(struct flb_config *config, int number);

/* Whether what a processor's filter is handed as its input is an output. */
int host_is_output(struct flb_config *config, const void *instance);

/* The name of an input as the host numbers it, tail.0, or its alias. The string belongs to the host. */
const char *host_input_name(struct flb_input_instance *input);

/* Whether an input has that name or that alias. */
int host_has_input(struct flb_config *config, const char *name);

/* What a property of an input is set to, NULL if it is not. The string belongs to the host. */
const char *host_input_property(struct flb_input_instance *input, const char *property);

/* The i-th property of the instance, 0 at the end. Strings belong to the host. */
int host_property(struct flb_filter_instance *ins, size_t i, const char **name, const char **value);

/* The instance's name or alias, as its metrics are labelled. */
const char *host_filter_name(struct flb_filter_instance *ins);

/* Memory that the host frees with free(); NULL when there is none. cgo's own
 * C.malloc would end the process instead. */
void *host_alloc(size_t size);

#endif
