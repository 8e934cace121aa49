/* JSON to MessagePack and back, as Fluent Bit 5.1 converts them (flb_pack.c, flb_utils.c, yyjson's reading). */
#ifndef HOST_JSON_H
#define HOST_JSON_H

#include "msgpack.h"

enum {
    JSON_CUT = 0,     /* the text ends before the value does */
    JSON_INVALID = -1 /* no JSON value begins here */
};

/*
 * Appends the value at the front of `json` to `out`. Answers the bytes taken, JSON_CUT or JSON_INVALID; `out` is
 * as before then. Numbers without fraction or exponent become integers as far as 64 bits go, others float64.
 */
long json_read(const char *json, size_t size, struct text *out);

/*
 * Takes one value from `span` and appends it as JSON: no blanks, letters beyond ASCII as \u escapes, of equal keys
 * in a map the last one, floats by "%.16g" with ".0" after whole ones. False if the bytes are malformed.
 */
bool json_write(struct text *out, struct span *span);

#endif
