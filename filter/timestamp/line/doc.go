// Package line finds the one stamp of a raw line that is the record's own: at the head of the line,
// after what programs write there, under a key of a pair or of a JSON object. It knows how lines
// look. What a stamp at a place means, package read tells; which lines belong together, the caller,
// by read.Context.Stream.
package line
