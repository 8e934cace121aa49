#define _GNU_SOURCE 1
#include "property.h"

#include "log.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What stands before the first byte of a flb_sds_t (flb_sds.h). */
struct string_head {
    uint64_t length, capacity;
};

static flb_sds_t create_string(const char *string)
{
    size_t length = strlen(string);
    struct string_head *head = allocate(sizeof *head + length + 1);
    head->length = head->capacity = length;
    char *bytes = (char *) (head + 1);
    memcpy(bytes, string, length);
    return bytes;
}

static void free_string(flb_sds_t string)
{
    if (string != NULL)
        free((struct string_head *) string - 1);
}

void property_list_init(struct mk_list *list)
{
    list->next = list->prev = list;
}

void property_add(struct mk_list *list, const char *key, const char *value)
{
    struct flb_kv *property = allocate(sizeof *property);
    property->key = create_string(key);
    property->val = create_string(value);
    property->_head.prev = list->prev;
    property->_head.next = list;
    list->prev->next = &property->_head;
    list->prev = &property->_head;
}

const char *property_get(struct mk_list *list, const char *key)
{
    for (struct mk_list *node = list->next; node != list; node = node->next) {
        struct flb_kv *property = LIST_RECORD(node, struct flb_kv, _head);
        if (strcasecmp(property->key, key) == 0)
            return property->val;
    }
    return NULL;
}

void property_list_free(struct mk_list *list)
{
    while (list->next != list) {
        struct flb_kv *property = LIST_RECORD(list->next, struct flb_kv, _head);
        list->next = property->_head.next;
        free_string(property->key);
        free_string(property->val);
        free(property);
    }
    property_list_init(list);
}

static const struct flb_config_map *find_allowed(const struct flb_config_map *map, const char *key)
{
    for (; map->name != NULL; map++) {
        size_t length = strlen(map->name);
        if (map->type == FLB_CONFIG_MAP_STR_PREFIX && strncasecmp(key, map->name, length) == 0 && key[length] != '\0')
            return map;
        if (map->type != FLB_CONFIG_MAP_STR_PREFIX && strcasecmp(key, map->name) == 0)
            return map;
    }
    return NULL;
}

static int refuse_unknown(const char *plugin, const char *key, const struct flb_config_map *map)
{
    struct text names = {0};
    for (const struct flb_config_map *entry = map; entry->name != NULL; entry++) {
        bool last = entry[1].name == NULL;
        text_print(&names, "%s%s%s", last && entry > map ? "and " : "", entry->name, last ? "." : ", ");
    }
    text_byte(&names, '\0');
    host_log(FLB_LOG_ERROR,
             "[config] %s: unknown configuration property '%s'. The following properties are allowed: %s", plugin, key,
             names.data);
    text_free(&names);
    return -1;
}

static int count_key(struct mk_list *list, const char *key)
{
    int count = 0;
    for (struct mk_list *node = list->next; node != list; node = node->next)
        count += strcmp(LIST_RECORD(node, struct flb_kv, _head)->key, key) == 0;
    return count;
}

int property_check(const char *plugin, struct mk_list *list, const struct flb_config_map *map)
{
    for (struct mk_list *node = list->next; map != NULL && node != list; node = node->next) {
        const char *key = LIST_RECORD(node, struct flb_kv, _head)->key;
        const struct flb_config_map *entry = find_allowed(map, key);
        if (entry == NULL)
            return refuse_unknown(plugin, key, map);
        if (entry->type == FLB_CONFIG_MAP_DEPRECATED)
            host_log(FLB_LOG_WARN, "[config] %s: '%s' is deprecated", plugin, key);
        int count = count_key(list, key);
        if (count > 1 && (entry->flags & FLB_CONFIG_MAP_MULT) == 0) {
            host_log(FLB_LOG_ERROR, "[config] %s: configuration property '%s' is set %i times", plugin, key, count);
            return -1;
        }
    }
    return 0;
}

static void print_type(const struct flb_config_map *entry)
{
    static const char *const names[] = {"string",  "prefixed string", "integer", "boolean",
                                        "double", "size",            "time",    "deprecated"};
    if (entry->type >= FLB_CONFIG_MAP_STR && entry->type <= FLB_CONFIG_MAP_DEPRECATED)
        printf("%s\n\n", names[entry->type]);
    else if (entry->type == FLB_CONFIG_MAP_CLIST)
        printf("multiple comma delimited strings\n\n");
    else if (entry->type > FLB_CONFIG_MAP_CLIST && entry->type <= FLB_CONFIG_MAP_CLIST_4)
        printf("comma delimited strings (minimum %i)\n\n", entry->type - FLB_CONFIG_MAP_CLIST);
    else if (entry->type == FLB_CONFIG_MAP_SLIST)
        printf("multiple space delimited strings\n\n");
    else if (entry->type > FLB_CONFIG_MAP_SLIST && entry->type <= FLB_CONFIG_MAP_SLIST_4)
        printf("space delimited strings (minimum %i)\n\n", entry->type - FLB_CONFIG_MAP_SLIST);
    else
        printf("%s\n\n", entry->type == FLB_CONFIG_MAP_VARIANT ? "variant" : "unknown");
}

/* The words of a description in lines of at most 90 columns with the name's column (fluent-bit.c). */
static void print_description(const char *description, int column)
{
    size_t width = (size_t) (column < 60 ? 90 - column : 30);
    while (strlen(description) > width) {
        size_t size = width;
        while (size > 0 && description[size] != ' ')
            size--;
        if (size == 0)
            size = strcspn(description, " ");
        printf("%.*s\n%*s", (int) size, description, column, "");
        description += size;
        description += strspn(description, " ");
    }
    printf("%s\n", description);
}

void property_help(const struct flb_filter_plugin *plugin)
{
    int column = (int) strlen("log_suppress_interval");
    printf("HELP\n%s filter plugin\n\nDESCRIPTION\n%s\n\nOPTIONS\n", plugin->name,
           plugin->description != NULL ? plugin->description : "");
    for (const struct flb_config_map *entry = plugin->config_map; entry != NULL && entry->name != NULL; entry++) {
        int length = (int) strlen(entry->name);
        column = length > column ? length : column;
    }
    column += 2;
    for (const struct flb_config_map *entry = plugin->config_map; entry != NULL && entry->name != NULL; entry++) {
        printf("%-*s", column, entry->name);
        print_description(entry->desc != NULL ? entry->desc : "no description available", column);
        printf("%*s> ", column, "");
        if (entry->def_value != NULL)
            printf("default: %s, ", entry->def_value);
        printf("type: ");
        print_type(entry);
    }
}
