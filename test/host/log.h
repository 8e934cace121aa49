/* Messages on standard error, in Fluent Bit's form: [2026/11/23 08:22:50.655] [ info] [filter:...] ... */
#ifndef HOST_LOG_H
#define HOST_LOG_H

#include "flb.h"

/* Exported to plugins. Prints whatever the level: the caller compares levels first. */
void flb_log_print(int level, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The level of a name as `Log_Level` takes it, or -1. */
int log_level_named(const char *name);
/* Of the host's own messages those above this level are not printed; FLB_LOG_INFO at first. */
void log_set_level(int level);
int log_level(void);

/* A message of the host itself. */
void host_log(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
