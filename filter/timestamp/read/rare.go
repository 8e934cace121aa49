package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/strptime"
)

// Rare are the forms that need no code of their own: a name, a strptime layout and an example each, tried on values in
// this order. In them %L is a fraction of any length and %z any zone that a stamp can carry. A layout here must
// not decide between two readings: no day and month as numbers but behind or before a year of four digits.
var Rare = [...]struct{ Name, Layout, Example string }{
	{"iso8601_ordinal", "%Y/%j %H:%M:%S", "2024/166 10:11:12"},
	{"iso8601_ordinal", "%Y/%j %H:%M:%S.%L", "2024/166 10:11:12.123"},
}

// row is a rare form, compiled.
type row struct {
	name   string
	layout *strptime.Layout
}

func compileRows() ([]row, error) {
	rows := make([]row, 0, len(Rare))
	for _, form := range Rare {
		compiled, err := strptime.Compile(form.Layout)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{form.Name, compiled})
	}
	return rows, nil
}

// readRows tries the rare forms on a value.
func (r *Reader) readRows(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	for i := range r.rows {
		stamp, reason := r.readLayout(r.rows[i].layout, text, c)
		switch reason {
		case timestamp.NoStamp, timestamp.OutOfRange: // the layout took digits apart that belong together
			continue
		case timestamp.Read:
			stamp.Format = r.rows[i].name
		}
		return stamp, reason
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}
