/* Compares what theirs.c printed of a Fluent Bit source tree (standard input) with
 * plugin/flb_abi.h. Exit status 1 and a line for each difference. */
#include <stdio.h>
#include <string.h>

#include "../../plugin/flb_abi.h"

/* What is allowed for a name: one value, or either of two where versions differ. */
static const struct expectation {
    const char *name;
    size_t either, or;
} expected[] = {
#define OFFSET(structure, field) {#structure "." #field, offsetof(struct structure, field), offsetof(struct structure, field)},
#define SIZE(structure) {"sizeof " #structure, sizeof(struct structure), sizeof(struct structure)},
#define VALUE(constant) {#constant, constant, constant},
#define STRIDE(structure) {"stride of " #structure, FLB_CONFIG_MAP_STRIDE_V2, FLB_CONFIG_MAP_STRIDE_V503},
/* What the host copies of our structure: all of it, or all before cb_notification. */
#define COPIED(structure) \
    {"sizeof " #structure, sizeof(struct structure), sizeof(struct structure) - sizeof(void *)},
#define FUNCTION(result, name, parameters) {#name, 1, 1},
#include "fields.def"
};

#define COUNT (sizeof(expected) / sizeof(expected[0]))

int main(void)
{
    char name[128];
    size_t value, lines = 0, wrong = 0;

    for (; scanf("%127[^=]=%zu ", name, &value) == 2; lines++) {
        const struct expectation *e = lines < COUNT ? &expected[lines] : NULL;
        if (!e || strcmp(e->name, name) != 0) {
            printf("unexpected: %s\n", name);
            return 1;
        }
        if (value != e->either && value != e->or) {
            printf("%s is %zu there, %zu here\n", name, value, e->either);
            wrong++;
        }
    }
    printf("%zu of %zu offsets, sizes and constants agree\n", lines - wrong, COUNT);
    return wrong > 0 || lines != COUNT;
}
