#define _GNU_SOURCE 1
#include "parser.h"

#include "json.h"
#include "log.h"
#include "time_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Fluent Bit's default Time_Key of the json format (flb_parser_json.c). */
static const char default_time_key[] = "time";

static int refuse(const char *name, const char *problem, const char *value)
{
    host_log(FLB_LOG_ERROR, "[parser:%s] %s '%s'", name, problem, value);
    return -1;
}

/* "+0200" or "+02:00" in seconds. */
static bool read_offset(const char *text, long *seconds)
{
    int hours, minutes, used = 0;
    char sign;
    if (sscanf(text, "%1[+-]%2d%n", &sign, &hours, &used) < 2)
        return false;
    text += used;
    if (*text == ':')
        text++;
    if (sscanf(text, "%2d%n", &minutes, &used) < 1 || text[used] != '\0')
        return false;
    *seconds = (hours * 60L + minutes) * 60L * (sign == '-' ? -1 : 1);
    return true;
}

static int set(struct parser *parser, const char *key, const char *value)
{
    if (strcmp(key, "name") == 0)
        return 0;
    if (strcmp(key, "format") == 0)
        return strcasecmp(value, "json") == 0 ? 0 : refuse(parser->name, "this host does not know the format", value);
    if (strcmp(key, "time_key") == 0 || strcmp(key, "time_format") == 0) {
        char **place = key[5] == 'k' ? &parser->time_key : &parser->time_format;
        free(*place);
        *place = copy_string(value);
        return time_format_known(value) ? 0 : refuse(parser->name, "this host does not know %Z in", value);
    }
    if (strcmp(key, "time_keep") == 0 || strcmp(key, "time_strict") == 0) {
        *(key[5] == 'k' ? &parser->time_keep : &parser->time_strict) = read_boolean(value) == 1;
        return 0;
    }
    if (strcmp(key, "time_offset") == 0)
        return read_offset(value, &parser->time_offset) ? 0 : refuse(parser->name, "invalid time_offset", value);
    return refuse(parser->name, "this host does not know the key", key);
}

static int create(struct parser **parsers, const struct config *config, const struct section *section)
{
    char *name = config_value(config, section, "name");
    char *format = config_value(config, section, "format");
    bool complete = name != NULL && format != NULL;
    free(format);
    if (!complete || parser_find(*parsers, name) != NULL) {
        int result = refuse(name != NULL ? name : "", "a parser wants a name of its own and a", "format");
        free(name);
        return result;
    }
    while (*parsers != NULL)
        parsers = &(*parsers)->next;
    struct parser *parser = *parsers = allocate(sizeof *parser);
    *parser = (struct parser){.name = name, .time_key = copy_string(default_time_key), .time_strict = true};
    for (const struct setting *setting = section->settings; setting != NULL; setting = setting->next) {
        char *value = config_expand(config, setting->value);
        int result = set(parser, setting->key, value);
        free(value);
        if (result != 0)
            return -1;
    }
    return 0;
}

int parser_read_file(struct parser **parsers, const struct config *main, const char *path)
{
    char *found = config_path(main, path);
    struct config config = {0};
    int result = config_read(&config, found);
    for (const struct section *section = config.sections; result == 0 && section != NULL; section = section->next) {
        if (strcasecmp(section->name, "parser") == 0)
            result = create(parsers, &config, section);
        else
            host_log(FLB_LOG_WARN, "[parser] this host ignores section [%s]", section->name);
    }
    config_free(&config);
    free(found);
    return result;
}

const struct parser *parser_find(const struct parser *parsers, const char *name)
{
    while (parsers != NULL && strcmp(parsers->name, name) != 0)
        parsers = parsers->next;
    return parsers;
}

void parser_free(struct parser *parsers)
{
    while (parsers != NULL) {
        struct parser *next = parsers->next;
        free(parsers->name);
        free(parsers->time_key);
        free(parsers->time_format);
        free(parsers);
        parsers = next;
    }
}

/* The first pair of a map whose key is `name`: where it begins, and its value. False if there is none. */
static bool find_pair(struct span map, uint32_t pairs, const char *name, struct span *pair, struct msgpack_value *value)
{
    struct msgpack_value key;
    for (; pairs > 0; pairs--) {
        pair->at = map.at;
        if (!msgpack_read(&map, &key))
            return false;
        struct span after = map;
        if (!msgpack_skip(&after))
            return false;
        pair->end = after.at;
        if (key.size == strlen(name) && memcmp(key.bytes, name, key.size) == 0)
            return msgpack_read(&map, value);
        map = after;
    }
    return false;
}

/* Reads the time of a body, which is a map, and drops its pair unless it is kept. */
static void take_time(const struct parser *parser, struct text *body, struct moment *time, bool *timed)
{
    struct span span = {(unsigned char *) body->data, (unsigned char *) body->data + body->size}, pair;
    struct msgpack_value map, value;
    if (!msgpack_read(&span, &map) || !find_pair(span, map.count, parser->time_key, &pair, &value))
        return;
    if (value.kind != MSGPACK_STRING)
        return;
    char *stamp = copy_bytes((const char *) value.bytes, value.size, false);
    bool fits = time_read(parser->time_format, stamp, parser->time_offset, time);
    *timed = fits || time->nanoseconds > 0;
    if (!fits)
        host_log(FLB_LOG_WARN, "[parser:%s] invalid time format %s for '%s'", parser->name, parser->time_format, stamp);
    free(stamp);
    if ((!fits && parser->time_strict) || parser->time_keep)
        return;
    struct text rest = {0};
    msgpack_write_map(&rest, map.count - 1);
    text_append(&rest, span.at, (size_t) (pair.at - span.at));
    text_append(&rest, pair.end, (size_t) (span.end - pair.end));
    text_free(body);
    *body = rest;
}

bool parser_apply(const struct parser *parser, const char *line, size_t size, struct text *body, struct moment *time,
                  bool *timed)
{
    struct text read = {0}, more = {0};
    *timed = false;
    long taken = json_read(line, size, &read);
    struct msgpack_value value;
    struct span span = {(unsigned char *) read.data, (unsigned char *) read.data + read.size};
    bool single = taken > 0 && json_read(line + taken, size - (size_t) taken, &more) <= 0;
    bool map = single && msgpack_read(&span, &value) && value.kind == MSGPACK_MAP;
    if (map && parser->time_format != NULL)
        take_time(parser, &read, time, timed);
    if (map)
        text_append(body, read.data, read.size);
    text_free(&read);
    text_free(&more);
    return map;
}
