/* A pipeline as a configuration file describes it: inputs, filters, outputs, on one thread until all inputs ended. */
#ifndef HOST_PIPELINE_H
#define HOST_PIPELINE_H

#include "config.h"
#include "filter.h"
#include "input.h"
#include "output.h"
#include "parser.h"
#include "plugin.h"

/* Zeroed but for `envelope` and objects already loaded, until pipeline_build. */
struct pipeline {
    struct envelope envelope; /* how inputs write events */
    double flush;             /* seconds between two hand-overs to the outputs */
    struct config config;
    struct plugin *plugins;
    struct parser *parsers;
    struct flb_input_instance *inputs;
    struct flb_config asked; /* what filters are handed */
    struct filter *filters;
    struct output *outputs;
    struct chunk *chunks; /* filtered events that wait for the next flush */
};

/* Reads a configuration file and makes all instances. Answers 0, or -1 after an error line. */
int pipeline_build(struct pipeline *pipeline, const char *path);
/* Starts the filters, runs to the end or to SIGINT or SIGTERM, ends the filters. 0, or -1 if anything failed. */
int pipeline_run(struct pipeline *pipeline);
/* Frees everything. */
void pipeline_free(struct pipeline *pipeline);

#endif
