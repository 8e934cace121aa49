/*
 * The part of Fluent Bit's C interface that a native filter needs, as it stands
 * in its include/fluent-bit/ of v2.2 to v5.1. Only fields that are used have
 * their right names; "make abi FLB_SOURCE=dir" compares every offset and size
 * with a source tree (test/abi).
 */
#ifndef TIMESYNC_FLB_ABI_H
#define TIMESYNC_FLB_ABI_H

#include <stddef.h>
#include <stdint.h>

/* monkey/mk_core/mk_list.h */
struct mk_list {
    struct mk_list *prev;
    struct mk_list *next;
};

/* flb_sds.h: a NUL terminated string with a header before it. */
typedef char *flb_sds_t;

/* flb_kv.h: one property of an instance. */
struct flb_kv {
    flb_sds_t key;
    flb_sds_t val;
    struct mk_list _head; /* in flb_filter_instance.properties */
};

/* flb_config_map.h: one property that a plugin knows. The host walks an array of
 * these by its own size of the structure, which grew by one pointer in v5.0.3:
 * the tail differs, what comes before it does not. */
struct flb_config_map {
    int type;
    char *name;
    char *def_value;
    int flags;
    int set_property;
    uintptr_t offset;
    char *desc;
    void *tail[7]; /* value and list links, the host's own: six pointers, seven since v5.0.3 */
};

#define FLB_CONFIG_MAP_STRIDE_V2   (offsetof(struct flb_config_map, tail) + 6 * sizeof(void *))
#define FLB_CONFIG_MAP_STRIDE_V503 (offsetof(struct flb_config_map, tail) + 7 * sizeof(void *))

#define FLB_CONFIG_MAP_STR    0
#define FLB_CONFIG_MAP_INT    2
#define FLB_CONFIG_MAP_BOOL   3
#define FLB_CONFIG_MAP_MULT   1 /* flag: may be repeated */

/* flb_log.h */
#define FLB_LOG_ERROR 1
#define FLB_LOG_WARN  2
#define FLB_LOG_INFO  3
#define FLB_LOG_DEBUG 4

/* flb_filter.h */
#define FLB_FILTER_LOGS     1
#define FLB_FILTER_MODIFIED 1
#define FLB_FILTER_NOTOUCH  2

struct cmt;
struct flb_filter_instance;
struct flb_config; /* these are never looked into: the host is asked */
struct flb_input_instance;
struct flb_output_instance;

/* The newest layout, since v3.2; v2.2 to v3.1 know all before cb_notification
 * and copy so much of it. */
struct flb_filter_plugin {
    int event_type;
    int flags;
    char *name;
    char *description;
    struct flb_config_map *config_map;
    int (*cb_pre_run)(struct flb_filter_instance *, struct flb_config *, void *);
    int (*cb_init)(struct flb_filter_instance *, struct flb_config *, void *);
    int (*cb_filter)(const void *, size_t, const char *, int, void **, size_t *,
                     struct flb_filter_instance *, struct flb_input_instance *, void *,
                     struct flb_config *);
    int (*cb_exit)(void *, struct flb_config *);
    int (*cb_notification)(struct flb_filter_instance *, struct flb_config *, void *);
    struct mk_list _head;
};

struct flb_filter_instance {
    int event_type;
    int id;
    int log_level;
    int log_suppress_interval;
    char name[32];
    char *alias;
    char *match;
    void *match_regex; /* with FLB_REGEX, which every package has */
    void *parent_processor;
    void *context;
    void *data;
    struct flb_filter_plugin *p;
    struct mk_list properties; /* of struct flb_kv */
    struct mk_list *config_map;
    struct mk_list _head;
    struct cmt *cmt;
};

#endif
