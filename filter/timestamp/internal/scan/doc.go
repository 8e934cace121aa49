// Package scan steps over bytes: digits, blanks, words, the names of months and weekdays, the strings of JSON. It gives no text a
// meaning beyond that.
package scan
