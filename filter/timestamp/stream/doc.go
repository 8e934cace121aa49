// Package stream knows what the earlier stamps of one stream have shown: the order of day and month, what a number between commas is,
// which pass of a repeated hour runs, and whether bare times of day are a clock's. It reads no text and chooses no stamp; it answers
// where a stamp alone has two readings.
package stream
