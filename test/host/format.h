/* Events as the lines that Fluent Bit's stdout and file outputs write. */
#ifndef HOST_FORMAT_H
#define HOST_FORMAT_H

#include "event.h"

enum date_format { DATE_DOUBLE, DATE_EPOCH, DATE_EPOCH_MS, DATE_ISO8601, DATE_NONE };

/* How an output writes. */
struct style {
    const char *date_key; /* of json_lines */
    enum date_format date_format;
};

/* Appends one event, the `number`th of its chunk, as a line. False if its bytes are malformed. */
typedef bool format_writer(struct text *out, const struct style *style, const char *tag, size_t number,
                           const struct event *event);

format_writer format_msgpack;     /* [0] tag: [[1700000000.123456789, {}], {"k"=>"v"}] */
format_writer format_json_line;   /* {"date":1700000000.123457,"k":"v"}; metadata under "__internal__" */
format_writer format_tagged_json; /* tag: [1700000000.123456789, {"k":"v"}] */
format_writer format_plain;       /* {"k":"v"} */

#endif
