// Package ntp makes exchanges with NTP servers: names to addresses, keys, one request and its
// reply.
//
// It knows the protocol, what a reply must be like to be one, and the names of all reasons for
// which a query gives nothing. It knows nothing of what the four timestamps mean for the host
// clock, of when a server is asked, or of other servers.
package ntp
