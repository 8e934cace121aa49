// Command bare is a shared object with one function of Go that does nothing: the least that a call
// from C into Go costs.
package main

import "C"

//export crossingBare
func crossingBare(number C.int) C.int { return number }

// A c-shared object has no main of its own.
func main() {}
