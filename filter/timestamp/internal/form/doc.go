// Package form takes down what one stamp at one place of a text says: a Draft with the fields as
// they were written, as go/ast stands between a parser and the types. It knows the forms, and what
// stands around a stamp. Nothing is checked against a calendar, a zone's history or the present;
// that is package read's part.
package form
