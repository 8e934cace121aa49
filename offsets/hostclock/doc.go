// Package hostclock reads the clocks of this machine, asks the kernel what it makes of them, and
// gives notice of steps.
//
// It knows how far apart readings tell a step from a slew and a suspend from both. It knows nothing
// of true time, of servers or of maps, and sets no clock.
package hostclock
