package timestamp

// rare are the forms that need no code of their own: a name and a strptime layout each, tried on values in this order.
// In them %L is a fraction of any length and %z any zone that a stamp can carry.
var rare = [...]struct{ name, layout string }{
	{"rfc3164_cisco", "*%b %e %H:%M:%S.%L"},
	{"rfc3164_cisco", ".%b %e %H:%M:%S.%L"},
	{"haproxy", "%d/%b/%Y:%H:%M:%S.%L"},
	{"month_day", "%b %e %Y - %H:%M:%S"},
	{"twitter", "%a %b %d %H:%M:%S %z %Y"},
	{"weekday_last", "%d.%m.%Y %H:%M:%S %a"},
}

// row is a rare form, compiled.
type row struct {
	name   string
	layout *layout
}

func compileRows() []row {
	rows := make([]row, 0, len(rare))
	for _, form := range rare {
		compiled, err := compileLayout(form.layout)
		if err != nil {
			continue // the tests compile every row
		}
		rows = append(rows, row{form.name, compiled})
	}
	return rows
}

// readRows tries the rare forms on a value.
func (r *Reader) readRows(text []byte, c *Context) (Stamp, Reason) {
	for i := range r.rows {
		stamp, why := r.readLayout(r.rows[i].layout, text, c)
		if why != NoStamp {
			stamp.Format = r.rows[i].name
			return stamp, why
		}
	}
	return Stamp{}, NoStamp
}
