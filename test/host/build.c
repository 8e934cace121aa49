/* From a configuration file to the instances of a pipeline. */
#define _GNU_SOURCE 1
#include "log.h"
#include "pipeline.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Fluent Bit's default of Flush, in seconds (flb_config.h). */
static const double default_flush = 1;

/* Loads what a Plugins_File lists: [PLUGINS] with a Path for each object. */
static int read_plugins_file(struct pipeline *pipeline, const char *path)
{
    struct config config = {0};
    char *found = config_path(&pipeline->config, path);
    int result = config_read(&config, found);
    for (const struct section *section = config.sections; result == 0 && section != NULL; section = section->next) {
        const struct setting *setting = strcasecmp(section->name, "plugins") == 0 ? section->settings : NULL;
        for (; result == 0 && setting != NULL; setting = setting->next) {
            char *object = config_expand(&pipeline->config, setting->value);
            if (strcmp(setting->key, "path") == 0)
                result = plugin_load(&pipeline->plugins, object);
            free(object);
        }
    }
    config_free(&config);
    free(found);
    return result;
}

static int refuse(const char *key, const char *value)
{
    host_log(FLB_LOG_ERROR, "[config] invalid value of %s: '%s'", key, value);
    return -1;
}

static int set_service(struct pipeline *pipeline, const char *key, const char *value)
{
    if (strcmp(key, "flush") == 0)
        return read_number(value, &pipeline->flush) && pipeline->flush > 0 ? 0 : refuse(key, value);
    if (strcmp(key, "plugins_file") == 0)
        return read_plugins_file(pipeline, value);
    if (strcmp(key, "parsers_file") == 0)
        return parser_read_file(&pipeline->parsers, &pipeline->config, value);
    if (strcmp(key, "log_level") == 0) {
        int level = log_level_named(value);
        if (level < 0)
            return refuse(key, value);
        log_set_level(level);
        return 0;
    }
    host_log(FLB_LOG_INFO, "[config] this host ignores '%s' of [SERVICE]", key);
    return 0;
}

static int read_service(struct pipeline *pipeline, const struct section *section)
{
    int result = 0;
    for (const struct setting *setting = section->settings; result == 0 && setting != NULL; setting = setting->next) {
        char *value = config_expand(&pipeline->config, setting->value);
        result = set_service(pipeline, setting->key, value);
        free(value);
    }
    return result;
}

static int read_section(struct pipeline *pipeline, const struct section *section)
{
    const struct config *config = &pipeline->config;
    if (strcasecmp(section->name, "service") == 0)
        return 0; /* read before all others */
    if (strcasecmp(section->name, "input") == 0)
        return input_create(&pipeline->inputs, &(struct input_setup){config, section, pipeline->parsers});
    if (strcasecmp(section->name, "filter") == 0)
        return filter_create(&pipeline->filters, pipeline->plugins, config, section);
    if (strcasecmp(section->name, "output") == 0)
        return output_create(&pipeline->outputs, config, section);
    host_log(FLB_LOG_ERROR, "[config] section [%s] is not supported by this host", section->name);
    return -1;
}

int pipeline_build(struct pipeline *pipeline, const char *path)
{
    pipeline->flush = default_flush;
    if (config_read(&pipeline->config, path) != 0)
        return -1;
    const struct section *section;
    for (section = pipeline->config.sections; section != NULL; section = section->next) {
        if (strcasecmp(section->name, "service") == 0 && read_service(pipeline, section) != 0)
            return -1;
    }
    for (section = pipeline->config.sections; section != NULL; section = section->next) {
        if (read_section(pipeline, section) != 0)
            return -1;
    }
    pipeline->asked.inputs = pipeline->inputs;
    for (struct filter *filter = pipeline->filters; filter != NULL; filter = filter->next)
        filter->instance.config = &pipeline->asked;
    return 0;
}
