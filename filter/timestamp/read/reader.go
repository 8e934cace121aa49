package read

import (
	"fmt"
	"strings"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/strptime"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Options say how a Reader reads. The zero value reads every form that it knows, and takes UTC
// where no zone is named.
type Options struct {
	// Formats are tried in this order: strptime layouts in Fluent Bit's dialect, "epoch",
	// "epoch_ms", "epoch_us", "epoch_ns", and "auto" for every form that the package knows. None
	// means "auto".
	Formats []string
	// Zone is the zone of stamps that name none and have no Context.Zone; nil is UTC.
	Zone *time.Location
	// Order is the order of dates like 02/03/2024, which are refused under OrderAuto.
	Order stream.DateOrder
	// Abbreviations gives zone abbreviations, in upper case, their meaning, in place of the
	// package's own.
	Abbreviations map[string]*time.Location
	// Overlap and Gap say how local times are read that a transition of the zone repeats or skips.
	Overlap Overlap
	Gap     Gap
}

// Context is what is known about a record apart from its stamp.
type Context struct {
	// Zone is the zone that another key names; nil: Options.Zone applies.
	Zone *time.Location
	// Now is true time, in ns since 1970-01-01 UTC; 0: not known, and yearless stamps are refused.
	Now int64
	// Arrival is what the clock that wrote the stamps shows when the record arrives, in ns since
	// 1970-01-01 UTC; 0: not known, and times of day have no date.
	Arrival int64
	// Stream is what the stamps before it showed; nil: every stamp stands alone. Reading adds to
	// it.
	Stream *stream.Stream
}

// Reader reads the stamps of one filter instance. After New nothing in it changes but small bounded
// caches; they make it unfit for concurrent use.
type Reader struct {
	zone     *time.Location
	Order    stream.DateOrder // Options.Order
	overlap  Overlap
	gap      Gap
	Words    zone.Words // Options.Abbreviations
	Formats  []Format   // Options.Formats, compiled; never empty
	OnlyAuto bool       // Formats is auto alone

	date  fastDate
	names [fastShapes]fastName
	Zones zone.Memory
	draft form.Draft
}

// Format is one entry of Options.Formats, compiled: a layout, a unit, or neither for auto.
type Format struct {
	Layout *strptime.Layout
	Unit   *epoch.Unit
}

// New returns a Reader with these options. Its error names the format that is not known and what is
// allowed.
func New(o Options) (*Reader, error) {
	r := &Reader{
		zone: o.Zone, Order: o.Order, overlap: o.Overlap, gap: o.Gap,
		Words: zone.NewWords(o.Abbreviations),
		date:  firstFastDate,
		Zones: zone.NewMemory(),
	}
	if r.zone == nil {
		r.zone = time.UTC
	}
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
	if !strings.Contains(name, "%") {
		return Format{}, fmt.Errorf("time_format: %q is not known; allowed are strptime layouts, epoch, epoch_ms, epoch_us, epoch_ns and auto", name)
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
	}
	return r.readAuto(text, c)
}

// readAuto reads a value in any form that the package knows.
func (r *Reader) readAuto(value []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	text := scan.Trim(value)
	if len(text) == 0 || len(text) > MaxValue {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return r.readGeneral(unwrap(text), c)
}

// An attempt reads the values of one kind, by what they begin with.
type attempt struct {
	begins func(c byte) bool // reports whether such a value can begin with a byte; nil: with any
	// read returns NoStamp for a value that another attempt may read. The context is handed on by
	// value: what a function of a table is handed by reference is allocated.
	read func(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason)
}

// attempts are made in this order, and the first that does not return NoStamp decides.
var attempts = [...]attempt{
	{scan.IsDigit, attemptEpoch},
	{nil, attemptWrapped},
	{isMark, attemptMarked},
	{isLetterOrBracket, attemptLeadingZone},
	{scan.IsWord, attemptForm},
	{scan.IsDigit, attemptTimeOfDay},
	{nil, attemptLast},
}

// readGeneral reads a value without the fast paths.
func (r *Reader) readGeneral(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	for i := range attempts {
		a := &attempts[i]
		if a.begins != nil && !a.begins(text[0]) {
			continue
		}
		if stamp, reason := a.read(r, text, *c); reason != timestamp.NoStamp {
			return stamp, reason
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// attemptEpoch reads a number. No date but a packed one begins with so many digits.
func attemptEpoch(r *Reader, text []byte, _ Context) (timestamp.Stamp, timestamp.Reason) {
	if scan.DigitRun(text, 0) >= len("631152000") {
		if stamp, end, reason := epoch.Read(text, nil); end == len(text) {
			return stamp, reason
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

func attemptWrapped(r *Reader, text []byte, _ Context) (timestamp.Stamp, timestamp.Reason) {
	return r.readWrapped(text)
}

func attemptMarked(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	return r.readMarked(text, &c)
}

// attemptLeadingZone reads a stamp whose zone stands before it, in brackets or without.
func attemptLeadingZone(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	d := r.Draft(text, &c)
	d.Skip('[')
	if !d.BeginWithZone(d.At) || d.At < len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return r.ToInstant(d, &c)
}

// attemptForm reads a date and a time in any of the forms. One with something after it is Malformed:
// no proposal of the last resort could account for the rest.
func attemptForm(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	d := r.Draft(text, &c)
	switch {
	case !d.Begin(0):
		return timestamp.Stamp{}, timestamp.NoStamp
	case d.At == len(text):
		stamp, reason := r.ToInstant(d, &c)
		if reason == timestamp.Read {
			r.LearnName(text, &stamp)
			stamp.DateOnly = !d.HasTime
		}
		return stamp, reason
	case d.HasTime:
		return timestamp.Stamp{}, timestamp.Malformed
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

func attemptTimeOfDay(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	stamp, _, reason := r.TimeOfDay(text, 0, false, &c)
	return stamp, reason
}

func attemptLast(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	return r.readLast(text, &c)
}

func isMark(c byte) bool { return c == form.MarkUnset || c == form.MarkUnsynced }

func isLetterOrBracket(c byte) bool { return scan.IsLetter(c) || c == '[' }

// unwrap takes off one pair of brackets or quotes.
func unwrap(text []byte) []byte {
	if last := len(text) - 1; last > 1 {
		switch string([]byte{text[0], text[last]}) {
		case "[]", `""`, "()", "''":
			return text[1:last]
		}
	}
	return text
}
