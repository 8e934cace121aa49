#define _GNU_SOURCE 1
#include "json.h"

#include <string.h>

enum { MAXIMUM_DEPTH = 256 };

/* Bytes in the sequence a lead byte announces, by its high bits (flb_utf8.c). */
static size_t sequence_size(unsigned char lead)
{
    return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : lead < 0xfc ? 5 : 6;
}

/*
 * Decodes a sequence of UTF-8; answers the bytes that belong together, 0 if the first one begins nothing. `*valid`
 * tells whether they are a letter, `*code` which. As in Fluent Bit overlong forms pass.
 */
static size_t decode(const unsigned char *bytes, size_t size, uint32_t *code, bool *valid)
{
    *valid = false;
    if (size < 2 || size > 4)
        return 0;
    *code = bytes[0] & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return i;
        *code = *code << 6 | (bytes[i] & 0x3f);
    }
    *valid = *code < 0xd800 || (*code > 0xdfff && *code <= 0x10ffff);
    return *valid ? size : size - 1; /* Fluent Bit notices a forbidden code at the last byte */
}

/* A byte that is no UTF-8, in the block of private use U+E000 where Fluent Bit puts it (flb_utils.c:64). */
static void write_fragment(struct text *out, unsigned char byte)
{
    text_byte(out, 0xee);
    text_byte(out, 0x80 | (byte >> 6 & 0x03));
    text_byte(out, 0x80 | (byte & 0x3f));
}

/* One sequence beyond ASCII as \u escapes; answers the bytes it took. One that the text's end cuts loses its lead. */
static size_t write_sequence(struct text *out, const unsigned char *bytes, size_t left)
{
    size_t size = sequence_size(bytes[0]);
    if (size > left)
        return 1;
    uint32_t code = 0;
    bool valid;
    size_t taken = decode(bytes, size, &code, &valid);
    if (valid && code > 0xffff)
        text_print(out, "\\u%.4x\\u%.4x", 0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    else if (valid)
        text_print(out, "\\u%.4x", code);
    if (taken == 0)
        taken = 1;
    for (size_t i = 0; !valid && i < taken; i++)
        write_fragment(out, bytes[i]);
    return taken;
}

static void write_ascii(struct text *out, unsigned char byte)
{
    static const char plain[] = "\"\\\n\r\t\b\f", letters[] = "\"\\nrtbf";
    const char *found = byte != 0 ? strchr(plain, byte) : NULL;
    if (found != NULL) {
        text_byte(out, '\\');
        text_byte(out, (unsigned char) letters[found - plain]);
    } else if (byte < 0x20 || byte == 0x7f) {
        text_print(out, "\\u%.4x", byte);
    } else {
        text_byte(out, byte);
    }
}

static void write_string(struct text *out, const unsigned char *bytes, size_t size)
{
    text_byte(out, '"');
    for (size_t i = 0; i < size;) {
        if (bytes[i] >= 0x80)
            i += write_sequence(out, bytes + i, size - i);
        else
            write_ascii(out, bytes[i++]);
    }
    text_byte(out, '"');
}

static void write_float(struct text *out, double value)
{
    bool whole = value >= -0x1p63 && value < 0x1p63 && value == (double) (long long) value;
    text_print(out, whole ? "%.1f" : "%.16g", value);
}

static void write_extension(struct text *out, const struct msgpack_value *value)
{
    text_byte(out, '"');
    for (size_t i = 0; i < value->size; i++)
        text_print(out, "\\x%02x", (unsigned) (char) value->bytes[i]); /* sign extended, as Fluent Bit does */
    text_byte(out, '"');
}

/* Whether a string key occurs again among the `pairs` that begin at `rest`. */
static bool repeated(const struct msgpack_value *key, struct span rest, uint32_t pairs)
{
    struct msgpack_value other;
    for (; key->kind == MSGPACK_STRING && pairs > 0; pairs--) {
        struct span start = rest;
        if (!msgpack_read(&start, &other) || !msgpack_skip(&rest) || !msgpack_skip(&rest))
            return false;
        if (other.kind == MSGPACK_STRING && other.size == key->size && memcmp(other.bytes, key->bytes, key->size) == 0)
            return true;
    }
    return false;
}

static bool write_value(struct text *out, struct span *span, int depth);

static bool write_map(struct text *out, struct span *span, uint32_t pairs, int depth)
{
    bool first = true;
    text_byte(out, '{');
    while (pairs-- > 0) {
        struct span pair = *span, rest = *span;
        struct msgpack_value key;
        if (!msgpack_skip(&rest) || !msgpack_skip(&rest) || !msgpack_read(&(struct span){pair.at, pair.end}, &key))
            return false;
        *span = rest;
        if (repeated(&key, rest, pairs))
            continue;
        if (!first)
            text_byte(out, ',');
        first = false;
        if (!write_value(out, &pair, depth))
            return false;
        text_byte(out, ':');
        if (!write_value(out, &pair, depth))
            return false;
    }
    text_byte(out, '}');
    return true;
}

static bool write_array(struct text *out, struct span *span, uint32_t count, int depth)
{
    text_byte(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            text_byte(out, ',');
        if (!write_value(out, span, depth))
            return false;
    }
    text_byte(out, ']');
    return true;
}

static bool write_value(struct text *out, struct span *span, int depth)
{
    struct msgpack_value value;
    if (depth > MAXIMUM_DEPTH || !msgpack_read(span, &value))
        return false;
    switch (value.kind) {
    case MSGPACK_NIL: text_string(out, "null"); return true;
    case MSGPACK_BOOLEAN: text_string(out, value.boolean ? "true" : "false"); return true;
    case MSGPACK_UNSIGNED: text_print(out, "%llu", (unsigned long long) value.natural); return true;
    case MSGPACK_NEGATIVE: text_print(out, "%lld", (long long) value.negative); return true;
    case MSGPACK_FLOAT: write_float(out, value.real); return true;
    case MSGPACK_STRING:
    case MSGPACK_BINARY: write_string(out, value.bytes, value.size); return true;
    case MSGPACK_EXTENSION: write_extension(out, &value); return true;
    case MSGPACK_ARRAY: return write_array(out, span, value.count, depth + 1);
    case MSGPACK_MAP: return write_map(out, span, value.count, depth + 1);
    }
    return false;
}

bool json_write(struct text *out, struct span *span)
{
    return write_value(out, span, 0);
}
