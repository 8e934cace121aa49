// Package read turns a text that is one stamp, or a number, into an instant. It checks what package
// form found written against the calendar, the zones and the present, and has fast paths for the
// forms that most logs have. It does not search: where in a line a stamp stands, package line
// knows.
//
// Its types lie within each other and know inwards only: Reader has the formats and the order of
// attempts, fastPaths in it the forms that need no draft, instants in those what a draft means in
// the zones.
package read
