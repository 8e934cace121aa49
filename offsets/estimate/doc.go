// Package estimate computes theta, true time minus CLOCK_MONOTONIC_RAW, from samples of several
// servers.
//
//	Sample      what one exchange with a server says of theta
//	Estimator   one server's samples, the line through them, and where theta may lie
//	Choose      the majority among the servers' candidates, combined into one Estimate
//
// It knows noise, drift, asymmetric delays and falsetickers. It knows nothing of packets, of when a
// server is asked, of the host clock, or of what is done with the estimate; it reads no clock.
package estimate
