/*
 * Events as Fluent Bit's chunks hold them: [[time, metadata], body], or before v2.1 [time, body].
 *
 * Times are written as extension 0 of 8 bytes: seconds and nanoseconds, 4 bytes each, big endian, as the Forward
 * protocol's EventTime. Read are also integers and floats.
 */
#ifndef HOST_EVENT_H
#define HOST_EVENT_H

#include "moment.h"
#include "msgpack.h"

/* How events are written. */
struct envelope {
    bool legacy; /* [time, body] */
    bool array32; /* both arrays with the widest header, as Fluent Bit 2.2 and 4.2 write them; 5.1 takes the smallest */
};

struct event {
    struct moment time;
    struct span metadata; /* one value, a map; of legacy events an empty one */
    struct span body;     /* one value */
    bool group;           /* a marker that opens or closes a group of events, not an event */
};

/* Appends an event. Empty metadata becomes an empty map, which a legacy event does not hold. */
void event_write(struct text *text, const struct envelope *envelope, struct moment time, struct span metadata,
                 struct span body);
/* Takes one event from the front; false if the bytes are no event. */
bool event_read(struct span *span, struct event *event);

#endif
