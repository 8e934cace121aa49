// Package epoch reads numbers that are times: seconds since 1970 and their decimal parts, FILETIME,
// TAI64 labels, and what programs wrap around them. It does not know where in a line a number may
// be believed.
package epoch
