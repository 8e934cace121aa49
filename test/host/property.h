/*
 * Properties of a filter instance and the plugin's list of allowed ones (flb_kv.c, flb_sds.c, flb_config_map.c).
 *
 * The list is walked as an array of this host's struct flb_config_map: the stride the plugin must have built it with.
 */
#ifndef HOST_PROPERTY_H
#define HOST_PROPERTY_H

#include "flb.h"

void property_list_init(struct mk_list *list);
/* Appends a copy; a key may be in the list more than once. */
void property_add(struct mk_list *list, const char *key, const char *value);
/* The first value of a key, whatever the case of its letters; NULL if it is not there. */
const char *property_get(struct mk_list *list, const char *key);
void property_list_free(struct mk_list *list);

/* Checks names and repetitions as Fluent Bit does; 0, or -1 after Fluent Bit's error line. */
int property_check(const char *plugin, struct mk_list *list, const struct flb_config_map *map);

/* Prints a plugin's properties on standard output in the shape of `fluent-bit -F NAME -h`. */
void property_help(const struct flb_filter_plugin *plugin);

#endif
