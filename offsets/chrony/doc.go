// Package chrony asks the local chronyd what it makes of the host clock, over its command port or
// its own socket.
//
// It knows one request of chronyd's command protocol, tracking. It knows nothing of servers, maps
// or policies, and changes nothing in chronyd.
package chrony
