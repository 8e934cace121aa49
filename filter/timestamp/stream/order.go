package stream

import "timesync/filter/timestamp/internal/calendar"

// DateOrder says in which order the numbers of a date like 02/03/04 stand.
type DateOrder uint8

// The orders. OrderAuto reads only what has one reading in whatever order.
const (
	OrderAuto DateOrder = iota
	OrderYMD
	OrderDMY
	OrderMDY
)

// OrderedDate is a reading and the order that it takes.
type OrderedDate struct {
	calendar.Date
	Order DateOrder
}
