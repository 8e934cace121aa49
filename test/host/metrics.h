/*
 * The part of cmetrics that a filter calls, exported to plugins under its own names and types: contexts hold gauges
 * and counters, which hold one value per set of label values. Values may be set from any thread.
 */
#ifndef HOST_METRICS_H
#define HOST_METRICS_H

#include "flb.h"

#include <stdio.h>

struct cmt_gauge;
struct cmt_counter;

struct cmt *cmt_create(void);
void cmt_destroy(struct cmt *context);

/* The name in a scrape is space_subsystem_name. All strings are copied. NULL if there is no context. */
struct cmt_gauge *cmt_gauge_create(struct cmt *context, char *space, char *subsystem, char *name, char *help,
                                   int label_count, char **label_keys);
struct cmt_counter *cmt_counter_create(struct cmt *context, char *space, char *subsystem, char *name, char *help,
                                       int label_count, char **label_keys);

/* 0, or -1 for a wrong number of labels, and of a counter also for a value below the last one. */
int cmt_gauge_set(struct cmt_gauge *gauge, uint64_t timestamp, double value, int label_count, char **label_values);
int cmt_counter_set(struct cmt_counter *counter, uint64_t timestamp, double value, int label_count,
                    char **label_values);

/* Prints several contexts as one scrape in Prometheus' text format, each metric's head once. */
void metrics_print(FILE *file, struct cmt *const *contexts, size_t count);

#endif
