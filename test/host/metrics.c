#define _GNU_SOURCE 1
#include "metrics.h"

#include "text.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct sample {
    char **labels;
    double value;
    struct sample *next;
};

struct metric {
    struct cmt *context;
    char *name, *help;
    const char *type;
    int label_count;
    char **label_keys;
    struct sample *samples;
    struct metric *next;
};

struct cmt {
    pthread_mutex_t lock;
    struct metric *metrics;
};

struct cmt *cmt_create(void)
{
    struct cmt *context = allocate(sizeof *context);
    pthread_mutex_init(&context->lock, NULL);
    return context;
}

static char **copy_strings(char **strings, int count)
{
    char **copies = allocate((size_t) count * sizeof *copies);
    for (int i = 0; i < count; i++)
        copies[i] = copy_string(strings[i] != NULL ? strings[i] : "");
    return copies;
}

static void free_strings(char **strings, int count)
{
    for (int i = 0; i < count; i++)
        free(strings[i]);
    free(strings);
}

static void free_metric(struct metric *metric)
{
    while (metric->samples != NULL) {
        struct sample *next = metric->samples->next;
        free_strings(metric->samples->labels, metric->label_count);
        free(metric->samples);
        metric->samples = next;
    }
    free_strings(metric->label_keys, metric->label_count);
    free(metric->name);
    free(metric->help);
    free(metric);
}

void cmt_destroy(struct cmt *context)
{
    while (context != NULL && context->metrics != NULL) {
        struct metric *next = context->metrics->next;
        free_metric(context->metrics);
        context->metrics = next;
    }
    if (context != NULL)
        pthread_mutex_destroy(&context->lock);
    free(context);
}

static void *create_metric(struct cmt *context, const char *type, char *names[3], char *help, int label_count,
                           char **label_keys)
{
    if (context == NULL || label_count < 0 || names[2] == NULL || help == NULL || *help == '\0')
        return NULL; /* cmetrics, too, wants a help text */
    struct text name = {0};
    for (int i = 0; i < 3; i++) {
        bool given = names[i] != NULL && *names[i] != '\0';
        if (given)
            text_print(&name, "%s%s", name.size > 0 ? "_" : "", names[i]);
    }
    text_byte(&name, '\0');
    struct metric *metric = allocate(sizeof *metric);
    *metric = (struct metric){.context = context, .type = type, .label_count = label_count};
    metric->name = name.data;
    metric->help = copy_string(help);
    metric->label_keys = copy_strings(label_keys, label_count);
    pthread_mutex_lock(&context->lock);
    struct metric **last = &context->metrics;
    while (*last != NULL)
        last = &(*last)->next;
    *last = metric;
    pthread_mutex_unlock(&context->lock);
    return metric;
}

struct cmt_gauge *cmt_gauge_create(struct cmt *context, char *space, char *subsystem, char *name, char *help,
                                   int label_count, char **label_keys)
{
    char *names[] = {space, subsystem, name};
    return create_metric(context, "gauge", names, help, label_count, label_keys);
}

struct cmt_counter *cmt_counter_create(struct cmt *context, char *space, char *subsystem, char *name, char *help,
                                       int label_count, char **label_keys)
{
    char *names[] = {space, subsystem, name};
    return create_metric(context, "counter", names, help, label_count, label_keys);
}

/* The sample of these label values, made at zero if there is none yet. The lock is held. */
static struct sample *find_sample(struct metric *metric, char **labels)
{
    struct sample **last = &metric->samples;
    for (; *last != NULL; last = &(*last)->next) {
        int same = 0;
        while (same < metric->label_count && strcmp((*last)->labels[same], labels[same] ? labels[same] : "") == 0)
            same++;
        if (same == metric->label_count)
            return *last;
    }
    *last = allocate(sizeof **last);
    (*last)->labels = copy_strings(labels, metric->label_count);
    return *last;
}

static int set_sample(struct metric *metric, double value, int label_count, char **labels, bool may_fall)
{
    if (metric == NULL || label_count != metric->label_count)
        return -1;
    pthread_mutex_lock(&metric->context->lock);
    struct sample *sample = find_sample(metric, labels);
    bool good = may_fall || value >= sample->value;
    if (good)
        sample->value = value;
    pthread_mutex_unlock(&metric->context->lock);
    return good ? 0 : -1;
}

int cmt_gauge_set(struct cmt_gauge *gauge, uint64_t timestamp, double value, int label_count, char **label_values)
{
    (void) timestamp;
    return set_sample((struct metric *) gauge, value, label_count, label_values, true);
}

int cmt_counter_set(struct cmt_counter *counter, uint64_t timestamp, double value, int label_count,
                    char **label_values)
{
    (void) timestamp;
    return set_sample((struct metric *) counter, value, label_count, label_values, false);
}

static void print_label(FILE *file, const char *key, const char *value)
{
    fprintf(file, "%s=\"", key);
    for (; *value != '\0'; value++) {
        if (*value == '\n')
            fputs("\\n", file);
        else if (*value == '"' || *value == '\\')
            fprintf(file, "\\%c", *value);
        else
            fputc(*value, file);
    }
    fputc('"', file);
}

static void print_samples(FILE *file, const struct metric *metric)
{
    for (const struct sample *sample = metric->samples; sample != NULL; sample = sample->next) {
        fputs(metric->name, file);
        for (int i = 0; i < metric->label_count; i++) {
            fputc(i == 0 ? '{' : ',', file);
            print_label(file, metric->label_keys[i], sample->labels[i]);
        }
        fprintf(file, "%s %.17g\n", metric->label_count > 0 ? "}" : "", sample->value);
    }
}

static const struct metric *find_metric(const struct cmt *context, const char *name)
{
    const struct metric *metric = context->metrics;
    while (metric != NULL && strcmp(metric->name, name) != 0)
        metric = metric->next;
    return metric;
}

/* The metric of context `first` with all of that name in later contexts, unless an earlier one has printed them. */
static void print_metric(FILE *file, struct cmt *const *contexts, size_t count, size_t first,
                         const struct metric *metric)
{
    for (size_t i = 0; i < first; i++) {
        if (find_metric(contexts[i], metric->name) != NULL)
            return;
    }
    fprintf(file, "# HELP %s %s\n# TYPE %s %s\n", metric->name, metric->help, metric->name, metric->type);
    for (size_t i = first; i < count; i++) {
        const struct metric *same = find_metric(contexts[i], metric->name);
        if (same != NULL)
            print_samples(file, same);
    }
}

void metrics_print(FILE *file, struct cmt *const *contexts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pthread_mutex_lock(&contexts[i]->lock);
    for (size_t i = 0; i < count; i++) {
        for (const struct metric *metric = contexts[i]->metrics; metric != NULL; metric = metric->next)
            print_metric(file, contexts, count, i, metric);
    }
    for (size_t i = 0; i < count; i++)
        pthread_mutex_unlock(&contexts[i]->lock);
}
