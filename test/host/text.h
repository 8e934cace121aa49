/* Byte buffers and C strings. Out of memory ends the process with one line: this host is a test tool. */
#ifndef HOST_TEXT_H
#define HOST_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A growing buffer of bytes; all zero is empty. `data` is not NUL-terminated. */
struct text {
    char *data;
    size_t size, room;
};

void text_append(struct text *text, const void *bytes, size_t size);
void text_string(struct text *text, const char *string);
void text_byte(struct text *text, unsigned char byte);
void text_print(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Removes the first `size` bytes. */
void text_consume(struct text *text, size_t size);
void text_free(struct text *text);

/* Zeroed memory, to be released with free. */
void *allocate(size_t size);
/* A NUL-terminated copy of `size` bytes, without the blanks around them if `trim`. */
char *copy_bytes(const char *bytes, size_t size, bool trim);
char *copy_string(const char *string);

/* on, true, yes: 1; off, false, no: 0; anything else: -1 (flb_utils_bool). */
int read_boolean(const char *string);
/* Whether the whole of `string` is a number; `*number` is set then. */
bool read_number(const char *string, double *number);

#endif
