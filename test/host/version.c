/*
 * Functions that a plugin only asks for, to tell which Fluent Bit it is in. None is ever called.
 *
 * Between v2.1 and v2.2 the package's executable began to export flb_chunk_trace_output and flb_proxy_output_cb_init;
 * in v5.0.3, when a configuration entry grew, flb_config_map_translate_dynamic.
 */
#define _GNU_SOURCE 1
#include "flb.h"

#include <stdlib.h>

int flb_chunk_trace_output(void *trace, void *output, int result);
int flb_proxy_output_cb_init(struct flb_config *config, void *output, void *data);

int flb_chunk_trace_output(void *trace, void *output, int result)
{
    (void) trace;
    (void) output;
    (void) result;
    abort();
}

int flb_proxy_output_cb_init(struct flb_config *config, void *output, void *data)
{
    (void) config;
    (void) output;
    (void) data;
    abort();
}

#ifndef OLD_STRIDE
flb_sds_t flb_config_map_translate_dynamic(struct flb_config *config, struct flb_config_map *map);

flb_sds_t flb_config_map_translate_dynamic(struct flb_config *config, struct flb_config_map *map)
{
    (void) config;
    (void) map;
    abort();
}
#endif
