/*
 * Metrics in the host's own registry, through its cmetrics library.
 *
 * A metric has up to three labels, the first of which is always "name", the
 * instance's. Older cmetrics does not lock its lists of label sets: make every
 * series while the instance starts, afterwards only set values.
 */
#ifndef TIMESYNC_METRICS_H
#define TIMESYNC_METRICS_H

#include "flb_abi.h"

enum metric_kind { METRIC_GAUGE, METRIC_COUNTER };

struct series; /* one label set of a metric; ours until series_free */

/* The instance's metrics context, NULL where the host has none or none to be trusted. */
struct cmt *metrics_context(struct flb_filter_instance *ins);

/* A metric fluentbit_timesync_<name>. label2 and label3 may be NULL. NULL when it cannot be made. */
void *metric_new(struct cmt *cmt, enum metric_kind kind, char *name, char *help, char *label2, char *label3);

/* One label set; value2 and value3 are NULL where the metric has no such label. NULL without memory. */
struct series *series_new(void *metric, enum metric_kind kind, const char *name, const char *value2,
                          const char *value3);
void series_set(struct series *series, double value);
void series_free(struct series *series);

#endif
