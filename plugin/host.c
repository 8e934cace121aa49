/* See host.h. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>

#include "host.h"

#define WEAK __attribute__((weak))

extern void flb_log_print(int type, const char *file, int line, const char *fmt, ...) WEAK;
extern const char *flb_filter_name(struct flb_filter_instance *ins) WEAK;
extern struct flb_input_instance *flb_input_get_instance(struct flb_config *config, int id) WEAK;
extern struct flb_output_instance *flb_output_get_instance(struct flb_config *config, int id) WEAK;
extern const char *flb_input_name(struct flb_input_instance *ins) WEAK;
extern int flb_input_name_exists(const char *name, struct flb_config *config) WEAK;
extern const char *flb_input_get_property(const char *key, struct flb_input_instance *ins) WEAK;

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

struct flb_input_instance *host_input(struct flb_config *config, int number)
{
    return config && flb_input_get_instance ? flb_input_get_instance(config, number) : NULL;
}

int host_is_output(struct flb_config *config, const void *instance)
{
    for (int number = 0; config && flb_output_get_instance && number < HOST_INSTANCES; number++) {
        if (flb_output_get_instance(config, number) == instance) {
            return instance != NULL;
        }
    }
    return 0;
}

const char *host_input_name(struct flb_input_instance *input)
{
    return flb_input_name ? flb_input_name(input) : NULL;
}

int host_has_input(struct flb_config *config, const char *name)
{
    return config && flb_input_name_exists && flb_input_name_exists(name, config);
}

const char *host_input_property(struct flb_input_instance *input, const char *property)
{
    return flb_input_get_property ? flb_input_get_property(property, input) : NULL;
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
