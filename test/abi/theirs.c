/* Prints what fields.def lists as a Fluent Bit source tree defines it. */
#include <fluent-bit/flb_filter.h>
#include <fluent-bit/flb_info.h>
#include <fluent-bit/flb_input.h>
#include <fluent-bit/flb_kv.h>
#include <fluent-bit/flb_log.h>
#include <fluent-bit/flb_output.h>
#include <fluent-bit/flb_plugin.h>
#include <fluent-bit/flb_processor.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
#define OFFSET(structure, field) printf(#structure "." #field "=%zu\n", offsetof(struct structure, field));
#define SIZE(structure) printf("sizeof " #structure "=%zu\n", sizeof(struct structure));
#define VALUE(constant) printf(#constant "=%zu\n", (size_t) constant);
#define STRIDE(structure) printf("stride of " #structure "=%zu\n", sizeof(struct structure));
#define COPIED(structure) printf("sizeof " #structure "=%zu\n", sizeof(struct structure));
/* The types must be theirs: another one does not compile. The functions themselves are not linked. */
#define FUNCTION(result, name, parameters) \
    _Static_assert(_Generic(&name, result (*) parameters: 1, default: 0), #name); \
    printf(#name "=1\n");
#include "fields.def"
    return 0;
}
