/* See metrics.h. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "metrics.h"

#define WEAK __attribute__((weak))

struct cmt_gauge;
struct cmt_counter;
extern struct cmt_gauge *cmt_gauge_create(struct cmt *cmt, char *ns, char *subsystem, char *name, char *help,
                                          int label_count, char **label_keys) WEAK;
extern struct cmt_counter *cmt_counter_create(struct cmt *cmt, char *ns, char *subsystem, char *name, char *help,
                                              int label_count, char **label_keys) WEAK;
extern int cmt_gauge_set(struct cmt_gauge *gauge, uint64_t timestamp, double value, int labels, char **values) WEAK;
extern int cmt_counter_set(struct cmt_counter *counter, uint64_t timestamp, double value, int labels,
                           char **values) WEAK;

struct series {
    void *metric;
    enum metric_kind kind;
    int labels;
    char *values[3];
};

struct cmt *metrics_context(struct flb_filter_instance *ins)
{
    if (!cmt_gauge_create || !cmt_counter_create || !cmt_gauge_set || !cmt_counter_set) {
        return NULL;
    }
    /* Our name, read through our layout, is what vouches for the layout. */
    if (!ins->p || strcmp(ins->p->name, "timesync") != 0) {
        return NULL;
    }
    return ins->cmt;
}

void *metric_new(struct cmt *cmt, enum metric_kind kind, char *name, char *help, char *label2, char *label3)
{
    char *labels[] = {"name", label2, label3};
    int count = label3 ? 3 : label2 ? 2 : 1;

    if (kind == METRIC_COUNTER) {
        return cmt_counter_create(cmt, "fluentbit", "timesync", name, help, count, labels);
    }
    return cmt_gauge_create(cmt, "fluentbit", "timesync", name, help, count, labels);
}

struct series *series_new(void *metric, enum metric_kind kind, const char *name, const char *value2,
                          const char *value3)
{
    const char *values[] = {name, value2, value3};
    struct series *series = calloc(1, sizeof(*series));

    if (!series) {
        return NULL;
    }
    series->metric = metric;
    series->kind = kind;
    for (; series->labels < 3 && values[series->labels]; series->labels++) {
        series->values[series->labels] = strdup(values[series->labels]);
        if (!series->values[series->labels]) {
            series_free(series);
            return NULL;
        }
    }
    return series;
}

static uint64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t) t.tv_sec * 1000000000u + (uint64_t) t.tv_nsec;
}

void series_set(struct series *series, double value)
{
    if (series->kind == METRIC_COUNTER) {
        cmt_counter_set(series->metric, now(), value, series->labels, series->values);
    } else {
        cmt_gauge_set(series->metric, now(), value, series->labels, series->values);
    }
}

void series_free(struct series *series)
{
    for (int i = 0; i < 3; i++) {
        free(series->values[i]);
    }
    free(series);
}
