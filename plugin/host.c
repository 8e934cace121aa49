/* See host.h. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>

#include "host.h"

#define WEAK __attribute__((weak))

extern void flb_log_print(int type, const char *file, int line, const char *fmt, ...) WEAK;
extern const char *flb_filter_name(struct flb_filter_instance *ins) WEAK;
extern const char *flb_input_name(struct flb_input_instance *ins) WEAK;

/* Functions that tell versions apart by being there; never called. */
extern void flb_chunk_trace_output(void) WEAK;            /* v2.2, with FLB_CHUNK_TRACE */
extern void flb_proxy_output_cb_init(void) WEAK;          /* v2.2, with FLB_PROXY_GO */
extern void cfl_kvlist_contains(void) WEAK;               /* v3.0 */
extern void flb_config_map_translate_dynamic(void) WEAK;  /* v5.0.3 */

int host_is_supported(void)
{
    return flb_chunk_trace_output || flb_proxy_output_cb_init || cfl_kvlist_contains ||
           flb_config_map_translate_dynamic;
}

int host_has_dynamic_config_map(void)
{
    return flb_config_map_translate_dynamic != NULL;
}

/* The host keeps a thread's identity in this thread-local variable (flb_worker.c).
 * dlsym gives the address of the calling thread's own copy. */
static void **worker_slot(void)
{
    return dlsym(RTLD_DEFAULT, "flb_worker_ctx");
}

void *host_log_worker(void)
{
    void **slot = worker_slot();

    return slot ? *slot : NULL;
}

void host_log(void *worker, int level, const char *line)
{
    void **slot;
    void *own;

    if (!flb_log_print) {
        return;
    }
    slot = worker_slot();
    own = slot ? *slot : NULL;
    if (slot && !own) {
        *slot = worker;
    }
    flb_log_print(level, NULL, 0, "%s", line);
    if (slot) {
        *slot = own;
    }
}

/* Whether a processor that belongs to instance says that instance is an input.
 * Where the processor keeps its owner differs by version; it is recognised by
 * holding the very pointer asked about. */
static int is_input(struct flb_input_instance *instance)
{
    static const size_t places[] = {FLB_PROCESSOR_TAIL_V2, FLB_PROCESSOR_TAIL_V4};
    char *processor = (char *) ((struct flb_any_instance *) instance)->processor;

    for (size_t i = 0; processor && i < sizeof(places) / sizeof(places[0]); i++) {
        struct flb_processor_tail *tail = (struct flb_processor_tail *) (processor + places[i]);
        if (tail->data == instance) {
            return tail->source_plugin_type == FLB_PLUGIN_INPUT;
        }
    }
    return 0;
}

const char *host_input_name(struct flb_filter_instance *ins, struct flb_input_instance *instance)
{
    if (!instance || !flb_input_name) {
        return NULL;
    }
    if (ins->parent_processor && !is_input(instance)) {
        return NULL;
    }
    return flb_input_name(instance);
}

int host_property(struct flb_filter_instance *ins, size_t i, const char **name, const char **value)
{
    struct mk_list *head = ins->properties.next;

    for (; head != &ins->properties; head = head->next) {
        struct flb_kv *kv = (struct flb_kv *) ((char *) head - offsetof(struct flb_kv, _head));
        if (i-- == 0) {
            *name = kv->key;
            *value = kv->val ? kv->val : "";
            return 1;
        }
    }
    return 0;
}

const char *host_filter_name(struct flb_filter_instance *ins)
{
    return flb_filter_name ? flb_filter_name(ins) : ins->name;
}

void *host_alloc(size_t size)
{
    return malloc(size);
}
