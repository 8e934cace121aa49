/*
 * Lines of files. Each whole line is an event; a last line without its newline waits for it, as in Fluent Bit. With
 * Exit_On_Eof the input ends when all files are read, else it follows them. Files are looked up once, at the start.
 */
#define _GNU_SOURCE 1
#include "input.h"
#include "log.h"
#include "section.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A read, and thus what a filter gets at once: Fluent Bit's Buffer_Chunk_Size (tail_config.h). */
enum { READ_SIZE = 32 * 1024 };

struct tail_file {
    int descriptor;
    char *tag;
    struct text rest; /* the begun line */
    struct tail_file *next;
};

struct tail {
    char *key; /* of lines no parser took */
    const struct parser *parser;
    bool from_head, exit_on_eof, skip_empty_lines;
    struct tail_file *files;
    char *tag; /* as configured */
};

/* A tag with `*` takes the path in its place, slashes become dots (tail_file.c, tag_compose). */
static char *compose_tag(const char *tag, const char *path)
{
    const char *star = strchr(tag, '*');
    if (star == NULL)
        return copy_string(tag);
    struct text raw = {0}, clean = {0};
    text_print(&raw, "%.*s%s%s", (int) (star - tag), tag, path, star + 1);
    for (size_t i = 0; i < raw.size; i++) {
        char byte = raw.data[i];
        if (byte == '/' || byte == '\\' || byte == ':')
            byte = '.';
        bool double_dot = byte == '.' && (clean.size == 0 || clean.data[clean.size - 1] == '.');
        if (byte != '*' && !double_dot)
            text_byte(&clean, (unsigned char) byte);
    }
    if (clean.size > 0 && clean.data[clean.size - 1] == '.')
        clean.size--;
    text_byte(&clean, '\0');
    text_free(&raw);
    return clean.data;
}

static int add_file(struct flb_input_instance *input, struct tail *tail, const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return input_refuse(input, strerror(errno), path);
    if (!tail->from_head)
        lseek(descriptor, 0, SEEK_END);
    struct tail_file **last = &tail->files;
    while (*last != NULL)
        last = &(*last)->next;
    *last = allocate(sizeof **last);
    (*last)->descriptor = descriptor;
    (*last)->tag = compose_tag(tail->tag, path);
    return 0;
}

static int add_files(struct flb_input_instance *input, struct tail *tail, char *patterns)
{
    char *save = NULL;
    int result = 0;
    for (char *pattern = strtok_r(patterns, ",", &save); pattern != NULL; pattern = strtok_r(NULL, ",", &save)) {
        char *trimmed = copy_bytes(pattern, strlen(pattern), true);
        glob_t found = {0};
        if (glob(trimmed, 0, NULL, &found) != 0)
            result = input_refuse(input, "no file matches", trimmed);
        for (size_t i = 0; result == 0 && i < found.gl_pathc; i++)
            result = add_file(input, tail, found.gl_pathv[i]);
        globfree(&found);
        free(trimmed);
    }
    return result;
}

static int open_parser(struct flb_input_instance *input, struct tail *tail, const struct input_setup *setup)
{
    char *name = config_value(setup->config, setup->section, "parser");
    if (name == NULL)
        return 0;
    tail->parser = parser_find(setup->parsers, name);
    int result = tail->parser != NULL ? 0 : input_refuse(input, "parser is not registered:", name);
    free(name);
    return result;
}

static int open_tail(struct flb_input_instance *input, const struct input_setup *setup)
{
    struct tail *tail = input->state = allocate(sizeof *tail);
    bool good = true;
    tail->from_head = section_boolean(setup->config, setup->section, "read_from_head", false, &good);
    tail->exit_on_eof = section_boolean(setup->config, setup->section, "exit_on_eof", false, &good);
    tail->skip_empty_lines = section_boolean(setup->config, setup->section, "skip_empty_lines", false, &good);
    tail->key = config_value(setup->config, setup->section, "key");
    if (tail->key == NULL)
        tail->key = copy_string("log");
    tail->tag = copy_string(input->tag);
    if (!good || open_parser(input, tail, setup) != 0)
        return -1;
    char *paths = config_value(setup->config, setup->section, "path");
    if (paths == NULL)
        return input_refuse(input, "no input 'path' was given", "");
    int result = add_files(input, tail, paths);
    free(paths);
    return result;
}

/* Gives a body the widest header: tail takes a parser's body apart and writes it anew (tail_file.c). */
static void widen_map(struct text *body)
{
    struct span span = {(unsigned char *) body->data, (unsigned char *) body->data + body->size};
    struct msgpack_value map;
    struct text wide = {0};
    if (!msgpack_read(&span, &map))
        return;
    msgpack_write_map32(&wide, map.count);
    text_append(&wide, span.at, (size_t) (span.end - span.at));
    text_free(body);
    *body = wide;
}

static void write_line(const struct tail *tail, const struct envelope *envelope, const char *line, size_t size,
                       struct text *events)
{
    struct text body = {0};
    struct moment time = moment_now(), read;
    bool timed = false;
    size_t shown = size >= 2 && line[size - 1] == '\r' ? size - 1 : size;
    if (tail->parser != NULL && parser_apply(tail->parser, line, shown, &body, &read, &timed)) {
        widen_map(&body);
    } else {
        msgpack_write_map32(&body, 1); /* Fluent Bit's encoder writes this widest header, too */
        msgpack_write_string(&body, tail->key, strlen(tail->key));
        msgpack_write_string(&body, line, tail->parser == NULL ? shown : size);
    }
    struct span span = {(unsigned char *) body.data, (unsigned char *) body.data + body.size};
    event_write(events, envelope, timed ? read : time, (struct span){0}, span);
    text_free(&body);
}

/* Turns the whole lines of `file->rest` into events. */
static void write_lines(const struct tail *tail, const struct envelope *envelope, struct tail_file *file,
                        struct text *events)
{
    size_t at = 0;
    while (at < file->rest.size && file->rest.data[at] == '\0')
        at++;
    const char *data = file->rest.data, *newline;
    while ((newline = memchr(data + at, '\n', file->rest.size - at)) != NULL) {
        size_t size = (size_t) (newline - (data + at));
        bool empty = size == 0 || (size == 1 && data[at] == '\r');
        if (!(empty && tail->skip_empty_lines))
            write_line(tail, envelope, data + at, size, events);
        at += size + 1;
    }
    text_consume(&file->rest, at);
}

/* Reads on in the first file that has more. */
static enum input_state poll_tail(struct flb_input_instance *input, const struct envelope *envelope,
                                  struct text *events)
{
    struct tail *tail = input->state;
    for (struct tail_file *file = tail->files; file != NULL; file = file->next) {
        char block[READ_SIZE];
        ssize_t size = read(file->descriptor, block, sizeof block);
        if (size < 0) {
            input_refuse(input, "error reading", file->tag);
            return INPUT_FAILED;
        }
        if (size == 0)
            continue;
        text_append(&file->rest, block, (size_t) size);
        write_lines(tail, envelope, file, events);
        free(input->tag);
        input->tag = copy_string(file->tag);
        return INPUT_BUSY;
    }
    return tail->exit_on_eof ? INPUT_ENDED : INPUT_IDLE;
}

static void close_tail(struct flb_input_instance *input)
{
    struct tail *tail = input->state;
    while (tail->files != NULL) {
        struct tail_file *next = tail->files->next;
        close(tail->files->descriptor);
        text_free(&tail->files->rest);
        free(tail->files->tag);
        free(tail->files);
        tail->files = next;
    }
    free(tail->key);
    free(tail->tag);
    free(tail);
}

const struct input_kind tail_input = {
    .name = "tail",
    .keys = " path parser key read_from_head exit_on_eof skip_empty_lines ",
    .open = open_tail,
    .poll = poll_tail,
    .close = close_tail,
};
