#define _GNU_SOURCE 1
#include "text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void out_of_memory(void)
{
    fputs("timesync-host: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

void *allocate(size_t size)
{
    void *memory = calloc(1, size > 0 ? size : 1);
    if (memory == NULL)
        out_of_memory();
    return memory;
}

static void make_room(struct text *text, size_t more)
{
    if (text->room - text->size >= more)
        return;
    size_t room = text->room > 0 ? text->room : 64;
    while (room - text->size < more)
        room *= 2;
    char *data = realloc(text->data, room);
    if (data == NULL)
        out_of_memory();
    text->data = data;
    text->room = room;
}

void text_append(struct text *text, const void *bytes, size_t size)
{
    if (size == 0)
        return;
    make_room(text, size);
    memcpy(text->data + text->size, bytes, size);
    text->size += size;
}

void text_string(struct text *text, const char *string)
{
    text_append(text, string, strlen(string));
}

void text_byte(struct text *text, unsigned char byte)
{
    text_append(text, &byte, 1);
}

void text_print(struct text *text, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size >= 0) {
        make_room(text, (size_t) size + 1);
        vsnprintf(text->data + text->size, (size_t) size + 1, format, again);
        text->size += (size_t) size;
    }
    va_end(again);
}

void text_consume(struct text *text, size_t size)
{
    if (size == 0)
        return;
    memmove(text->data, text->data + size, text->size - size);
    text->size -= size;
}

void text_free(struct text *text)
{
    free(text->data);
    *text = (struct text){0};
}

char *copy_bytes(const char *bytes, size_t size, bool trim)
{
    while (trim && size > 0 && isspace((unsigned char) bytes[0])) {
        bytes++;
        size--;
    }
    while (trim && size > 0 && isspace((unsigned char) bytes[size - 1]))
        size--;
    char *copy = allocate(size + 1);
    memcpy(copy, bytes, size);
    return copy;
}

char *copy_string(const char *string)
{
    return copy_bytes(string, strlen(string), false);
}

int read_boolean(const char *string)
{
    static const struct {
        const char *word;
        int value;
    } words[] = {{"on", 1}, {"true", 1}, {"yes", 1}, {"off", 0}, {"false", 0}, {"no", 0}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(string, words[i].word) == 0)
            return words[i].value;
    }
    return -1;
}

bool read_number(const char *string, double *number)
{
    char *end;
    *number = strtod(string, &end);
    return end != string && *end == '\0';
}
