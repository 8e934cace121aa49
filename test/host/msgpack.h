/* MessagePack, read and written value by value. https://github.com/msgpack/msgpack/blob/master/spec.md */
#ifndef HOST_MSGPACK_H
#define HOST_MSGPACK_H

#include "text.h"

#include <stdint.h>

enum msgpack_kind {
    MSGPACK_NIL,
    MSGPACK_BOOLEAN,
    MSGPACK_UNSIGNED, /* zero and up, whatever the format of the wire */
    MSGPACK_NEGATIVE,
    MSGPACK_FLOAT,
    MSGPACK_STRING,
    MSGPACK_BINARY,
    MSGPACK_EXTENSION,
    MSGPACK_ARRAY,
    MSGPACK_MAP
};

/* A value; of an array or a map the header alone: `count` values or pairs follow it. */
struct msgpack_value {
    enum msgpack_kind kind;
    bool boolean;
    uint64_t natural;          /* of MSGPACK_UNSIGNED */
    int64_t negative;          /* of MSGPACK_NEGATIVE */
    double real;               /* of MSGPACK_FLOAT, 32 bits or 64 */
    int extension;             /* type of MSGPACK_EXTENSION */
    const unsigned char *bytes; /* of strings, binaries, extensions: borrowed from what was read */
    size_t size;
    uint32_t count;
};

/* Bytes still to be read. */
struct span {
    const unsigned char *at, *end;
};

/* Takes one value from the front; false, and nothing useful in `value`, if the bytes are cut or unknown. */
bool msgpack_read(struct span *span, struct msgpack_value *value);
/* Passes one whole value with all it holds. */
bool msgpack_skip(struct span *span);

/* Writers take the smallest format that holds the value. */
void msgpack_write_nil(struct text *text);
void msgpack_write_boolean(struct text *text, bool value);
void msgpack_write_unsigned(struct text *text, uint64_t value);
void msgpack_write_signed(struct text *text, int64_t value);
void msgpack_write_double(struct text *text, double value);
void msgpack_write_string(struct text *text, const void *bytes, size_t size);
void msgpack_write_array(struct text *text, uint32_t count);
void msgpack_write_map(struct text *text, uint32_t pairs);
/* The widest array and map headers, which Fluent Bit writes where it does not know the count beforehand. */
void msgpack_write_array32(struct text *text, uint32_t count);
void msgpack_write_map32(struct text *text, uint32_t pairs);
/* `size` low bytes of a number, big endian. */
void msgpack_write_bytes(struct text *text, uint64_t value, int size);

#endif
