/*
 * What a call from C into the plugin costs, beside one into a function of Go that does nothing: an empty chunk, which
 * never gets as far as Go, one without an event, and chunks of one record, which a processor with a condition makes of every record.
 *
 *   crossing PLUGIN BARE [ROUNDS]
 *
 * prints a line for benchstat after every round of each, then a table of medians. The embedded host provides what
 * the plugin asks of Fluent Bit.
 */
#define _GNU_SOURCE 1
#include "filter.h"
#include "input.h"
#include "json.h"
#include "log.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CHUNKS = 1024, ROUNDS_AT_MOST = 99 };

/* What every call needs. */
struct stage {
    int (*bare)(int);
    struct plugin *plugins;
    struct filter *filter;
    struct flb_input_instance input;
    struct flb_config config; /* with that input alone */
    struct text chunks[CHUNKS]; /* one record each */
};

/* One thing to measure. */
struct subject {
    const char *name;
    long calls; /* in a round: some 0.2 s of them */
    /* The call of number `n`; false if it did not do what it should. */
    bool (*call)(struct stage *stage, long n);
    double rounds[ROUNDS_AT_MOST]; /* ns for each call */
};

static bool call_bare(struct stage *stage, long n)
{
    return stage->bare((int) n) == (int) n;
}

static int filter_chunk(struct stage *stage, const struct text *chunk, void **out)
{
    struct flb_filter_instance *instance = &stage->filter->instance;
    size_t size = 0;
    return instance->p->cb_filter(chunk->data, chunk->size, "bench", 5, out, &size, instance, &stage->input,
                                  instance->context, &stage->config);
}

static bool call_empty(struct stage *stage, long n)
{
    static const struct text empty = {0};
    void *out = NULL;
    (void) n;
    return filter_chunk(stage, &empty, &out) == FLB_FILTER_NOTOUCH;
}

/* One nil, which is no event: all that a call costs, and nothing rewritten. */
static bool call_nil(struct stage *stage, long n)
{
    static char nil[] = "\xc0";
    const struct text chunk = {.data = nil, .size = 1};
    void *out = NULL;
    (void) n;
    return filter_chunk(stage, &chunk, &out) == FLB_FILTER_NOTOUCH;
}

/* With what the host does next: it frees the answer. */
static bool call_record(struct stage *stage, long n)
{
    void *out = NULL;
    int answer = filter_chunk(stage, &stage->chunks[n % CHUNKS], &out);
    free(out);
    return answer == FLB_FILTER_MODIFIED;
}

static struct subject subjects[] = {
    {"bare-cgo", 4000000, call_bare, {0}},
    {"empty-chunk", 4000000, call_empty, {0}},
    {"nil-chunk", 1000000, call_nil, {0}},
    {"record-chunk", 250000, call_record, {0}},
};

enum { SUBJECTS = sizeof subjects / sizeof *subjects };

/* A record as the other benchmarks have it, stamped so many milliseconds after 2024-06-14 10:11:12. */
static void write_chunk(struct text *chunk, int64_t milliseconds)
{
    static const struct envelope envelope = {0};
    static const struct span no_metadata = {0};
    struct text json = {0}, body = {0};
    time_t seconds = 1718359872 + milliseconds / 1000;
    struct tm date;
    char stamp[32];
    strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S", gmtime_r(&seconds, &date));
    text_print(&json,
               "{\"level\":\"INFO\",\"logger\":\"org.example.server.Dispatcher\",\"time\":\"%s,%03d\","
               "\"thread\":\"http-nio-8080-exec-17\",\"text\":\"request served in 12 ms for client 10.0.0.17\","
               "\"status\":200}",
               stamp, (int) (milliseconds % 1000));
    json_read(json.data, json.size, &body);
    const unsigned char *bytes = (const unsigned char *) body.data;
    event_write(chunk, &envelope, (struct moment){seconds + 1, 0}, no_metadata,
                (struct span){bytes, bytes + body.size});
    text_free(&json);
    text_free(&body);
}

/* Half of the records are in a new second. */
static void write_chunks(struct text *chunks)
{
    int64_t milliseconds = 0;
    for (int n = 0; n < CHUNKS; n++) {
        if (n % 2 == 0)
            milliseconds += 1000 + (n * 7919) % 2000;
        write_chunk(&chunks[n], milliseconds);
    }
}

static void add_setting(struct section *section, const char *key, const char *value)
{
    settings_add(&section->settings, copy_string(key), copy_string(value));
}

static int start_filter(struct stage *stage, const char *object)
{
    struct config config = {0};
    struct section section = {0};
    add_setting(&section, "name", "timesync");
    add_setting(&section, "match", "*");
    add_setting(&section, "log_level", "error");
    add_setting(&section, "offset_source", "fixed");
    add_setting(&section, "fixed_offset", "+2.5s");
    add_setting(&section, "correct", "always");
    add_setting(&section, "time_zone", "UTC");
    int result = plugin_load(&stage->plugins, object);
    if (result == 0)
        result = filter_create(&stage->filter, stage->plugins, &config, &section);
    settings_free(section.settings);
    return result == 0 ? filter_start_all(stage->filter) : result;
}

static int load_bare(struct stage *stage, const char *object)
{
    void *library = dlopen(object, RTLD_NOW);
    void *function = library != NULL ? dlsym(library, "crossingBare") : NULL;
    if (function == NULL) {
        fprintf(stderr, "crossing: %s\n", dlerror());
        return -1;
    }
    stage->bare = (int (*)(int)) function;
    return 0;
}

/* One round of a subject, in ns for each call; negative if a call went wrong. */
static double measure(const struct subject *subject, struct stage *stage)
{
    double begun = monotonic_seconds();
    for (long n = 0; n < subject->calls; n++) {
        if (!subject->call(stage, n)) {
            fprintf(stderr, "crossing: a call of %s went wrong\n", subject->name);
            return -1;
        }
    }
    return (monotonic_seconds() - begun) * 1e9 / (double) subject->calls;
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *) a, second = *(const double *) b;
    return (first > second) - (first < second);
}

static double median(struct subject *subject, int rounds)
{
    qsort(subject->rounds, (size_t) rounds, sizeof *subject->rounds, compare);
    return (subject->rounds[(rounds - 1) / 2] + subject->rounds[rounds / 2]) / 2;
}

static void print_table(int rounds)
{
    double bare = median(&subjects[0], rounds);
    printf("\ncall\tns\tx bare\n");
    for (int i = 0; i < SUBJECTS; i++) {
        double own = i == 0 ? bare : median(&subjects[i], rounds);
        printf("%s\t%.0f\t%.2f\n", subjects[i].name, own, own / bare);
    }
}

/* The subjects take turns, so that what else the machine does meets all. Round 0 warms up and is not counted. */
static int run(struct stage *stage, int rounds)
{
    for (int i = 0; i < (rounds + 1) * SUBJECTS; i++) {
        struct subject *subject = &subjects[i % SUBJECTS];
        int round = i / SUBJECTS;
        double took = measure(subject, stage);
        if (took < 0)
            return -1;
        if (round == 0)
            continue;
        subject->rounds[round - 1] = took;
        printf("BenchmarkCrossing/%s\t%ld\t%.1f ns/op\n", subject->name, subject->calls, took);
        fflush(stdout);
    }
    print_table(rounds);
    return 0;
}

int main(int count, char **arguments)
{
    static struct stage stage = {.input = {.name = "tail.0"}, .config = {&stage.input}};
    int rounds = count > 3 ? atoi(arguments[3]) : 5;
    if (count < 3 || rounds < 1 || rounds > ROUNDS_AT_MOST) {
        fprintf(stderr, "usage: crossing PLUGIN BARE [ROUNDS, at most %d]\n", ROUNDS_AT_MOST);
        return EXIT_FAILURE;
    }
    write_chunks(stage.chunks);
    int result = load_bare(&stage, arguments[2]);
    if (result == 0)
        result = start_filter(&stage, arguments[1]);
    if (result == 0)
        result = run(&stage, rounds);
    filter_free(stage.filter);
    plugin_free(stage.plugins);
    return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
