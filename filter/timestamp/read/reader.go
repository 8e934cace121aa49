package read

import (
	"fmt"
	"strings"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/strptime"
	"timesync/filter/timestamp/stream"
)

// Reader reads the stamps of one filter instance: it tries what may read a text in order. After New
// nothing in it changes but small bounded caches and its draft; they make it unfit for concurrent
// use.
type Reader struct {
	fastPaths
	texts
	Order    stream.DateOrder // Options.Order
	Formats  []Format         // Options.Formats, compiled; never empty
	OnlyAuto bool             // Formats is auto alone

	draft form.Draft
}

// Format is one entry of Options.Formats, compiled: a layout, a unit, a scale, or none of them for
// auto.
type Format struct {
	Layout *strptime.Layout
	Unit   *epoch.Unit
	Scale  *epoch.Scale // of TAI64 labels
}

// New returns a Reader with these options. Its error names the format that is not known and what is
// allowed.
func New(o Options) (*Reader, error) {
	r := &Reader{fastPaths: newFastPaths(&o), Order: o.Order}
	for _, name := range o.Formats {
		f, err := parseFormat(name)
		if err != nil {
			return nil, err
		}
		r.Formats = append(r.Formats, f)
	}
	if len(r.Formats) == 0 {
		r.Formats = []Format{{}}
	}
	r.OnlyAuto = len(r.Formats) == 1 && r.Formats[0] == Format{}
	return r, nil
}

func parseFormat(name string) (Format, error) {
	lower := strings.ToLower(name)
	if lower == "auto" {
		return Format{}, nil
	}
	for i := range epoch.Units {
		if epoch.Units[i].Format == lower {
			return Format{Unit: &epoch.Units[i]}, nil
		}
	}
	for i := range epoch.Scales {
		if epoch.Scales[i].Format == lower {
			return Format{Scale: &epoch.Scales[i]}, nil
		}
	}
	if !strings.Contains(name, "%") {
		return Format{}, fmt.Errorf("time_format: %q is not known; allowed are strptime layouts, epoch, epoch_ms, epoch_us, epoch_ns, "+
			"tai64n, tai64n_tai and auto", name)
	}
	compiled, err := strptime.Compile(name)
	if err != nil {
		return Format{}, fmt.Errorf("time_format: %w", err)
	}
	return Format{Layout: compiled}, nil
}

// MaxValue is the length of the longest value that is read, longer than any stamp with every
// suffix.
const MaxValue = 160

// ReadText reads a value that is one stamp as a whole, with nothing but white space around it.
func (r *Reader) ReadText(value []byte, c *Context) (stamp timestamp.Stamp, reason timestamp.Reason) {
	reason = r.ReadInto(&stamp, value, c)
	return stamp, reason
}

// ReadInto is ReadText into a stamp that must be zero, and is of no use where the reason is not
// Read. It spares the copy of a result, for which the processor waits right after the fields were
// written one by one.
func (r *Reader) ReadInto(stamp *timestamp.Stamp, value []byte, c *Context) (reason timestamp.Reason) {
	if !r.OnlyAuto {
		*stamp, reason = r.readFormats(value, c)
		return reason
	}
	end := 0
	if yearFirst(value) { // Fast, without its call
		end = r.fast(value, c, stamp)
	} else {
		end = r.fastNamed(value, c, stamp)
	}
	if end == 0 || end < len(value) {
		*stamp, reason = r.readAuto(value, c)
	}
	return reason
}

// readFormats tries the configured formats in their order.
func (r *Reader) readFormats(value []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	text := scan.Trim(value)
	if len(text) == 0 || len(text) > MaxValue {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	refusal := timestamp.NoStamp
	for i := range r.Formats {
		stamp, reason := r.readFormat(&r.Formats[i], text, c)
		if reason == timestamp.Read {
			return stamp, timestamp.Read
		}
		if refusal == timestamp.NoStamp {
			refusal = reason
		}
	}
	return timestamp.Stamp{}, refusal
}

func (r *Reader) readFormat(f *Format, text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	switch {
	case f.Layout != nil:
		return r.readLayout(f.Layout, text, c)
	case f.Unit != nil:
		stamp, end, reason := epoch.Read(text, f.Unit)
		if end != len(text) {
			return timestamp.Stamp{}, timestamp.NoStamp
		}
		return stamp, reason
	case f.Scale != nil:
		stamp, length, reason := ReadTAI64(text, f.Scale, c)
		if length != len(text) {
			return timestamp.Stamp{}, timestamp.NoStamp
		}
		return stamp, reason
	}
	return r.readAuto(text, c)
}

// Prefix reads the stamp that a layout describes at the start of text, and returns where it ends, 0
// where the text does not match.
func (r *Reader) Prefix(l *strptime.Layout, text []byte, c *Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	d := r.Draft(text, c)
	d.Restart(0)
	stamp, isEpoch, ok := l.Match(d)
	if !ok {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if isEpoch {
		return stamp, d.At, d.Reason
	}
	stamp, reason = r.ToInstant(d, c)
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

// Draft begins to take down what a value says. A reader has one draft, so that none costs an
// allocation: it holds until the next is begun.
func (r *Reader) Draft(text []byte, c *Context) *form.Draft {
	d := &r.draft
	*d = form.Draft{}
	d.Text, d.Head, d.Order, d.Words, d.Zones, d.Stream = text, true, r.Order, r.Words, &r.Zones, c.Stream
	return d
}
