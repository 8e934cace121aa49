// Package strptime compiles layouts in Fluent Bit's dialect of strptime and matches texts against them, to the fields of a Draft. It
// does not know which layouts are configured or tried first.
package strptime
