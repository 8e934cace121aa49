/*
 * Fluent Bit's C contract for a filter, as this host reads it.
 *
 * These layouts mirror Fluent Bit's headers field by field: flb_filter.h, flb_config_map.h, flb_kv.h, flb_sds.h and
 * Monkey's mk_list.h, as built with metrics and regular expressions (the packages' default). The plugin has an ABI
 * header of its own; the two are kept apart on purpose, so that each checks the other.
 *
 * Two builds of this host exist:
 *   default        the layouts of v5.0.3 and later (written from v5.1.1)
 *   -DOLD_STRIDE   the layouts of v2.2.3: a configuration entry without `raw`, a plugin without cb_notification
 */
#ifndef HOST_FLB_H
#define HOST_FLB_H

#include <stddef.h>
#include <stdint.h>

/* What a filter's cb_filter answers (flb_filter.h). */
enum { FLB_FILTER_MODIFIED = 1, FLB_FILTER_NOTOUCH = 2 };

/* Log levels (flb_log.h); flb_log_print itself tests none of them. */
enum {
    FLB_LOG_OFF = 0,
    FLB_LOG_ERROR = 1,
    FLB_LOG_WARN = 2,
    FLB_LOG_INFO = 3,
    FLB_LOG_DEBUG = 4,
    FLB_LOG_TRACE = 5,
    FLB_LOG_HELP = 6
};

/* Circular list, the head is a node without a record (mk_list.h). */
struct mk_list {
    struct mk_list *prev, *next;
};

/* The record of type `type` whose member `member` is the list node `node`. */
#define LIST_RECORD(node, type, member) ((type *) ((char *) (node) - offsetof(type, member)))

/* A string with its length and capacity, 8 bytes each, right before the first byte (flb_sds.h). */
typedef char *flb_sds_t;

/* A property of an instance as the configuration wrote it (flb_kv.h). */
struct flb_kv {
    flb_sds_t key;
    flb_sds_t val;
    struct mk_list _head;
};

/* Types of a property (flb_config_map.h). */
enum {
    FLB_CONFIG_MAP_STR = 0,
    FLB_CONFIG_MAP_STR_PREFIX = 1,
    FLB_CONFIG_MAP_INT = 2,
    FLB_CONFIG_MAP_BOOL = 3,
    FLB_CONFIG_MAP_DOUBLE = 4,
    FLB_CONFIG_MAP_SIZE = 5,
    FLB_CONFIG_MAP_TIME = 6,
    FLB_CONFIG_MAP_DEPRECATED = 7,
    FLB_CONFIG_MAP_CLIST = 30,
    FLB_CONFIG_MAP_CLIST_4 = 34,
    FLB_CONFIG_MAP_SLIST = 40,
    FLB_CONFIG_MAP_SLIST_4 = 44,
    FLB_CONFIG_MAP_VARIANT = 50
};

/* Flag of a property that may be given more than once. */
enum { FLB_CONFIG_MAP_MULT = 1 };

struct flb_config_map_val {
    union {
        int i_num;
        double d_num;
        size_t s_num;
        void *pointer;
    } val;
#ifndef OLD_STRIDE
    flb_sds_t raw; /* since v5.0.3 */
#endif
    struct mk_list *mult;
    struct mk_list _head;
};

/* One entry of the array a plugin registers; it ends at the first entry without a name. */
struct flb_config_map {
    int type;
    flb_sds_t name; /* in a plugin's array a plain C string */
    flb_sds_t def_value;
    int flags;
    int set_property;
    uintptr_t offset;
    flb_sds_t desc;
    struct flb_config_map_val value;
    struct mk_list _head;
};

struct flb_config;         /* opaque: no filter may look into it */
struct flb_input_instance; /* a filter asks flb_input_name; see struct flb_instance_head */
struct flb_filter_instance;
struct cmt; /* a metrics context */

/* Monkey's mk_event: never used here, but it stands before what follows. */
struct mk_event {
    int fd, type;
    uint32_t mask;
    uint8_t status;
    void *data;
    int (*handler)(void *data);
    struct mk_list _head, _priority_head;
    char priority;
};

/* How the instances of inputs begin, since v2.1. Without a processor the pointer is NULL (flb_input.h). */
struct flb_instance_head {
    struct mk_event event;
    void *processor;
};

/* The registration structure: the data symbol filter_<name>_plugin of an object. */
struct flb_filter_plugin {
    int event_type;
    int flags;
    char *name;
    char *description;
    struct flb_config_map *config_map;
    int (*cb_pre_run)(struct flb_filter_instance *, struct flb_config *, void *data);
    int (*cb_init)(struct flb_filter_instance *, struct flb_config *, void *data);
    int (*cb_filter)(const void *chunk, size_t size, const char *tag, int tag_length, void **out, size_t *out_size,
                     struct flb_filter_instance *, struct flb_input_instance *, void *context, struct flb_config *);
    int (*cb_exit)(void *context, struct flb_config *);
#ifndef OLD_STRIDE
    int (*cb_notification)(struct flb_filter_instance *, struct flb_config *, void *); /* since v3.2 */
#endif
    struct mk_list _head;
};

/* One [FILTER] of the configuration. `cmt` stands where it has stood since v2.1.4. */
struct flb_filter_instance {
    int event_type;
    int id;
    int log_level;
    int log_suppress_interval;
    char name[32]; /* numbered: timesync.0 */
    char *alias;
    char *match;
    void *match_regex;
    void *parent_processor;
    void *context;
    void *data;
    struct flb_filter_plugin *p;
    struct mk_list properties; /* of struct flb_kv */
    struct mk_list *config_map;
    struct mk_list _head;
    struct cmt *cmt;
    void *cmt_records, *cmt_bytes, *cmt_add_records, *cmt_drop_records;
#ifndef OLD_STRIDE
    void *cmt_drop_bytes;
#endif
    void *metrics;
#ifndef OLD_STRIDE
    int notification_channel;
#endif
    struct flb_config *config;
};

#endif
