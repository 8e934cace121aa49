#define _GNU_SOURCE 1
#include "pipeline.h"

#include "log.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Fluent Bit closes a chunk at about this size (flb_input.h, FLB_INPUT_CHUNK_FS_MAX_SIZE). */
enum { CHUNK_SIZE = 2048000 };
/* Nap while no input has anything, in nanoseconds. */
enum { NAP = 5000000 };

/* Filtered events of one input and tag. */
struct chunk {
    struct flb_input_instance *input;
    char *tag;
    struct text events;
    struct chunk *next;
};

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void) signal;
    stopped = 1;
}

/* Hands one chunk to the outputs and forgets it. */
static int flush_chunk(struct pipeline *pipeline, struct chunk **place)
{
    struct chunk *chunk = *place;
    int result = output_write_all(pipeline->outputs, chunk->tag, &chunk->events);
    *place = chunk->next;
    text_free(&chunk->events);
    free(chunk->tag);
    free(chunk);
    return result;
}

static int flush_all(struct pipeline *pipeline)
{
    int result = 0;
    while (pipeline->chunks != NULL) {
        if (flush_chunk(pipeline, &pipeline->chunks) != 0)
            result = -1;
    }
    return result;
}

/* Adds filtered events to the chunk of their input and tag, which is flushed once it is large. */
static int keep(struct pipeline *pipeline, struct flb_input_instance *input, const struct text *events)
{
    struct chunk **place = &pipeline->chunks;
    while (*place != NULL && ((*place)->input != input || strcmp((*place)->tag, input->tag) != 0))
        place = &(*place)->next;
    if (*place == NULL) {
        *place = allocate(sizeof **place);
        (*place)->input = input;
        (*place)->tag = copy_string(input->tag);
    }
    text_append(&(*place)->events, events->data, events->size);
    return (*place)->events.size >= CHUNK_SIZE ? flush_chunk(pipeline, place) : 0;
}

/* Asks one input for a block. */
static enum input_state poll_input(struct pipeline *pipeline, struct flb_input_instance *input)
{
    struct text events = {0};
    enum input_state state = input->kind->poll(input, &pipeline->envelope, &events);
    filter_apply(pipeline->filters, &events, input->tag, input);
    if (events.size > 0 && keep(pipeline, input, &events) != 0)
        state = INPUT_FAILED;
    text_free(&events);
    input->ended = state == INPUT_ENDED || state == INPUT_FAILED;
    return state;
}

/* One round over all inputs: busy if any is, ended if all are. */
static enum input_state poll_all(struct pipeline *pipeline)
{
    enum input_state result = INPUT_ENDED;
    for (struct flb_input_instance *input = pipeline->inputs; input != NULL; input = input->next) {
        if (input->ended)
            continue;
        enum input_state state = poll_input(pipeline, input);
        if (state == INPUT_FAILED)
            return state;
        if (state == INPUT_BUSY || result == INPUT_ENDED)
            result = state;
    }
    return result;
}

static int run(struct pipeline *pipeline)
{
    enum input_state state = INPUT_BUSY;
    double due = monotonic_seconds() + pipeline->flush;
    int result = 0;
    while (result == 0 && !stopped && (state == INPUT_BUSY || state == INPUT_IDLE)) {
        state = poll_all(pipeline);
        if (monotonic_seconds() >= due) {
            result = flush_all(pipeline);
            due = monotonic_seconds() + pipeline->flush;
        }
        if (state == INPUT_IDLE)
            nanosleep(&(struct timespec){.tv_nsec = NAP}, NULL);
    }
    if (flush_all(pipeline) != 0 || state == INPUT_FAILED)
        result = -1;
    return result;
}

/* The handler runs on a stack of its own where there is one: a Go filter's threads have too little to spare. */
static void catch_stop(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_ONSTACK | SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

int pipeline_run(struct pipeline *pipeline)
{
    catch_stop();
    if (filter_start_all(pipeline->filters) != 0)
        return -1;
    int result = run(pipeline);
    filter_exit_all(pipeline->filters);
    return result;
}

void pipeline_free(struct pipeline *pipeline)
{
    while (pipeline->chunks != NULL) {
        struct chunk *next = pipeline->chunks->next;
        text_free(&pipeline->chunks->events);
        free(pipeline->chunks->tag);
        free(pipeline->chunks);
        pipeline->chunks = next;
    }
    filter_free(pipeline->filters);
    input_free(pipeline->inputs);
    output_free(pipeline->outputs);
    parser_free(pipeline->parsers);
    plugin_free(pipeline->plugins);
    config_free(&pipeline->config);
}
