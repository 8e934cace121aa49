package timestamp

import (
	"fmt"
	"strings"
	"time"
)

// Options say how a Reader reads. The zero value reads every form it knows and takes UTC where no zone is named.
type Options struct {
	// Formats are tried in this order: strptime layouts in Fluent Bit's dialect, "epoch", "epoch_ms", "epoch_us",
	// "epoch_ns", and "auto" for every form the package knows. None means "auto".
	Formats []string
	// Zone is the zone of stamps that name none and have no Context.Zone; nil is UTC.
	Zone *time.Location
	// Order decides dates like 02/03/2024, which are refused under OrderAuto.
	Order DateOrder
	// Abbreviations gives zone abbreviations (upper case) their meaning, before and instead of the package's own.
	Abbreviations map[string]*time.Location
	// Overlap and Gap say how local times are read that a change of the zone's offset repeats or skips.
	Overlap Overlap
	Gap     Gap
}

// Context is what is known about a record beside its stamp.
type Context struct {
	Zone *time.Location // the zone that another key names; nil: Options.Zone applies
	Now  int64          // true time, in ns since 1970-01-01 UTC; 0: not known, and yearless stamps are refused
	// Arrival is what the clock that wrote the stamps shows when the record arrives; 0: not known, and times of day have no date.
	Arrival int64
	// Cut says that a line goes on behind the part of it that is searched.
	Cut bool
	// Depth is where the stamp of a line must end for the caller to take it, 0: anywhere.
	Depth int
	// Stream is what the stamps before showed; nil: every stamp stands alone. Reading adds to it.
	Stream *Stream
}

// Reader reads the stamps of one filter instance. Nothing but small bounded caches changes after NewReader; they make it
// unfit for concurrent use.
type Reader struct {
	zone     *time.Location
	order    DateOrder
	overlap  Overlap
	gap      Gap
	words    zoneWords
	formats  []format
	onlyAuto bool // formats is auto alone

	rows  []row // the rare forms, compiled
	date  hotDate
	names [hotShapes]hotName
	zones zoneMemory
}

// format is one entry of Options.Formats: a layout, a unit, or neither for auto.
type format struct {
	layout *layout
	unit   *unit
}

// NewReader compiles the formats. Its error names the bad one and what is allowed.
func NewReader(o Options) (*Reader, error) {
	r := &Reader{
		zone: o.Zone, order: o.Order, overlap: o.Overlap, gap: o.Gap,
		words: defineZoneWords(o.Abbreviations),
		date:  firstHotDate,
		zones: newZoneMemory(),
	}
	if r.zone == nil {
		r.zone = time.UTC
	}
	var err error
	if r.rows, err = compileRows(); err != nil {
		return nil, err
	}
	for _, name := range o.Formats {
		f, err := parseFormat(name)
		if err != nil {
			return nil, err
		}
		r.formats = append(r.formats, f)
	}
	if len(r.formats) == 0 {
		r.formats = []format{{}}
	}
	r.onlyAuto = len(r.formats) == 1 && r.formats[0] == format{}
	return r, nil
}

func parseFormat(name string) (format, error) {
	lower := strings.ToLower(name)
	if lower == "auto" {
		return format{}, nil
	}
	for i := range units {
		if units[i].format == lower {
			return format{unit: &units[i]}, nil
		}
	}
	if !strings.Contains(name, "%") {
		return format{}, fmt.Errorf("time_format: %q is not known; allowed are strptime layouts, epoch, epoch_ms, epoch_us, epoch_ns and auto", name)
	}
	compiled, err := compileLayout(name)
	if err != nil {
		return format{}, fmt.Errorf("time_format: %w", err)
	}
	return format{layout: compiled}, nil
}

// maxValue is the longest value that is looked at: longer than any stamp with every suffix.
const maxValue = 160

// ReadText reads a value that is one stamp as a whole, with blanks around it at most.
func (r *Reader) ReadText(value []byte, c *Context) (stamp Stamp, why Reason) {
	why = r.ReadInto(&stamp, value, c)
	return stamp, why
}

// ReadInto is ReadText into a stamp that must be zero, and is of no use where none is read. A stamp returned is copied on
// each return, right after its fields were written one by one, which the processor waits for: 15 ns on the way of a record.
func (r *Reader) ReadInto(stamp *Stamp, value []byte, c *Context) (why Reason) {
	if !r.onlyAuto {
		*stamp, why = r.readFormats(value, c)
		return why
	}
	end := 0
	if yearFirst(value) { // quick, without its call: 0.8 ns
		end = r.hot(value, c, stamp)
	} else {
		end = r.hotNamed(value, c, stamp)
	}
	if end == 0 || end < len(value) {
		*stamp, why = r.readAuto(value, c)
	}
	return why
}

// readFormats tries the configured formats in their order.
func (r *Reader) readFormats(value []byte, c *Context) (Stamp, Reason) {
	text := trim(value)
	if len(text) == 0 || len(text) > maxValue {
		return Stamp{}, NoStamp
	}
	refusal := NoStamp
	for i := range r.formats {
		stamp, why := r.readFormat(&r.formats[i], text, c)
		if why == Read {
			return stamp, Read
		}
		if refusal == NoStamp {
			refusal = why
		}
	}
	return Stamp{}, refusal
}

func (r *Reader) readFormat(f *format, text []byte, c *Context) (Stamp, Reason) {
	switch {
	case f.layout != nil:
		return r.readLayout(f.layout, text, c)
	case f.unit != nil:
		stamp, end, why := readEpoch(text, f.unit)
		if end != len(text) {
			return Stamp{}, NoStamp
		}
		return stamp, why
	}
	return r.readAuto(text, c)
}

// readAuto reads a value in any form.
func (r *Reader) readAuto(value []byte, c *Context) (Stamp, Reason) {
	text := trim(value)
	if len(text) == 0 || len(text) > maxValue {
		return Stamp{}, NoStamp
	}
	return r.readGeneral(unwrap(text), c)
}

// readGeneral reads a value by its first byte, then the rare forms row by row, and what is still not read by the last
// resort.
func (r *Reader) readGeneral(text []byte, c *Context) (Stamp, Reason) {
	if digitRun(text, 0) >= len("631152000") { // 1990: no date begins with so many but the packed ones
		if stamp, end, why := readEpoch(text, nil); end == len(text) && why != NoStamp {
			return stamp, why
		}
	}
	if stamp, why := r.readWrapped(text); why != NoStamp {
		return stamp, why
	}
	if stamp, why := r.readMarked(text, c); why != NoStamp {
		return stamp, why
	}
	d := draft{cursor: cursor{text: text}, head: true, order: r.order, words: r.words, stream: c.Stream}
	dated := false
	if at, ok := zoneAheadOf(text); ok && d.ahead(at) && d.at == len(text) {
		return r.finish(&d, c)
	}
	if d.begin(0) {
		if d.at == len(text) {
			stamp, why := r.finish(&d, c)
			if why == Read {
				r.learnName(text, &stamp)
				stamp.DateOnly = !d.hasTime
			}
			return stamp, why
		}
		dated = d.hasTime
	}
	if stamp, why := r.readRows(text, c); why != NoStamp {
		return stamp, why
	}
	if dated { // a stamp with something behind it: no proposal could account for the rest
		return Stamp{}, Malformed
	}
	if stamp, _, why := r.readTimeOfDay(text, 0, false, c); why == Read {
		return stamp, Read
	}
	return r.readLast(text, c)
}

// begin reads a stamp at a place of the text, by its first byte.
func (d *draft) begin(at int) bool {
	d.restart(at)
	c := d.peek()
	if isDigit(c) {
		if d.iso() {
			return true
		}
		if d.year != noYear {
			d.restart(at)
		}
		return d.numeric()
	}
	return isLetter(c) && d.worded()
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func trim(value []byte) []byte {
	for len(value) > 0 && isSpace(value[0]) {
		value = value[1:]
	}
	for len(value) > 0 && isSpace(value[len(value)-1]) {
		value = value[:len(value)-1]
	}
	return value
}

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
