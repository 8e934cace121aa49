#define _GNU_SOURCE 1
#include "config.h"

#include "log.h"
#include "text.h"

#include <ctype.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    /* A file that includes itself is found by this depth; Fluent Bit refuses any file read twice. */
    MAXIMUM_DEPTH = 32
};

/* One file being read. */
struct reader {
    struct config *config;
    const char *path;
    int line, depth;
    char *indent; /* the blanks before the file's first key, which every key must repeat */
    struct section *section;
};

void settings_add(struct setting **list, char *key, char *value)
{
    while (*list != NULL)
        list = &(*list)->next;
    *list = allocate(sizeof **list);
    (*list)->key = key;
    (*list)->value = value;
}

void settings_free(struct setting *settings)
{
    while (settings != NULL) {
        struct setting *next = settings->next;
        free(settings->key);
        free(settings->value);
        free(settings);
        settings = next;
    }
}

static int refuse(const struct reader *reader, const char *message)
{
    host_log(FLB_LOG_ERROR, "[config] error in %s:%i: %s", reader->path, reader->line, message);
    return -1;
}

static int read_file(struct config *config, const char *path, int depth);

/* The file or files of an @INCLUDE; several only where the name holds a `*`. */
static int read_include(struct reader *reader, const char *name)
{
    char *path = config_path(reader->config, name);
    int result = 0;
    if (strchr(name, '*') == NULL) {
        result = read_file(reader->config, path, reader->depth + 1);
    } else {
        glob_t found = {0};
        if (glob(path, 0, NULL, &found) != 0)
            result = refuse(reader, "no file matches the @INCLUDE");
        for (size_t i = 0; result == 0 && i < found.gl_pathc; i++)
            result = read_file(reader->config, found.gl_pathv[i], reader->depth + 1);
        globfree(&found);
    }
    free(path);
    return result;
}

static int read_set(struct reader *reader, const char *assignment)
{
    const char *equals = strchr(assignment, '=');
    if (equals == NULL)
        return refuse(reader, "@SET wants key=value");
    char *key = copy_bytes(assignment, (size_t) (equals - assignment), false); /* with its blanks */
    settings_add(&reader->config->variables, key, copy_string(equals + 1));
    return 0;
}

static int read_header(struct reader *reader, const char *line)
{
    const char *end = strchr(line, ']');
    if (end == NULL || end == line + 1)
        return refuse(reader, "bad header definition");
    struct section **last = &reader->config->sections;
    while (*last != NULL)
        last = &(*last)->next;
    *last = allocate(sizeof **last);
    (*last)->name = copy_bytes(line + 1, (size_t) (end - line - 1), false);
    reader->section = *last;
    return 0;
}

/*
 * The key of an indented line, or NULL after an error line. Accepted are the indentation of the file's first key
 * and, as in Fluent Bit, exactly twice as much.
 */
static const char *past_indent(struct reader *reader, const char *line)
{
    size_t blanks = strspn(line, " \t");
    if (reader->indent == NULL && blanks > 0)
        reader->indent = copy_bytes(line, blanks, false);
    size_t indent = reader->indent != NULL ? strlen(reader->indent) : 1;
    if (reader->indent == NULL || strncmp(line, reader->indent, indent) != 0) {
        refuse(reader, blanks >= indent ? "inconsistent use of tab and space" : "indentation level is too low");
        return NULL;
    }
    if (blanks != indent && blanks != 2 * indent) {
        refuse(reader, "extra indentation level found");
        return NULL;
    }
    return line + blanks;
}

static int read_key(struct reader *reader, const char *line)
{
    const char *key = past_indent(reader, line);
    if (key == NULL)
        return -1;
    if (*key == '\0' || *key == '#')
        return 0;
    if (*key == '[')
        return refuse(reader, "groups within a section are not supported by this host");
    const char *separator = strchr(key, ' ');
    if (separator == NULL)
        return refuse(reader, "undefined value - check config is in valid classic format");
    if (separator[1] == '\0')
        return refuse(reader, "key has an empty value");
    if (reader->section == NULL)
        return refuse(reader, "a key outside of any section");
    char *name = copy_bytes(key, (size_t) (separator - key), true);
    for (char *letter = name; *letter != '\0'; letter++)
        *letter = (char) tolower((unsigned char) *letter);
    settings_add(&reader->section->settings, name, copy_bytes(separator + 1, strlen(separator + 1), true));
    return 0;
}

static int read_line(struct reader *reader, const char *line)
{
    if (*line == '\0' || *line == '#')
        return 0;
    if (strncasecmp(line, "@INCLUDE ", 9) == 0)
        return read_include(reader, line + 9);
    if (strncasecmp(line, "@SET ", 5) == 0)
        return read_set(reader, line + 5);
    if (*line == '@')
        return refuse(reader, "unknown meta command");
    if (*line == '[')
        return read_header(reader, line);
    return read_key(reader, line);
}

static int read_file(struct config *config, const char *path, int depth)
{
    if (depth > MAXIMUM_DEPTH) {
        host_log(FLB_LOG_ERROR, "[config] too many nested @INCLUDE at %s", path);
        return -1;
    }
    struct stat status;
    FILE *file = stat(path, &status) == 0 && S_ISREG(status.st_mode) ? fopen(path, "r") : NULL;
    if (file == NULL) {
        host_log(FLB_LOG_ERROR, "[config] I cannot open %s file", path);
        return -1;
    }
    struct reader reader = {.config = config, .path = path, .depth = depth};
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    while (result == 0 && getline(&line, &room, file) >= 0) {
        reader.line++;
        line[strcspn(line, "\r\n")] = '\0';
        result = read_line(&reader, line);
    }
    free(line);
    free(reader.indent);
    fclose(file);
    return result;
}

int config_read(struct config *config, const char *path)
{
    char *absolute = realpath(path, NULL);
    if (absolute != NULL && config->directory == NULL)
        config->directory = copy_bytes(absolute, (size_t) (strrchr(absolute, '/') + 1 - absolute), false);
    free(absolute);
    return read_file(config, path, 0);
}

void config_free(struct config *config)
{
    while (config->sections != NULL) {
        struct section *next = config->sections->next;
        free(config->sections->name);
        settings_free(config->sections->settings);
        free(config->sections);
        config->sections = next;
    }
    settings_free(config->variables);
    free(config->directory);
    *config = (struct config){0};
}

char *config_path(const struct config *config, const char *path)
{
    if (*path == '/' || access(path, F_OK) == 0 || config->directory == NULL)
        return copy_string(path);
    struct text joined = {0};
    text_print(&joined, "%s%s", config->directory, path);
    text_byte(&joined, '\0');
    return joined.data;
}
