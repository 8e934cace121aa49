// Package scan steps over bytes: digits, blanks, words, the names of months and weekdays, keys, and
// the strings and numbers of JSON. It gives none of them a meaning beyond that.
package scan
