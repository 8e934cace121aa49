// Package calendar counts the days and seconds of the proleptic Gregorian calendar, in the years 0
// to 9999. It knows neither zones nor leap seconds.
package calendar
