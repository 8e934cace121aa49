#define _GNU_SOURCE 1
#include "input.h"

#include "log.h"
#include "section.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct input_kind *const kinds[] = {&tail_input, &stdin_input, &dummy_input};

const char *flb_input_name(struct flb_input_instance *input)
{
    return input->alias != NULL ? input->alias : input->name;
}

struct flb_input_instance *flb_input_get_instance(struct flb_config *config, int id)
{
    struct flb_input_instance *input = config->inputs;
    while (input != NULL && id-- > 0)
        input = input->next;
    return input;
}

int flb_input_name_exists(const char *name, struct flb_config *config)
{
    for (const struct flb_input_instance *input = config->inputs; input != NULL; input = input->next) {
        if (strcmp(input->name, name) == 0 || (input->alias != NULL && strcmp(input->alias, name) == 0))
            return 1;
    }
    return 0;
}

const char *flb_input_get_property(const char *key, struct flb_input_instance *input)
{
    (void) key;
    (void) input;
    return NULL; /* no input of this host has one that anybody asks for */
}

int input_refuse(const struct flb_input_instance *input, const char *problem, const char *value)
{
    host_log(FLB_LOG_ERROR, "[input:%s:%s] %s '%s'", input->kind->name, input->name, problem, value);
    return -1;
}

static const struct input_kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(kinds[i]->name, name) == 0)
            return kinds[i];
    }
    return NULL;
}

/* The end of the list; `*id` is the number of inputs before it: Fluent Bit numbers those of all kinds together. */
static struct flb_input_instance **find_end(struct flb_input_instance **inputs, int *id)
{
    for (*id = 0; *inputs != NULL; inputs = &(*inputs)->next)
        ++*id;
    return inputs;
}

int input_create(struct flb_input_instance **inputs, const struct input_setup *setup)
{
    char *name = config_value(setup->config, setup->section, "name");
    const struct input_kind *kind = name != NULL ? find_kind(name) : NULL;
    if (kind == NULL) {
        host_log(FLB_LOG_ERROR, "[config] section 'input' names no plugin of this host: %s", name ? name : "");
        free(name);
        return -1;
    }
    free(name);
    if (section_check(setup->section, kind->name, kind->keys) != 0)
        return -1;
    int id;
    inputs = find_end(inputs, &id);
    struct flb_input_instance *input = *inputs = allocate(sizeof *input);
    input->kind = kind;
    snprintf(input->name, sizeof input->name, "%s.%i", kind->name, id);
    input->alias = config_value(setup->config, setup->section, "alias");
    input->tag = config_value(setup->config, setup->section, "tag");
    if (input->tag == NULL)
        input->tag = copy_string(input->name);
    return kind->open(input, setup);
}

void input_free(struct flb_input_instance *inputs)
{
    while (inputs != NULL) {
        struct flb_input_instance *next = inputs->next;
        if (inputs->state != NULL)
            inputs->kind->close(inputs);
        free(inputs->alias);
        free(inputs->tag);
        free(inputs);
        inputs = next;
    }
}
