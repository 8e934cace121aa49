// Package epoch reads numbers that are times: seconds and their parts since 1970, FILETIME, TAI64 labels, and the wrappings that
// programs put around them. It does not know where in a line a number is believed.
package epoch
