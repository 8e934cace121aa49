package timestamp

// rare are the forms that need no code of their own: a name, a strptime layout and an example each, tried on values in
// this order. In them %L is a fraction of any length and %z any zone that a stamp can carry. A layout here must
// not decide between two readings: no day and month as numbers but behind or before a year of four digits.
var rare = [...]struct{ name, layout, example string }{
	{"iso8601_ordinal", "%Y/%j %H:%M:%S", "2024/166 10:11:12"},
	{"iso8601_ordinal", "%Y/%j %H:%M:%S.%L", "2024/166 10:11:12.123"},
}

// row is a rare form, compiled.
type row struct {
	name   string
	layout *layout
}

func compileRows() ([]row, error) {
	rows := make([]row, 0, len(rare))
	for _, form := range rare {
		compiled, err := compileLayout(form.layout)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{form.name, compiled})
	}
	return rows, nil
}

// readRows tries the rare forms on a value.
func (r *Reader) readRows(text []byte, c *Context) (Stamp, Reason) {
	for i := range r.rows {
		stamp, why := r.readLayout(r.rows[i].layout, text, c)
		switch why {
		case NoStamp, OutOfRange: // the layout took digits apart that belong together
			continue
		case Read:
			stamp.Format = r.rows[i].name
		}
		return stamp, why
	}
	return Stamp{}, NoStamp
}
