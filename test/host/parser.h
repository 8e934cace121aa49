/*
 * Parsers of format json, from [PARSER] sections of the Parsers_File (flb_parser.c, flb_parser_json.c): a line becomes
 * a body; with a Time_Format the value of Time_Key becomes the event's time and leaves the body unless Time_Keep is on.
 */
#ifndef HOST_PARSER_H
#define HOST_PARSER_H

#include "config.h"
#include "event.h"
#include "text.h"

struct parser {
    char *name, *time_key, *time_format; /* time_format may be NULL */
    bool time_keep, time_strict;
    long time_offset; /* seconds east of UTC, for times without zone */
    struct parser *next;
};

/* Adds the parsers of a file. Answers 0, or -1 after an error line. */
int parser_read_file(struct parser **parsers, const struct config *main, const char *path);
const struct parser *parser_find(const struct parser *parsers, const char *name);
void parser_free(struct parser *parsers);

/*
 * Reads a line. False if it is not one JSON map; else the body is appended to `body`, and `*timed` tells whether
 * `*time` was set.
 */
bool parser_apply(const struct parser *parser, const char *line, size_t size, struct text *body, struct moment *time,
                  bool *timed);

#endif
