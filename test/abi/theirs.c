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
#define OWNER(field) \
    printf("flb_input_instance." #field "=%zu\n", offsetof(struct flb_input_instance, field)); \
    printf("flb_output_instance." #field "=%zu\n", offsetof(struct flb_output_instance, field));
#define PROCESSOR() \
    printf("flb_processor.data=%zu\n", offsetof(struct flb_processor, data)); \
    printf("type after data=%zu\n", offsetof(struct flb_processor, source_plugin_type) - offsetof(struct flb_processor, data));
#include "fields.def"
    return 0;
}
