// Package iso writes instants as ISO 8601 with a zone, digit for digit, and cuts them to a number
// of digits. It reads nothing.
package iso
