// Package keys knows the names under which programs keep the time of a record, whose time each is,
// and the order in which they are believed. It reads no times.
package keys
