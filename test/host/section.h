/* The keys a section of an input or an output may hold. */
#ifndef HOST_SECTION_H
#define HOST_SECTION_H

#include "config.h"

#include <stdbool.h>

/*
 * Checks every key of a section against `keys`, a list between blanks (" path file "), and those all plugins share.
 * Keys of Fluent Bit that change only buffers and threads are ignored with a notice. 0, or -1 after an error line.
 */
int section_check(const struct section *section, const char *plugin, const char *keys);

/* The value of a key, or `fallback` without it; anything but a boolean or a number sets `*good` to false. */
bool section_boolean(const struct config *config, const struct section *section, const char *key, bool fallback,
                     bool *good);
double section_number(const struct config *config, const struct section *section, const char *key, double fallback,
                      bool *good);

#endif
