/*
 * Classic configuration files: sections of indented `Key value` lines, comments, @INCLUDE, @SET and ${VARIABLE}.
 *
 * Keys are kept in lower case, as Fluent Bit keeps them; values lose the blanks around them; a key may occur again.
 * Variables are replaced when a value is asked for, after all files were read, so @SET may come later than its use.
 */
#ifndef HOST_CONFIG_H
#define HOST_CONFIG_H

struct setting {
    char *key, *value;
    struct setting *next;
};

struct section {
    char *name; /* as written, without brackets */
    struct setting *settings;
    struct section *next;
};

struct config {
    struct section *sections;
    struct setting *variables; /* of @SET */
    char *directory;           /* of the first file, with its slash: relative paths start there */
};

/* Adds the sections of a file to `config`, which starts zeroed. Answers 0, or -1 after an error line. */
int config_read(struct config *config, const char *path);
void config_free(struct config *config);

/* The value with its variables replaced, to be freed; an unset one becomes nothing, with a warning. */
char *config_expand(const struct config *config, const char *value);
/* The first value of a key in a section, expanded, to be freed; NULL without that key. */
char *config_value(const struct config *config, const struct section *section, const char *key);
/* A path as it is, or, if nothing is there, below the directory of the first file; to be freed. */
char *config_path(const struct config *config, const char *path);

/* Frees a list of settings. */
void settings_free(struct setting *settings);
/* Appends to a list of settings; the list owns the two strings from now on. */
void settings_add(struct setting **list, char *key, char *value);

#endif
