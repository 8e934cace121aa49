/*
 * The least that a filter does which changes records: it answers every chunk with a copy of it. What a pipeline costs
 * with it beyond one without is Fluent Bit's own work for any such filter, mostly counting records before and after.
 */
#include <stdlib.h>
#include <string.h>

#include "flb_abi.h"

static int cb_filter(const void *chunk, size_t size, const char *tag, int tag_length, void **out, size_t *out_size,
                     struct flb_filter_instance *ins, struct flb_input_instance *input, void *context,
                     struct flb_config *config)
{
    void *copy = malloc(size);

    (void) tag;
    (void) tag_length;
    (void) ins;
    (void) input;
    (void) context;
    (void) config;
    if (!copy) {
        return FLB_FILTER_NOTOUCH;
    }
    *out = memcpy(copy, chunk, size);
    *out_size = size;
    return FLB_FILTER_MODIFIED;
}

struct flb_filter_plugin filter_copy_plugin = {
    .event_type = FLB_FILTER_LOGS,
    .name = "copy",
    .description = "Answers every chunk with a copy of it",
    .cb_filter = cb_filter,
};
