// Package zone knows how zones are named, abbreviated and spelt out, and which offset they had
// when; a Memory keeps what was looked up. It knows neither where in a stamp a zone stands, nor
// which zone is assumed for a stamp that names none.
package zone
