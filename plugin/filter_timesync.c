/*
 * Fluent Bit's callbacks. Each guards against a fork, makes one call into Go and
 * returns; what Go is handed stays the host's unless a comment says otherwise.
 * The registration that the host looks for stands last: start reading there.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "_cgo_export.h"
#include "clocks.h"
#include "config_map.h"
#include "flb_abi.h"
#include "host.h"

extern void flb_filter_set_context(struct flb_filter_instance *ins, void *context) __attribute__((weak));

__attribute__((visibility("default"))) extern struct flb_filter_plugin filter_timesync_plugin;

/* Go's threads do not survive a fork, and with "Daemon On" the host forks after
 * it has loaded its plugins: the first call into Go would wait for ever. A child
 * is told by a handler, since asking for the process's number is a system call. */
static int forked;

static void in_child(void)
{
    forked = 1;
}

__attribute__((constructor)) static void on_load(void)
{
    pthread_atfork(NULL, NULL, in_child);
    filter_timesync_plugin.config_map = timesync_config_map();
}

static int cb_pre_run(struct flb_filter_instance *ins, struct flb_config *config, void *data)
{
    (void) config;
    (void) data;
    if (forked) {
        host_log(NULL, FLB_LOG_ERROR, "[filter:timesync] cannot run with 'Daemon On': the host forks after it has "
                                      "loaded plugins; run it in the foreground under a service manager instead");
        return -1;
    }
    if (!host_is_supported()) {
        host_log(NULL, FLB_LOG_ERROR, "[filter:timesync] needs Fluent Bit 2.2 or newer");
        return -1;
    }
    return timesyncCheck(ins);
}

static int cb_init(struct flb_filter_instance *ins, struct flb_config *config, void *data)
{
    uintptr_t handle;

    (void) config;
    (void) data;
    if (forked || !flb_filter_set_context) {
        return -1;
    }
    handle = timesyncInit(ins);
    if (!handle) {
        return -1;
    }
    flb_filter_set_context(ins, (void *) handle);
    return 0;
}

/* chunk and tag are the host's and only borrowed. *out, where the answer is MODIFIED, was
 * made by malloc and is the host's to free. */
static int cb_filter(const void *chunk, size_t size, const char *tag, int tag_length, void **out, size_t *out_size,
                     struct flb_filter_instance *ins, struct flb_input_instance *input, void *context,
                     struct flb_config *config)
{
    struct clock_reading now;

    (void) ins;
    if (!size || !context || forked) {
        return FLB_FILTER_NOTOUCH;
    }
    read_clocks(&now);
    return timesyncFilter((uintptr_t) context, (void *) chunk, size, (void *) tag, tag ? tag_length : 0, &now, config, input, out,
                          out_size);
}

static int cb_exit(void *context, struct flb_config *config)
{
    (void) config;
    if (context && !forked) {
        timesyncExit((uintptr_t) context);
    }
    return 0;
}

struct flb_filter_plugin filter_timesync_plugin = {
    .event_type = FLB_FILTER_LOGS,
    .name = "timesync",
    .description = "Corrects timestamps by the host clock's offset, measured over NTP",
    .cb_pre_run = cb_pre_run,
    .cb_init = cb_init,
    .cb_filter = cb_filter,
    .cb_exit = cb_exit,
};
