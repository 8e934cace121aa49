package read

import (
	"timesync/filter/timestamp/internal/form"
)

// Draft begins to take down what a value says. A reader has one draft, so that none costs an allocation: it holds until the next is
// begun.
func (r *Reader) Draft(text []byte, c *Context) *form.Draft {
	d := &r.draft
	*d = form.Draft{}
	d.Text, d.Head, d.Order, d.Words, d.Stream = text, true, r.Order, r.Words, c.Stream
	return d
}
