/* Tags against `Match` patterns (flb_router.c). */
#ifndef HOST_MATCH_H
#define HOST_MATCH_H

#include <stdbool.h>

/* Whether the whole tag fits; `*` stands for any bytes, none included. */
bool match_tag(const char *pattern, const char *tag);

#endif
