#define _GNU_SOURCE 1
#include "section.h"

#include "log.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static const char shared_keys[] = " name tag match alias log_level ";

/* Fluent Bit's keys about buffers, threads and retries: without them the records are the same. */
static const char ignored_keys[] =
    " threaded mem_buf_limit storage.type workers retry_limit refresh_interval rotate_wait watcher_interval"
    " progress_check_interval progress_check_interval_nsec inotify_watcher buffer_chunk_size buffer_max_size"
    " buffer_size skip_long_lines static_batch_size event_batch_size file_cache_advise mkdir ";

static bool listed(const char *list, const char *key)
{
    struct text word = {0};
    text_print(&word, " %s ", key);
    text_byte(&word, '\0');
    bool found = strstr(list, word.data) != NULL;
    text_free(&word);
    return found;
}

int section_check(const struct section *section, const char *plugin, const char *keys)
{
    for (const struct setting *setting = section->settings; setting != NULL; setting = setting->next) {
        if (listed(shared_keys, setting->key) || listed(keys, setting->key))
            continue;
        if (!listed(ignored_keys, setting->key)) {
            host_log(FLB_LOG_ERROR, "[config] %s: unknown configuration property '%s'; this host knows:%s", plugin,
                     setting->key, keys);
            return -1;
        }
        host_log(FLB_LOG_WARN, "[config] %s: this host ignores '%s'", plugin, setting->key);
    }
    return 0;
}

static void complain(const char *key, const char *value, const char *wanted, bool *good)
{
    host_log(FLB_LOG_ERROR, "[config] '%s' wants %s, not '%s'", key, wanted, value);
    *good = false;
}

bool section_boolean(const struct config *config, const struct section *section, const char *key, bool fallback,
                     bool *good)
{
    char *value = config_value(config, section, key);
    if (value == NULL)
        return fallback;
    int read = read_boolean(value);
    if (read < 0)
        complain(key, value, "on or off", good);
    free(value);
    return read == 1;
}

double section_number(const struct config *config, const struct section *section, const char *key, double fallback,
                      bool *good)
{
    char *value = config_value(config, section, key);
    if (value == NULL)
        return fallback;
    double number = fallback;
    if (!read_number(value, &number))
        complain(key, value, "a number", good);
    free(value);
    return number;
}
