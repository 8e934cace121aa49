/*
 * The table of properties that Fluent Bit reads: with it the host refuses
 * misspelt ones and lists all in its help.
 */
#include <string.h>

#include "config_map.h"
#include "host.h"

static const struct flb_config_map properties[] = {
#define PROPERTY(name, type_and_flags, ...) PROPERTY_(#name, type_and_flags, __VA_ARGS__)
#define PROPERTY_(name, type, flags, default, description) \
    {type, name, default, flags, 0, 0, description, {NULL}},
#include "properties.def"
#undef PROPERTY_
#undef PROPERTY
};

#define COUNT (sizeof(properties) / sizeof(properties[0]))

/* Room for all of them and the entry without name that ends the array, at the
 * larger stride. Static: the host keeps the pointer for the process's life. */
static _Alignas(void *) char map[(COUNT + 1) * FLB_CONFIG_MAP_STRIDE_V503];

struct flb_config_map *timesync_config_map(void)
{
    size_t stride = host_has_dynamic_config_map() ? FLB_CONFIG_MAP_STRIDE_V503 : FLB_CONFIG_MAP_STRIDE_V2;

    for (size_t i = 0; i < COUNT; i++) {
        memcpy(map + i * stride, &properties[i], stride);
    }
    return (struct flb_config_map *) map;
}
