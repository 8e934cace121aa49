// Package strptime compiles layouts in Fluent Bit's dialect of strptime and matches texts with
// them, into the fields of a form.Draft. It knows neither which layouts are configured nor in which
// order they are tried.
package strptime
