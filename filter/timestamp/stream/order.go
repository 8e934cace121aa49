package stream

import "timesync/filter/timestamp/internal/calendar"

// DateOrder is the order in which the numbers of a date like 02/03/04 stand.
type DateOrder uint8

// The orders. Under OrderAuto a date is read only if it has one reading, whatever the order.
const (
	OrderAuto DateOrder = iota
	OrderYMD
	OrderDMY
	OrderMDY
)

// Reading is a date of numbers as it reads in one order. It need not exist.
type Reading struct {
	calendar.Date
	Order DateOrder
}

// Shape is how a date of numbers is written. What proves the order of a date holds for dates of the
// same shape only: a program writes one shape, and two programs that write to one stream rarely
// write the same.
type Shape uint8

// The shapes, by the year: of four digits, of two, and none. Each has a shape for each separator;
// see With.
const (
	ShapeFull Shape = iota * separatorCount
	ShapeShort
	ShapeYearless
	shapeCount
)

const dateSeparators = "/-.:"

const separatorCount = Shape(len(dateSeparators))

// With returns the shape with a separator: a slash, hyphen, full stop or colon.
func (s Shape) With(separator byte) Shape {
	for i := range dateSeparators {
		if dateSeparators[i] == separator {
			return s + Shape(i)
		}
	}
	return s
}

// IsYearless reports whether dates of the shape have no year.
func (s Shape) IsYearless() bool { return s >= ShapeYearless }

// orderSet has a bit for each order that a stamp has proven.
type orderSet uint8
