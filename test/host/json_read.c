/*
 * Reading JSON by RFC 8259, and where Fluent Bit's reader (yyjson with invalid Unicode allowed) is milder, as mild:
 * strings may hold control characters, bytes that are no UTF-8, and \u escapes that are cut.
 */
#define _GNU_SOURCE 1
#include "json.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAXIMUM_DEPTH = 256 };

/* Where the reading is; `status` is 1 until something is wrong. */
struct cursor {
    const char *at, *end;
    struct text *out;
    long status;
    int depth;
};

static bool fail(struct cursor *cursor, long status)
{
    if (cursor->status > 0)
        cursor->status = status;
    return false;
}

/* Fails as cut at the end of the text, else as invalid. */
static bool fail_here(struct cursor *cursor)
{
    return fail(cursor, cursor->at >= cursor->end ? JSON_CUT : JSON_INVALID);
}

static void skip_blanks(struct cursor *cursor)
{
    while (cursor->at < cursor->end && memchr(" \t\r\n", *cursor->at, 4) != NULL)
        cursor->at++;
}

static bool accept(struct cursor *cursor, char wanted)
{
    if (cursor->at >= cursor->end || *cursor->at != wanted)
        return false;
    cursor->at++;
    return true;
}

static bool read_word(struct cursor *cursor, const char *word)
{
    for (; *word != '\0'; word++) {
        if (!accept(cursor, *word))
            return fail_here(cursor);
    }
    return true;
}

static bool read_digits(struct cursor *cursor)
{
    if (cursor->at >= cursor->end || !isdigit((unsigned char) *cursor->at))
        return fail_here(cursor);
    while (cursor->at < cursor->end && isdigit((unsigned char) *cursor->at))
        cursor->at++;
    return true;
}

/* Moves past a number; `*real` tells whether it has a fraction or an exponent. */
static bool scan_number(struct cursor *cursor, bool *real)
{
    accept(cursor, '-');
    if (accept(cursor, '0')) {
        if (cursor->at < cursor->end && isdigit((unsigned char) *cursor->at))
            return fail(cursor, JSON_INVALID);
    } else if (!read_digits(cursor)) {
        return false;
    }
    *real = false;
    if (accept(cursor, '.')) {
        *real = true;
        if (!read_digits(cursor))
            return false;
    }
    if (accept(cursor, 'e') || accept(cursor, 'E')) {
        *real = true;
        if (!accept(cursor, '+'))
            accept(cursor, '-');
        return read_digits(cursor);
    }
    return true;
}

static bool read_number_value(struct cursor *cursor)
{
    const char *start = cursor->at;
    bool real;
    if (!scan_number(cursor, &real))
        return false;
    char *digits = copy_bytes(start, (size_t) (cursor->at - start), false);
    double value = strtod(digits, NULL);
    errno = 0;
    if (!real && *digits == '-') {
        long long integer = strtoll(digits, NULL, 10);
        real = errno == ERANGE;
        if (!real)
            msgpack_write_signed(cursor->out, integer);
    } else if (!real) {
        unsigned long long natural = strtoull(digits, NULL, 10);
        real = errno == ERANGE;
        if (!real)
            msgpack_write_unsigned(cursor->out, natural);
    }
    if (real)
        msgpack_write_double(cursor->out, value);
    free(digits);
    return isfinite(value) || fail(cursor, JSON_INVALID);
}

static void write_utf8(struct text *text, uint32_t code)
{
    if (code < 0x80) {
        text_byte(text, (unsigned char) code);
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
    text_byte(text, (unsigned char) (leads[more] | code >> (6 * more)));
    while (more-- > 0)
        text_byte(text, (unsigned char) (0x80 | (code >> (6 * more) & 0x3f)));
}

/* Takes up to four hexadecimal digits; answers how many there were. */
static int read_hexadecimal(struct cursor *cursor, uint32_t *code)
{
    int count = 0;
    *code = 0;
    for (; count < 4 && cursor->at < cursor->end && isxdigit((unsigned char) *cursor->at); count++) {
        int letter = tolower((unsigned char) *cursor->at++);
        *code = *code * 16 + (uint32_t) (isdigit(letter) ? letter - '0' : letter - 'a' + 10);
    }
    return count;
}

/* Digits missing after \u: what is there stays as text, but for the byte in the missing digit's place. */
static void keep_escape(struct cursor *cursor, struct text *text, const char *digits)
{
    text_string(text, "\\u");
    text_append(text, digits, (size_t) (cursor->at - digits));
    if (cursor->at < cursor->end && strchr("\"'", *cursor->at) == NULL)
        cursor->at++;
}

/* What follows \u: one code, or two that are a surrogate pair; a half of a pair becomes U+FFFD. */
static void read_code(struct cursor *cursor, struct text *text)
{
    uint32_t code, low;
    const char *digits = cursor->at;
    if (read_hexadecimal(cursor, &code) < 4) {
        keep_escape(cursor, text, digits);
        return;
    }
    if (code >= 0xd800 && code <= 0xdbff && cursor->end - cursor->at >= 2 && memcmp(cursor->at, "\\u", 2) == 0) {
        cursor->at += 2;
        bool pair = read_hexadecimal(cursor, &low) == 4 && low >= 0xdc00 && low <= 0xdfff;
        code = pair ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    }
    write_utf8(text, code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
}

static bool read_escape(struct cursor *cursor, struct text *text)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (cursor->at >= cursor->end)
        return fail(cursor, JSON_CUT);
    char letter = *cursor->at++;
    if (letter == 'u') {
        read_code(cursor, text);
        return true;
    }
    const char *found = letter != '\0' ? strchr(letters, letter) : NULL;
    if (found == NULL)
        return fail(cursor, JSON_INVALID);
    text_byte(text, (unsigned char) meanings[found - letters]);
    return true;
}

static bool read_string(struct cursor *cursor)
{
    struct text text = {0};
    bool good = accept(cursor, '"') || fail_here(cursor);
    while (good && !accept(cursor, '"')) {
        if (cursor->at >= cursor->end)
            good = fail(cursor, JSON_CUT);
        else if (accept(cursor, '\\'))
            good = read_escape(cursor, &text);
        else
            text_byte(&text, (unsigned char) *cursor->at++);
    }
    if (good)
        msgpack_write_string(cursor->out, text.data, text.size);
    text_free(&text);
    return good;
}

static bool read_value(struct cursor *cursor);

/* The inside of [] or {}, written after a header that is known only at its end. */
static bool read_members(struct cursor *cursor, char close, bool pairs)
{
    struct text members = {0}, *outer = cursor->out;
    uint32_t count = 0;
    bool good = true;
    cursor->out = &members;
    skip_blanks(cursor);
    while (good && (count > 0 || !accept(cursor, close))) {
        skip_blanks(cursor);
        if (pairs) {
            good = read_string(cursor);
            skip_blanks(cursor);
            good = good && (accept(cursor, ':') || fail_here(cursor));
        }
        good = good && read_value(cursor);
        count++;
        skip_blanks(cursor);
        if (good && accept(cursor, close))
            break;
        good = good && (accept(cursor, ',') || fail_here(cursor));
    }
    cursor->out = outer;
    if (pairs)
        msgpack_write_map(outer, count);
    else
        msgpack_write_array(outer, count);
    text_append(outer, members.data, members.size);
    text_free(&members);
    return good;
}

static bool read_value(struct cursor *cursor)
{
    skip_blanks(cursor);
    if (cursor->at >= cursor->end)
        return fail(cursor, JSON_CUT);
    switch (*cursor->at) {
    case '{':
    case '[': {
        bool pairs = *cursor->at++ == '{';
        if (++cursor->depth > MAXIMUM_DEPTH)
            return fail(cursor, JSON_INVALID);
        bool good = read_members(cursor, pairs ? '}' : ']', pairs);
        cursor->depth--;
        return good;
    }
    case '"':
        return read_string(cursor);
    case 't':
        msgpack_write_boolean(cursor->out, true);
        return read_word(cursor, "true");
    case 'f':
        msgpack_write_boolean(cursor->out, false);
        return read_word(cursor, "false");
    case 'n':
        msgpack_write_nil(cursor->out);
        return read_word(cursor, "null");
    default:
        return read_number_value(cursor);
    }
}

long json_read(const char *json, size_t size, struct text *out)
{
    struct text value = {0};
    struct cursor cursor = {.at = json, .end = json + size, .out = &value, .status = 1};
    if (read_value(&cursor)) {
        text_append(out, value.data, value.size);
        cursor.status = cursor.at - json;
    }
    text_free(&value);
    return cursor.status;
}
