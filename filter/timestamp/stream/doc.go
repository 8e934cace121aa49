// Package stream knows what the earlier stamps of one stream have shown: the order of day and
// month, what a number between commas is, which pass of a repeated hour it is, and whether bare
// times of day are a clock's. It neither reads text nor chooses stamps; it answers where a stamp
// alone has two readings.
package stream
