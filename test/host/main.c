/*
 * timesync-host: a stand-in for Fluent Bit that runs classic configuration files with filters from shared objects.
 *
 * It loads the very object that Fluent Bit loads, by the same contract (flb.h), so that a machine without Fluent Bit
 * can run the sample pipeline and the tests. Whatever it does, it does as Fluent Bit 5.1 does; what it does not know
 * it refuses or, where the records stay the same, ignores with a notice.
 */
#define _GNU_SOURCE 1
#include "log.h"
#include "pipeline.h"
#include "property.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: timesync-host -c FILE [-e OBJECT]... [OPTION]...\n"
    "       timesync-host -e OBJECT -F NAME -h\n"
    "  -c, --config=FILE         classic configuration file\n"
    "  -e, --plugin=OBJECT       load flb-filter_<name>.so\n"
    "  -F, --filter=NAME -h      list the properties of a filter\n"
    "  -D, --dry-run             check the configuration, run nothing\n"
    "      --envelope=FORM       new: [[time, metadata], body] (default); legacy: [time, body]\n"
    "      --header=FORM         fixarray: as Fluent Bit 5.1 (default); array32: as 2.2 and 4.2\n"
    "      --metrics[=FILE]      print the filters' metrics at the end, on standard output or to a file\n";

enum { OPTION_ENVELOPE = 256, OPTION_HEADER, OPTION_METRICS };

static const struct option options[] = {
    {"config", required_argument, NULL, 'c'},
    {"plugin", required_argument, NULL, 'e'},
    {"filter", required_argument, NULL, 'F'},
    {"dry-run", no_argument, NULL, 'D'},
    {"help", no_argument, NULL, 'h'},
    {"envelope", required_argument, NULL, OPTION_ENVELOPE},
    {"header", required_argument, NULL, OPTION_HEADER},
    {"metrics", optional_argument, NULL, OPTION_METRICS},
    {NULL, 0, NULL, 0},
};

/* What the command line asks for. */
struct request {
    const char *config, *filter, *metrics_file;
    bool dry_run, help, metrics;
    struct pipeline *pipeline; /* gets the envelope and the objects */
};

/* Sets `*second` by which of two words was given. */
static int choose(const char *option, const char *word, const char *first, const char *other, bool *second)
{
    *second = strcmp(word, other) == 0;
    if (*second || strcmp(word, first) == 0)
        return 0;
    fprintf(stderr, "timesync-host: --%s wants %s or %s\n", option, first, other);
    return -1;
}

static int take_option(struct request *request, int option)
{
    switch (option) {
    case 'c':
        request->config = optarg;
        return 0;
    case 'e':
        return plugin_load(&request->pipeline->plugins, optarg);
    case 'F':
        request->filter = optarg;
        return 0;
    case 'D':
        request->dry_run = true;
        return 0;
    case 'h':
        request->help = true;
        return 0;
    case OPTION_ENVELOPE:
        return choose("envelope", optarg, "new", "legacy", &request->pipeline->envelope.legacy);
    case OPTION_HEADER:
        return choose("header", optarg, "fixarray", "array32", &request->pipeline->envelope.array32);
    case OPTION_METRICS:
        request->metrics = true;
        request->metrics_file = optarg;
        return 0;
    default:
        fputs(usage, stderr);
        return -1;
    }
}

static int read_arguments(struct request *request, int count, char **arguments)
{
    int option;
    while ((option = getopt_long(count, arguments, "c:e:F:Dh", options, NULL)) >= 0) {
        if (take_option(request, option) != 0)
            return -1;
    }
    if (optind == count && (request->config != NULL || request->help))
        return 0;
    fputs(usage, stderr);
    return -1;
}

static int show_help(const struct request *request)
{
    if (request->filter == NULL) {
        fputs(usage, stdout);
        return 0;
    }
    struct plugin *plugin = plugin_find(request->pipeline->plugins, request->filter);
    if (plugin == NULL) {
        fprintf(stderr, "timesync-host: no filter named '%s' was loaded\n", request->filter);
        return -1;
    }
    property_help(&plugin->contract);
    return 0;
}

static int print_metrics(const struct request *request)
{
    FILE *file = request->metrics_file != NULL ? fopen(request->metrics_file, "w") : stdout;
    if (file == NULL) {
        perror(request->metrics_file);
        return -1;
    }
    filter_print_metrics(request->pipeline->filters, file);
    return fflush(file) != 0 || (file != stdout && fclose(file) != 0) ? -1 : 0;
}

static int serve(const struct request *request)
{
    if (request->help)
        return show_help(request);
    fputs("timesync-host: a stand-in for Fluent Bit, for tests: classic configuration, no processors, no threads\n",
          stderr);
    if (pipeline_build(request->pipeline, request->config) != 0)
        return -1;
    if (request->dry_run)
        return filter_check_all(request->pipeline->filters);
    int result = pipeline_run(request->pipeline);
    if (request->metrics && print_metrics(request) != 0)
        result = -1;
    return result;
}

int main(int count, char **arguments)
{
    struct pipeline pipeline = {0};
    struct request request = {.pipeline = &pipeline};
    int result = read_arguments(&request, count, arguments);
    if (result == 0)
        result = serve(&request);
    pipeline_free(&pipeline);
    return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
