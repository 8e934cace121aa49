/* Loading shared objects: flb-filter_<name>.so exports filter_<name>_plugin, which is copied (flb_plugin.c). */
#ifndef HOST_PLUGIN_H
#define HOST_PLUGIN_H

#include "flb.h"

struct plugin {
    struct flb_filter_plugin contract; /* the host's own copy, by the host's own size */
    struct plugin *next;
};

/* Adds the filter of an object to the list. Answers 0, or -1 after an error line. Objects stay loaded to the end. */
int plugin_load(struct plugin **plugins, const char *path);
/* The filter of a name, whatever the case of its letters, or NULL. */
struct plugin *plugin_find(struct plugin *plugins, const char *name);
void plugin_free(struct plugin *plugins);

#endif
