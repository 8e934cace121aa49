// Package iso writes instants in ISO 8601 with a zone, digit for digit. It reads nothing.
package iso
