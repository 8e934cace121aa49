#define _GNU_SOURCE 1
#include "filter.h"

#include "log.h"
#include "match.h"
#include "metrics.h"
#include "property.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *flb_filter_get_property(const char *key, struct flb_filter_instance *instance)
{
    return property_get(&instance->properties, key);
}

void flb_filter_set_context(struct flb_filter_instance *instance, void *context)
{
    instance->context = context;
}

const char *flb_filter_name(struct flb_filter_instance *instance)
{
    return instance->alias != NULL ? instance->alias : instance->name;
}

/* Keys that belong to the host go to the instance itself, all others to the plugin's properties. */
static int set_property(struct flb_filter_instance *instance, const char *key, const char *value)
{
    if (strcmp(key, "match") == 0 || strcmp(key, "alias") == 0) {
        char **place = *key == 'm' ? &instance->match : &instance->alias;
        free(*place);
        *place = copy_string(value);
        return 0;
    }
    if (strcmp(key, "log_level") == 0) {
        instance->log_level = log_level_named(value);
        return instance->log_level < 0 ? -1 : 0;
    }
    if (strcmp(key, "match_regex") == 0 || strcmp(key, "condition") == 0) {
        host_log(FLB_LOG_ERROR, "[config] '%s' is not supported by this host", key);
        return -1;
    }
    property_add(&instance->properties, key, value);
    return 0;
}

static int set_properties(struct flb_filter_instance *instance, const struct config *config,
                          const struct section *section)
{
    for (const struct setting *setting = section->settings; setting != NULL; setting = setting->next) {
        if (strcmp(setting->key, "name") == 0)
            continue;
        char *value = config_expand(config, setting->value);
        int result = set_property(instance, setting->key, value);
        free(value);
        if (result != 0) {
            host_log(FLB_LOG_ERROR, "[config] could not configure property '%s' on filter plugin '%s'", setting->key,
                     instance->p->name);
            return -1;
        }
    }
    return 0;
}

int filter_create(struct filter **filters, struct plugin *plugins, const struct config *config,
                  const struct section *section)
{
    char *name = config_value(config, section, "name");
    if (name == NULL) {
        host_log(FLB_LOG_ERROR, "[config] section 'filter' is missing the 'name' property");
        return -1;
    }
    struct plugin *plugin = plugin_find(plugins, name);
    if (plugin == NULL) {
        host_log(FLB_LOG_ERROR, "[config] section '%s' tried to instance a plugin name that doesn't exist", name);
        free(name);
        return -1;
    }
    free(name);
    int id = 0;
    for (; *filters != NULL; filters = &(*filters)->next)
        id++;
    *filters = allocate(sizeof **filters);
    struct flb_filter_instance *instance = &(*filters)->instance;
    instance->event_type = 1; /* FLB_FILTER_LOGS */
    instance->id = id;
    instance->log_level = -1;
    instance->log_suppress_interval = -1;
    instance->p = &plugin->contract;
    snprintf(instance->name, sizeof instance->name, "%s.%i", plugin->contract.name, id);
    property_list_init(&instance->properties);
    return set_properties(instance, config, section);
}

/* Checks against the plugin's map; then, if there is one, calls cb_pre_run. */
static int check(struct flb_filter_instance *instance)
{
    if (property_check(instance->p->name, &instance->properties, instance->p->config_map) != 0) {
        fprintf(stderr, "try the command: timesync-host -F %s -h\n", instance->p->name);
        return -1;
    }
    if (instance->p->cb_pre_run != NULL && instance->p->cb_pre_run(instance, instance->config, NULL) != 0) {
        host_log(FLB_LOG_ERROR, "Failed pre_run callback on filter %s", instance->name);
        return -1;
    }
    return 0;
}

int filter_check_all(struct filter *filters)
{
    for (; filters != NULL; filters = filters->next) {
        if (check(&filters->instance) != 0)
            return -1;
    }
    return 0;
}

static int start(struct filter *filter)
{
    struct flb_filter_instance *instance = &filter->instance;
    if (instance->match == NULL) {
        host_log(FLB_LOG_WARN, "[filter] NO match rule for %s filter instance, unloading.", instance->name);
        return -1;
    }
    if (instance->log_level < 0)
        instance->log_level = log_level();
    instance->cmt = cmt_create();
    if (check(instance) != 0)
        return -1;
    if (instance->p->cb_init != NULL && instance->p->cb_init(instance, instance->config, NULL) != 0) {
        host_log(FLB_LOG_ERROR, "Failed initialize filter %s", instance->name);
        return -1;
    }
    filter->initialized = true;
    return 0;
}

int filter_start_all(struct filter *filters)
{
    for (; filters != NULL; filters = filters->next) {
        if (start(filters) != 0)
            return -1;
    }
    return 0;
}

/* One call of cb_filter; a MODIFIED buffer becomes the chunk, which frees the one before. */
static void apply(struct flb_filter_instance *instance, struct text *chunk, const char *tag,
                  struct flb_input_instance *input)
{
    void *out = NULL;
    size_t out_size = 0;
    int result = instance->p->cb_filter(chunk->data, chunk->size, tag, (int) strlen(tag), &out, &out_size, instance,
                                        input, instance->context, instance->config);
    if (result != FLB_FILTER_MODIFIED)
        return;
    free(chunk->data);
    *chunk = (struct text){.data = out, .size = out_size, .room = out_size};
}

void filter_apply(struct filter *filters, struct text *chunk, const char *tag, struct flb_input_instance *input)
{
    for (; filters != NULL && chunk->size > 0; filters = filters->next) {
        if (match_tag(filters->instance.match, tag))
            apply(&filters->instance, chunk, tag, input);
    }
}

void filter_print_metrics(struct filter *filters, FILE *file)
{
    size_t count = 0;
    for (struct filter *filter = filters; filter != NULL; filter = filter->next)
        count += filter->instance.cmt != NULL;
    struct cmt **contexts = allocate(count * sizeof *contexts);
    size_t used = 0;
    for (struct filter *filter = filters; filter != NULL; filter = filter->next) {
        if (filter->instance.cmt != NULL)
            contexts[used++] = filter->instance.cmt;
    }
    metrics_print(file, contexts, count);
    free(contexts);
}

void filter_exit_all(struct filter *filters)
{
    for (; filters != NULL; filters = filters->next) {
        struct flb_filter_instance *instance = &filters->instance;
        if (filters->initialized && instance->p->cb_exit != NULL && instance->context != NULL)
            instance->p->cb_exit(instance->context, instance->config);
        filters->initialized = false;
    }
}

static void free_instance(struct filter *filter)
{
    struct flb_filter_instance *instance = &filter->instance;
    cmt_destroy(instance->cmt);
    property_list_free(&instance->properties);
    free(instance->alias);
    free(instance->match);
    free(filter);
}

void filter_free(struct filter *filters)
{
    filter_exit_all(filters);
    while (filters != NULL) {
        struct filter *next = filters->next;
        free_instance(filters);
        filters = next;
    }
}
