// Package zone knows how zones are named, abbreviated and spelt out, which offset they had when, and what it looked up before. It does
// not know where in a stamp a zone stands, nor which zone is assumed where none does.
package zone
