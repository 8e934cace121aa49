#define _GNU_SOURCE 1
#include "output.h"

#include "format.h"
#include "log.h"
#include "match.h"
#include "section.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct output {
    const struct output_kind *kind;
    char *match;
    const struct format *format;
    struct style style;
    char *date_key;
    char *path, *file; /* of `file`: folder and name, either may be missing */
    struct output *next;
};

/* A value of Format. */
struct format {
    const char *name;
    format_writer *write; /* NULL: nothing is written */
};

struct output_kind {
    const char *name, *keys;
    const struct format *formats; /* the first is the default; the last has no name */
};

static const struct format stdout_formats[] = {
    {"msgpack", format_msgpack}, {"json_lines", format_json_line}, {NULL, NULL}};
static const struct format file_formats[] = {{"json", format_tagged_json}, {"plain", format_plain}, {NULL, NULL}};
static const struct format null_formats[] = {{"none", NULL}, {NULL, NULL}};

static const struct output_kind kinds[] = {
    {"stdout", " format json_date_key json_date_format ", stdout_formats},
    {"file", " path file format ", file_formats},
    {"null", " format ", null_formats},
};

static int refuse(const struct output *output, const char *problem, const char *value)
{
    host_log(FLB_LOG_ERROR, "[output:%s] %s '%s'", output->kind->name, problem, value);
    return -1;
}

static int set_format(struct output *output, const char *name)
{
    output->format = output->kind->formats;
    while (name != NULL && output->format->name != NULL && strcasecmp(output->format->name, name) != 0)
        output->format++;
    return output->format->name != NULL ? 0 : refuse(output, "this host does not know the format", name);
}

static int set_date_format(struct output *output, const char *name)
{
    static const char *const names[] = {
        [DATE_DOUBLE] = "double", [DATE_EPOCH] = "epoch", [DATE_EPOCH_MS] = "epoch_ms", [DATE_ISO8601] = "iso8601"};
    if (output->date_key == NULL)
        output->date_key = copy_string("date");
    output->style.date_key = output->date_key;
    if (read_boolean(output->date_key) == 0) {
        output->style.date_format = DATE_NONE;
        return 0;
    }
    for (size_t i = 0; name != NULL && i < sizeof names / sizeof *names; i++) {
        if (strcasecmp(name, names[i]) == 0) {
            output->style.date_format = (enum date_format) i;
            return 0;
        }
    }
    return name == NULL ? 0 : refuse(output, "this host does not know the json_date_format", name);
}

static const struct output_kind *find_kind(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(kinds[i].name, name) == 0)
            return &kinds[i];
    }
    return NULL;
}

int output_create(struct output **outputs, const struct config *config, const struct section *section)
{
    char *name = config_value(config, section, "name");
    const struct output_kind *kind = find_kind(name);
    if (kind == NULL) {
        host_log(FLB_LOG_ERROR, "[config] section 'output' names no plugin of this host: %s", name ? name : "");
        free(name);
        return -1;
    }
    free(name);
    if (section_check(section, kind->name, kind->keys) != 0)
        return -1;
    while (*outputs != NULL)
        outputs = &(*outputs)->next;
    struct output *output = *outputs = allocate(sizeof *output);
    output->kind = kind;
    output->match = config_value(config, section, "match");
    output->date_key = config_value(config, section, "json_date_key");
    output->path = config_value(config, section, "path");
    output->file = config_value(config, section, "file");
    char *format = config_value(config, section, "format");
    char *date_format = config_value(config, section, "json_date_format");
    int result = set_format(output, format) != 0 || set_date_format(output, date_format) != 0 ? -1 : 0;
    free(format);
    free(date_format);
    if (result == 0 && output->match == NULL)
        host_log(FLB_LOG_WARN, "[output:%s] NO match rule: it gets no records", kind->name);
    return result;
}

/* A tag as a file name: other than letters, digits, dots, dashes, slashes become underscores (file.c). */
static void append_tag_name(struct text *name, const char *tag)
{
    for (; *tag != '\0'; tag++)
        text_byte(name, isalnum((unsigned char) *tag) || strchr("-_./", *tag) != NULL ? (unsigned char) *tag : '_');
}

static FILE *open_file(const struct output *output, const char *tag)
{
    struct text name = {0};
    if (output->path != NULL)
        text_print(&name, "%s/", output->path);
    if (output->file != NULL)
        text_string(&name, output->file);
    else
        append_tag_name(&name, tag);
    text_byte(&name, '\0');
    FILE *file = fopen(name.data, "a");
    if (file == NULL)
        refuse(output, strerror(errno), name.data);
    text_free(&name);
    return file;
}

/* All events of a chunk as lines. False if the chunk is malformed; what was read until then is there. */
static bool write_lines(struct text *lines, const struct output *output, const char *tag, const struct text *chunk)
{
    struct span span = {(unsigned char *) chunk->data, (unsigned char *) chunk->data + chunk->size};
    struct event event;
    for (size_t number = 0; span.at < span.end;) {
        if (!event_read(&span, &event))
            return false;
        if (!event.group && !output->format->write(lines, &output->style, tag, number++, &event))
            return false;
    }
    return true;
}

static int write_chunk(const struct output *output, const char *tag, const struct text *chunk)
{
    if (output->format->write == NULL)
        return 0;
    struct text lines = {0};
    int result = write_lines(&lines, output, tag, chunk) ? 0 : refuse(output, "malformed chunk of tag", tag);
    bool to_stdout = output->kind->formats == stdout_formats;
    FILE *file = to_stdout ? stdout : open_file(output, tag);
    if (file == NULL || fwrite(lines.data, 1, lines.size, file) != lines.size || fflush(file) != 0)
        result = refuse(output, "error writing records of tag", tag);
    if (!to_stdout && file != NULL)
        fclose(file);
    text_free(&lines);
    return result;
}

int output_write_all(struct output *outputs, const char *tag, const struct text *chunk)
{
    int result = 0;
    for (; outputs != NULL; outputs = outputs->next) {
        if (outputs->match != NULL && match_tag(outputs->match, tag) && write_chunk(outputs, tag, chunk) != 0)
            result = -1;
    }
    return result;
}

void output_free(struct output *outputs)
{
    while (outputs != NULL) {
        struct output *next = outputs->next;
        free(outputs->match);
        free(outputs->date_key);
        free(outputs->path);
        free(outputs->file);
        free(outputs);
        outputs = next;
    }
}
