/* ${VARIABLE} in configuration values. */
#define _GNU_SOURCE 1
#include "config.h"
#include "log.h"
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOST_NAME_SIZE = 256 };

/* Appends a variable: of @SET (the last one counts), of the environment, or HOSTNAME; an empty one is unset. */
static bool append_variable(struct text *text, const struct config *config, const char *name)
{
    const char *value = NULL;
    for (const struct setting *variable = config->variables; variable != NULL; variable = variable->next) {
        if (strcmp(variable->key, name) == 0)
            value = variable->value;
    }
    if (value == NULL)
        value = getenv(name);
    char host_name[HOST_NAME_SIZE] = "";
    if (value == NULL && strcmp(name, "HOSTNAME") == 0 && gethostname(host_name, sizeof host_name - 1) == 0)
        value = host_name;
    if (value == NULL || *value == '\0')
        return false;
    text_string(text, value);
    return true;
}

/* Appends what stands between `${` and `}`: a name, or as in a shell name:-default. */
static void append_expansion(struct text *text, const struct config *config, char *name)
{
    char *colon = strchr(name, ':');
    const char *fallback = NULL;
    if (colon != NULL && colon[1] == '-') {
        *colon = '\0';
        fallback = colon + 2;
    }
    if (append_variable(text, config, name))
        return;
    if (fallback != NULL)
        text_string(text, fallback);
    else
        host_log(FLB_LOG_WARN, "[env] variable ${%s} is used but not set", name);
}

char *config_expand(const struct config *config, const char *value)
{
    struct text text = {0};
    const char *start, *end;
    while ((start = strstr(value, "${")) != NULL && (end = strchr(start, '}')) != NULL && end > start + 2) {
        text_append(&text, value, (size_t) (start - value));
        char *name = copy_bytes(start + 2, (size_t) (end - start - 2), false);
        append_expansion(&text, config, name);
        free(name);
        value = end + 1;
    }
    text_string(&text, value);
    text_byte(&text, '\0');
    return text.data;
}

char *config_value(const struct config *config, const struct section *section, const char *key)
{
    for (const struct setting *setting = section->settings; setting != NULL; setting = setting->next) {
        if (strcmp(setting->key, key) == 0)
            return config_expand(config, setting->value);
    }
    return NULL;
}
