package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/read"
	"timesync/offsets/timemap"
)

// Filter rewrites the chunks of one plugin instance. It is not for concurrent
// use: Fluent Bit calls an instance serially.
type Filter struct {
	config Config
	reader *read.Reader

	keys      keyTable
	sought    []role // time keys, then raw lines: the order of the search
	zoneKey   *role  // nil: no time_zone_key
	outputKey int    // slots of the keys that may be written
	original  int
	details   int
	failure   int
	usual     bool // the configuration asks for nothing that emitUsual does not write
	zones     zoneNames
	streams   streams

	// Reused from chunk to chunk, so that a chunk costs no allocation.
	found   places
	out     []byte
	iso     iso.Writer
	written []byte // the timestamp as it is written
	joined  []byte // a date and its time of day, to be read
	tally   Tally
}

// The buffer of an instance is kept between chunks up to this size. Fluent Bit
// cuts chunks at about 2 MB; a larger one is a rare guest.
const keptBuffer = 4 << 20

// Keys that are written.
const (
	timestampKey = "timestamp"      // output_key's default for lines and event times
	detailsKey   = "timesync"       // details on
	failureKey   = "timesync_error" // on_error flag, unsynced flag
)

// New makes a filter. The error is about Formats: the other fields are typed.
func New(c Config) (*Filter, error) {
	reader, err := read.New(c.reading(c.Formats))
	if err != nil {
		return nil, err
	}
	f := &Filter{config: c, reader: reader, keys: newKeyTable(), zones: zoneNames{}}
	if err := f.seek(); err != nil {
		return nil, err
	}
	if c.ZoneKey != nil {
		f.zoneKey = &role{slots: [2]int{f.keys.add(c.ZoneKey[0])}, path: c.ZoneKey, nested: len(c.ZoneKey) > 1}
	}
	f.outputKey = f.keys.add([]byte(f.outputName()))
	f.original = f.keys.add([]byte(c.KeepOriginal))
	f.details = f.keys.add([]byte(detailsKey))
	f.failure = f.keys.add([]byte(failureKey))
	f.usual = c.OutputKey == "" && c.KeepOriginal == "" && !c.Details && !c.FlagUnsynced && c.OutputZone.Location == time.UTC
	f.found = newPlaces(len(f.keys.names))
	return f, nil
}

func (f *Filter) outputName() string {
	if f.config.OutputKey != "" {
		return f.config.OutputKey
	}
	return timestampKey
}

// Rewrite rewrites a chunk of records with one tag. clock is the view of the host clock for this
// chunk; remote says that another machine's clock wrote the stamps. The result is the filter's own
// and holds until the next call; it aliases nothing of chunk. changed is false where every record
// passes as it came, out is then nil. An empty out with changed true means that every record was
// dropped.
func (f *Filter) Rewrite(chunk, tag []byte, clock *timemap.View, remote bool) (out []byte, changed bool) {
	f.tally = Tally{}
	f.streams.enter(tag)
	r := record{chunk: chunk, out: splicer{src: chunk, dst: f.out[:0]}, found: &f.found}
	r.pass = pass{clock: clock, remote: remote, now: f.now(clock)}
	r.context = read.Context{Now: r.pass.now, Arrival: f.arrival(clock, remote)}
	for at := 0; at < len(chunk) && f.open(&r, at); at = r.end {
		f.rewriteEvent(&r)
	} // no event from here on: the rest passes as it is
	if r.out.edits == 0 {
		return nil, false
	}
	r.out.copyTo(len(chunk))
	f.keep(r.out.dst)
	return r.out.dst, true
}

// Tally counts the records of the last chunk.
func (f *Filter) Tally() *Tally { return &f.tally }

func (f *Filter) keep(buffer []byte) {
	if cap(buffer) > keptBuffer {
		buffer = nil
	}
	f.out = buffer
}

// rewriteEvent takes one event through.
func (f *Filter) rewriteEvent(r *record) {
	switch seconds := r.event.word >> 32; {
	case seconds < groupEnd || !r.event.isExt:
		f.rewriteRecord(r)
	case seconds == groupStart:
		r.pass.otlp = r.event.opensOTLP(r.chunk)
	default:
		r.pass.otlp = false
	}
}

// rewriteRecord takes one record through. One whose metadata is no map, so that it could carry no
// mark, is nothing that Fluent Bit writes and passes.
func (f *Filter) rewriteRecord(r *record) {
	if !f.prepare(r) {
		f.tally.Outcomes[Untouched]++
		return
	}
	f.search(r)
	n := &r.finding
	if n.reason == timestamp.Read {
		f.correct(r)
		n.reason = f.config.Window.judge(n.stamp.Nanos+r.correction.offset, r.pass.now)
	}
	switch n.reason {
	case timestamp.Read:
		n.stream.Note(n.stamp.Nanos)
		if n.stamp.Leap {
			f.tally.LeapSeconds++
		}
		f.tally.Outcomes[r.correction.final(f.emit(r))]++
	case timestamp.NoStamp:
		f.tally.Outcomes[Untouched]++
	default:
		f.tally.Outcomes[Refused]++
		f.tally.Reasons[n.reason]++
		f.refuse(r, n.reason)
	}
}
