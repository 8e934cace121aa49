/* Outputs: stdout, file and null. Each gets the chunks whose tag fits its Match. */
#ifndef HOST_OUTPUT_H
#define HOST_OUTPUT_H

#include "config.h"
#include "event.h"
#include "text.h"

struct output;

/* Adds the output that a section describes. Answers 0, or -1 after an error line. */
int output_create(struct output **outputs, const struct config *config, const struct section *section);
/* Hands a chunk to all outputs whose Match fits. Answers 0, or -1 after an error line: not all was written. */
int output_write_all(struct output *outputs, const char *tag, const struct text *chunk);
void output_free(struct output *outputs);

#endif
