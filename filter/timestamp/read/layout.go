package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/strptime"
)

// Prefix reads the stamp that a layout describes at the start of text, and returns where it ends, 0
// where the text does not match.
func (r *Reader) Prefix(l *strptime.Layout, text []byte, c *Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	d := form.Draft{Cursor: scan.Cursor{Text: text}, Words: r.Words}
	d.Restart(0)
	stamp, isEpoch, ok := l.Match(&d)
	if !ok {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if isEpoch {
		return stamp, d.At, d.Reason
	}
	stamp, reason = r.ToInstant(&d, c)
	return stamp, d.At, reason
}

// readLayout reads a text that a layout describes as a whole.
func (r *Reader) readLayout(l *strptime.Layout, text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	stamp, end, reason := r.Prefix(l, text, c)
	if end != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, reason
}

// Rare are the forms that need no code of their own, tried on values in this order. In their
// layouts %L is a fraction of any length and %z any zone that a stamp may have. A layout must not
// decide between two readings: it has day and month as numbers only beside a year of four digits.
var Rare = [...]struct{ Name, layout, Example string }{
	{"iso8601_ordinal", "%Y/%j %H:%M:%S", "2024/166 10:11:12"},
	{"iso8601_ordinal", "%Y/%j %H:%M:%S.%L", "2024/166 10:11:12.123"},
}

// rareForm is a row of Rare, compiled.
type rareForm struct {
	name   string
	layout *strptime.Layout
}

func compileRare() ([]rareForm, error) {
	forms := make([]rareForm, 0, len(Rare))
	for _, row := range Rare {
		compiled, err := strptime.Compile(row.layout)
		if err != nil {
			return nil, err
		}
		forms = append(forms, rareForm{row.Name, compiled})
	}
	return forms, nil
}

// readRare tries the rare forms on a value.
func (r *Reader) readRare(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	for i := range r.rare {
		stamp, reason := r.readLayout(r.rare[i].layout, text, c)
		switch reason {
		case timestamp.NoStamp, timestamp.OutOfRange: // the layout took digits apart that belong together
			continue
		case timestamp.Read:
			stamp.Format = r.rare[i].name
		}
		return stamp, reason
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}
