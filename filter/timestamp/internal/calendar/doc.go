// Package calendar counts days and seconds of the proleptic Gregorian calendar, the years 0 to 9999. It knows no zones and no leap
// seconds.
package calendar
