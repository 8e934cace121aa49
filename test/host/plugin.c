#define _GNU_SOURCE 1
#include "plugin.h"

#include "log.h"
#include "text.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char file_prefix[] = "flb-", kind_prefix[] = "filter_", suffix[] = ".so";

/* The registration symbol of a file name, to be freed; NULL after an error line. */
static char *symbol_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t length = strlen(name), before = strlen(file_prefix), after = strlen(suffix);
    if (length < before + after || strncmp(name, file_prefix, before) != 0 ||
        strcmp(name + length - after, suffix) != 0) {
        host_log(FLB_LOG_ERROR, "[plugin] invalid plugin name: %s", name);
        return NULL;
    }
    if (strncmp(name + before, kind_prefix, strlen(kind_prefix)) != 0) {
        host_log(FLB_LOG_ERROR, "[plugin] only filters can be loaded by this host: %s", name);
        return NULL;
    }
    struct text symbol = {0};
    text_append(&symbol, name + before, length - before - after);
    text_append(&symbol, "_plugin", sizeof "_plugin");
    return symbol.data;
}

int plugin_load(struct plugin **plugins, const char *path)
{
    void *object = dlopen(path, RTLD_LAZY);
    if (object == NULL) {
        host_log(FLB_LOG_ERROR, "[plugin] dlopen() %s", dlerror());
        return -1;
    }
    char *name = symbol_of(path);
    void *symbol = name != NULL ? dlsym(object, name) : NULL;
    if (name != NULL && symbol == NULL) {
        host_log(FLB_LOG_ERROR, "[plugin] cannot load plugin '%s', registration structure is missing '%s'", path, name);
    }
    free(name);
    if (symbol == NULL) {
        dlclose(object);
        return -1;
    }
    while (*plugins != NULL)
        plugins = &(*plugins)->next;
    *plugins = allocate(sizeof **plugins);
    memcpy(&(*plugins)->contract, symbol, sizeof (*plugins)->contract);
    return 0;
}

struct plugin *plugin_find(struct plugin *plugins, const char *name)
{
    while (plugins != NULL && strcasecmp(plugins->contract.name, name) != 0)
        plugins = plugins->next;
    return plugins;
}

void plugin_free(struct plugin *plugins)
{
    while (plugins != NULL) {
        struct plugin *next = plugins->next;
        free(plugins);
        plugins = next;
    }
}
