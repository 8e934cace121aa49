// Package filter rewrites the log events of one chunk: it finds each record's
// timestamp, reads it, corrects it by the host clock's offset and writes it as
// ISO 8601 with zone.
//
// A chunk is what Fluent Bit hands to a filter: msgpack events one after the
// other, each [[time, metadata], body] or, in the older form, [time, body].
// The bytes are walked once. Raw spans are copied and only what changes is
// spliced in, so whatever is not understood passes byte for byte.
//
// The way of a chunk: Filter.Rewrite -> Filter.open (where the parts of an event
// and the values of known keys lie) -> finder.search -> Filter.correct ->
// emitter.emit. Finder and emitter know nothing of each other: between them
// there is the record.
package filter
