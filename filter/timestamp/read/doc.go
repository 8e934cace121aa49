// Package read turns a text that is one stamp, or a number, into an instant. It checks what package
// form found written against the calendar, the zones and the present, and has fast paths for the
// forms that most logs have. It does not search: where in a line a stamp stands, package line
// knows.
package read
