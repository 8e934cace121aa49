#define _GNU_SOURCE 1
#include "msgpack.h"

#include <string.h>

static bool take(struct span *span, size_t size, const unsigned char **bytes)
{
    if ((size_t) (span->end - span->at) < size)
        return false;
    *bytes = span->at;
    span->at += size;
    return true;
}

static bool take_number(struct span *span, size_t size, uint64_t *number)
{
    const unsigned char *bytes;
    if (!take(span, size, &bytes))
        return false;
    *number = 0;
    for (size_t i = 0; i < size; i++)
        *number = *number << 8 | bytes[i];
    return true;
}

static bool read_natural(struct span *span, size_t size, struct msgpack_value *value)
{
    value->kind = MSGPACK_UNSIGNED;
    return take_number(span, size, &value->natural);
}

/* A signed format holding zero or more is a natural number, as msgpack-c has it. */
static bool read_signed(struct span *span, size_t size, struct msgpack_value *value)
{
    uint64_t bits;
    if (!take_number(span, size, &bits))
        return false;
    uint64_t sign = UINT64_C(1) << (8 * size - 1);
    value->negative = (int64_t) ((bits ^ sign) - sign);
    value->natural = bits;
    value->kind = value->negative < 0 ? MSGPACK_NEGATIVE : MSGPACK_UNSIGNED;
    return true;
}

static bool read_float(struct span *span, size_t size, struct msgpack_value *value)
{
    uint64_t bits;
    value->kind = MSGPACK_FLOAT;
    if (!take_number(span, size, &bits))
        return false;
    if (size == 8) {
        memcpy(&value->real, &bits, sizeof value->real);
        return true;
    }
    uint32_t half = (uint32_t) bits;
    float single;
    memcpy(&single, &half, sizeof single);
    value->real = (double) single;
    return true;
}

static bool read_bytes(struct span *span, enum msgpack_kind kind, size_t size, struct msgpack_value *value)
{
    value->kind = kind;
    value->size = size;
    return take(span, size, &value->bytes);
}

/* Strings, binaries and extensions whose size stands in `width` bytes; an extension's type follows the size. */
static bool read_sized(struct span *span, enum msgpack_kind kind, size_t width, struct msgpack_value *value)
{
    uint64_t size, type = 0;
    if (!take_number(span, width, &size))
        return false;
    if (kind == MSGPACK_EXTENSION && !take_number(span, 1, &type))
        return false;
    value->extension = (int8_t) type;
    return read_bytes(span, kind, size, value);
}

static bool read_fixed_extension(struct span *span, size_t size, struct msgpack_value *value)
{
    uint64_t type;
    if (!take_number(span, 1, &type))
        return false;
    value->extension = (int8_t) type;
    return read_bytes(span, MSGPACK_EXTENSION, size, value);
}

static bool read_count(struct span *span, enum msgpack_kind kind, size_t width, struct msgpack_value *value)
{
    uint64_t count;
    value->kind = kind;
    if (!take_number(span, width, &count))
        return false;
    value->count = (uint32_t) count;
    return true;
}

static bool hold(struct msgpack_value *value, enum msgpack_kind kind, uint64_t content)
{
    value->kind = kind;
    value->boolean = content != 0;
    value->natural = content;
    value->count = (uint32_t) content;
    return true;
}

bool msgpack_read(struct span *span, struct msgpack_value *value)
{
    const unsigned char *lead;
    *value = (struct msgpack_value){0};
    if (!take(span, 1, &lead))
        return false;
    unsigned char byte = *lead;
    if (byte <= 0x7f)
        return hold(value, MSGPACK_UNSIGNED, byte);
    if (byte <= 0x8f)
        return hold(value, MSGPACK_MAP, byte & 0x0f);
    if (byte <= 0x9f)
        return hold(value, MSGPACK_ARRAY, byte & 0x0f);
    if (byte <= 0xbf)
        return read_bytes(span, MSGPACK_STRING, byte & 0x1f, value);
    if (byte >= 0xe0) {
        value->kind = MSGPACK_NEGATIVE;
        value->negative = (int8_t) byte;
        return true;
    }
    switch (byte) {
    case 0xc0: return hold(value, MSGPACK_NIL, 0);
    case 0xc2: return hold(value, MSGPACK_BOOLEAN, 0);
    case 0xc3: return hold(value, MSGPACK_BOOLEAN, 1);
    case 0xc4: return read_sized(span, MSGPACK_BINARY, 1, value);
    case 0xc5: return read_sized(span, MSGPACK_BINARY, 2, value);
    case 0xc6: return read_sized(span, MSGPACK_BINARY, 4, value);
    case 0xc7: return read_sized(span, MSGPACK_EXTENSION, 1, value);
    case 0xc8: return read_sized(span, MSGPACK_EXTENSION, 2, value);
    case 0xc9: return read_sized(span, MSGPACK_EXTENSION, 4, value);
    case 0xca: return read_float(span, 4, value);
    case 0xcb: return read_float(span, 8, value);
    case 0xcc: return read_natural(span, 1, value);
    case 0xcd: return read_natural(span, 2, value);
    case 0xce: return read_natural(span, 4, value);
    case 0xcf: return read_natural(span, 8, value);
    case 0xd0: return read_signed(span, 1, value);
    case 0xd1: return read_signed(span, 2, value);
    case 0xd2: return read_signed(span, 4, value);
    case 0xd3: return read_signed(span, 8, value);
    case 0xd4: return read_fixed_extension(span, 1, value);
    case 0xd5: return read_fixed_extension(span, 2, value);
    case 0xd6: return read_fixed_extension(span, 4, value);
    case 0xd7: return read_fixed_extension(span, 8, value);
    case 0xd8: return read_fixed_extension(span, 16, value);
    case 0xd9: return read_sized(span, MSGPACK_STRING, 1, value);
    case 0xda: return read_sized(span, MSGPACK_STRING, 2, value);
    case 0xdb: return read_sized(span, MSGPACK_STRING, 4, value);
    case 0xdc: return read_count(span, MSGPACK_ARRAY, 2, value);
    case 0xdd: return read_count(span, MSGPACK_ARRAY, 4, value);
    case 0xde: return read_count(span, MSGPACK_MAP, 2, value);
    case 0xdf: return read_count(span, MSGPACK_MAP, 4, value);
    default: return false; /* 0xc1 is never used */
    }
}

bool msgpack_skip(struct span *span)
{
    struct msgpack_value value;
    for (uint64_t todo = 1; todo > 0; todo--) {
        if (!msgpack_read(span, &value))
            return false;
        if (value.kind == MSGPACK_ARRAY)
            todo += value.count;
        if (value.kind == MSGPACK_MAP)
            todo += 2 * (uint64_t) value.count;
    }
    return true;
}

void msgpack_write_bytes(struct text *text, uint64_t value, int size)
{
    for (int i = size - 1; i >= 0; i--)
        text_byte(text, (unsigned char) (value >> (8 * i)));
}

static void write_headed(struct text *text, unsigned char head, uint64_t value, int size)
{
    text_byte(text, head);
    msgpack_write_bytes(text, value, size);
}

void msgpack_write_nil(struct text *text)
{
    text_byte(text, 0xc0);
}

void msgpack_write_boolean(struct text *text, bool value)
{
    text_byte(text, value ? 0xc3 : 0xc2);
}

void msgpack_write_unsigned(struct text *text, uint64_t value)
{
    if (value <= 0x7f)
        text_byte(text, (unsigned char) value);
    else if (value <= UINT8_MAX)
        write_headed(text, 0xcc, value, 1);
    else if (value <= UINT16_MAX)
        write_headed(text, 0xcd, value, 2);
    else if (value <= UINT32_MAX)
        write_headed(text, 0xce, value, 4);
    else
        write_headed(text, 0xcf, value, 8);
}

void msgpack_write_signed(struct text *text, int64_t value)
{
    if (value >= 0)
        msgpack_write_unsigned(text, (uint64_t) value);
    else if (value >= -32)
        text_byte(text, (unsigned char) value);
    else if (value >= INT8_MIN)
        write_headed(text, 0xd0, (uint64_t) value, 1);
    else if (value >= INT16_MIN)
        write_headed(text, 0xd1, (uint64_t) value, 2);
    else if (value >= INT32_MIN)
        write_headed(text, 0xd2, (uint64_t) value, 4);
    else
        write_headed(text, 0xd3, (uint64_t) value, 8);
}

void msgpack_write_double(struct text *text, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    write_headed(text, 0xcb, bits, 8);
}

void msgpack_write_string(struct text *text, const void *bytes, size_t size)
{
    if (size <= 31)
        text_byte(text, (unsigned char) (0xa0 | size));
    else if (size <= UINT8_MAX)
        write_headed(text, 0xd9, size, 1);
    else if (size <= UINT16_MAX)
        write_headed(text, 0xda, size, 2);
    else
        write_headed(text, 0xdb, size, 4);
    text_append(text, bytes, size);
}

void msgpack_write_array(struct text *text, uint32_t count)
{
    if (count <= 15)
        text_byte(text, (unsigned char) (0x90 | count));
    else if (count <= UINT16_MAX)
        write_headed(text, 0xdc, count, 2);
    else
        msgpack_write_array32(text, count);
}

void msgpack_write_map(struct text *text, uint32_t pairs)
{
    if (pairs <= 15)
        text_byte(text, (unsigned char) (0x80 | pairs));
    else if (pairs <= UINT16_MAX)
        write_headed(text, 0xde, pairs, 2);
    else
        msgpack_write_map32(text, pairs);
}

void msgpack_write_array32(struct text *text, uint32_t count)
{
    write_headed(text, 0xdd, count, 4);
}

void msgpack_write_map32(struct text *text, uint32_t pairs)
{
    write_headed(text, 0xdf, pairs, 4);
}
