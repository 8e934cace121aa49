/* Inputs: each hands over blocks of events until it has ended. One thread asks them in turn. */
#ifndef HOST_INPUT_H
#define HOST_INPUT_H

#include "config.h"
#include "event.h"
#include "flb.h"
#include "parser.h"

enum input_state {
    INPUT_BUSY,  /* a block was handed over, more may follow at once */
    INPUT_IDLE,  /* nothing now */
    INPUT_ENDED, /* nothing ever again */
    INPUT_FAILED
};

/* What an input may use to read its section. */
struct input_setup {
    const struct config *config;
    const struct section *section;
    const struct parser *parsers;
};

/* One kind of input. */
struct input_kind {
    const char *name;
    const char *keys; /* the keys of its own, each between blanks */
    /* 0 and the input's own state in `input->state`, or -1 after an error line. */
    int (*open)(struct flb_input_instance *input, const struct input_setup *setup);
    /* Appends a block of events of the tag `input->tag`. */
    enum input_state (*poll)(struct flb_input_instance *input, const struct envelope *envelope, struct text *events);
    void (*close)(struct flb_input_instance *input);
};

/* One [INPUT]. Filters get a pointer and may only hand it to the functions below. */
struct flb_input_instance {
    struct flb_instance_head head;
    const struct input_kind *kind;
    char name[32]; /* numbered: tail.0 */
    char *alias;
    char *tag;
    void *state;
    bool ended;
    struct flb_input_instance *next;
};

extern const struct input_kind tail_input, stdin_input, dummy_input;

/* Adds the input that a section describes. Answers 0, or -1 after an error line. */
int input_create(struct flb_input_instance **inputs, const struct input_setup *setup);
void input_free(struct flb_input_instance *inputs);

/* An error line that names the input; answers -1. */
int input_refuse(const struct flb_input_instance *input, const char *problem, const char *value);

/* What filters are handed for the host's configuration, to ask about inputs. */
struct flb_config {
    struct flb_input_instance *inputs;
};

/* Exported to plugins: the alias, or the numbered name. */
const char *flb_input_name(struct flb_input_instance *input);
/* The input of a number, or NULL. */
struct flb_input_instance *flb_input_get_instance(struct flb_config *config, int id);
/* Whether an input has that numbered name or that alias. */
int flb_input_name_exists(const char *name, struct flb_config *config);
/* What a property is set to, or NULL. */
const char *flb_input_get_property(const char *key, struct flb_input_instance *input);

#endif
