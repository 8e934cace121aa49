#define _GNU_SOURCE 1
#include "print.h"

#include <ctype.h>

enum { MAXIMUM_DEPTH = 256 };

static bool print_deep(struct text *out, struct span *span, int depth);

static void print_binary(struct text *out, const unsigned char *bytes, size_t size)
{
    text_byte(out, '"');
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '"')
            text_string(out, "\\\"");
        else if (isprint(bytes[i]))
            text_byte(out, bytes[i]);
        else
            text_print(out, "\\x%02x", bytes[i]);
    }
    text_byte(out, '"');
}

static void print_string(struct text *out, const struct msgpack_value *value)
{
    text_byte(out, '"');
    text_append(out, value->bytes, value->size);
    text_byte(out, '"');
}

static bool print_array(struct text *out, struct span *span, uint32_t count, int depth)
{
    text_byte(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            text_string(out, ", ");
        if (!print_deep(out, span, depth))
            return false;
    }
    text_byte(out, ']');
    return true;
}

static bool print_map(struct text *out, struct span *span, uint32_t pairs, int depth)
{
    text_byte(out, '{');
    for (uint32_t i = 0; i < pairs; i++) {
        if (i > 0)
            text_string(out, ", ");
        if (!print_deep(out, span, depth))
            return false;
        text_string(out, "=>");
        if (!print_deep(out, span, depth))
            return false;
    }
    text_byte(out, '}');
    return true;
}

static bool print_deep(struct text *out, struct span *span, int depth)
{
    struct msgpack_value value;
    if (depth > MAXIMUM_DEPTH || !msgpack_read(span, &value))
        return false;
    switch (value.kind) {
    case MSGPACK_NIL: text_string(out, "nil"); return true;
    case MSGPACK_BOOLEAN: text_string(out, value.boolean ? "true" : "false"); return true;
    case MSGPACK_UNSIGNED: text_print(out, "%llu", (unsigned long long) value.natural); return true;
    case MSGPACK_NEGATIVE: text_print(out, "%lld", (long long) value.negative); return true;
    case MSGPACK_FLOAT: text_print(out, "%f", value.real); return true;
    case MSGPACK_STRING: print_string(out, &value); return true;
    case MSGPACK_BINARY: print_binary(out, value.bytes, value.size); return true;
    case MSGPACK_EXTENSION:
        text_print(out, "(ext: %d)", value.extension);
        print_binary(out, value.bytes, value.size);
        return true;
    case MSGPACK_ARRAY: return print_array(out, span, value.count, depth + 1);
    case MSGPACK_MAP: return print_map(out, span, value.count, depth + 1);
    }
    return false;
}

bool print_value(struct text *out, struct span *span)
{
    return print_deep(out, span, 0);
}
