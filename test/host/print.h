/* MessagePack as Fluent Bit's stdout shows it: {"key"=>1, "list"=>[nil, true]} (msgpack-c, objectc.c). */
#ifndef HOST_PRINT_H
#define HOST_PRINT_H

#include "msgpack.h"

/* Takes one value from `span` and appends it: strings raw, floats by "%f". False if the bytes are malformed. */
bool print_value(struct text *out, struct span *span);

#endif
