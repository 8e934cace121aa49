package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/read"
	"timesync/offsets"
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
	pass  pass
	found places
	out   []byte
	iso   iso.Writer
	text  []byte // of the stamp to write
	tally Tally
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

// seek makes the roles of the keys that may hold a stamp, in the order of the search. Raw lines come before the names that
// say little.
func (f *Filter) seek() error {
	micros, err := read.New(f.config.reading([]string{"epoch_us"}))
	if err != nil {
		return err
	}
	usual, weak := f.config.usualKeys()
	for _, path := range append(usual, f.config.TimeKeys...) {
		f.addRole(role{path: path, reader: f.readerOf(path, micros)})
	}
	for _, path := range f.config.ScanKeys {
		f.addRole(role{path: path})
	}
	for _, path := range weak {
		f.addRole(role{path: path, reader: f.reader, weak: true})
	}
	f.streams = newStreams(len(f.sought))
	return nil
}

// readerOf returns the reader of a time key: micros for journald's own times, in microseconds whatever time_format says
// (systemd.journal-fields(7)).
func (f *Filter) readerOf(key Path, micros *read.Reader) *read.Reader {
	switch key.String() {
	case "_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP":
		return micros
	}
	return f.reader
}

func (f *Filter) addRole(r role) {
	name := r.path[0]
	r.nested = len(r.path) > 1
	r.slots[0] = f.keys.add(name)
	if f.config.TimeKeys == nil && r.reader != nil {
		r.slots[1] = f.keys.addOthers(name)
	}
	for _, slot := range r.slots {
		f.keys.roles[slot] |= 1 << min(len(f.sought), lastRole)
	}
	f.sought = append(f.sought, r)
}

func (f *Filter) outputName() string {
	if f.config.OutputKey != "" {
		return f.config.OutputKey
	}
	return timestampKey
}

// Rewrite rewrites a chunk of records with one tag. clock is the view of the host clock for this chunk;
// remote says that another machine's clock wrote the stamps. The result is the
// filter's own and holds until the next call; it aliases nothing of chunk.
// changed is false where every record passes as it came, out is then nil. An
// empty out with changed true means that every record was dropped.
func (f *Filter) Rewrite(chunk, tag []byte, clock *offsets.View, remote bool) (out []byte, changed bool) {
	f.tally = Tally{}
	w := splicer{src: chunk, dst: f.out[:0]}
	f.streams.enter(tag)
	f.pass = pass{clock: clock, remote: remote, now: f.now(clock)}
	context := read.Context{Now: f.pass.now, Arrival: f.arrival(clock, remote)}
	r := record{pass: &f.pass, chunk: chunk, found: &f.found, context: context}
	for at := 0; at < len(chunk) && f.open(&r, at); at = r.end {
		f.rewriteEvent(&w, &r)
	} // no event from here on: the rest passes as it is
	if w.edits == 0 {
		return nil, false
	}
	w.copyTo(len(chunk))
	f.keep(w.dst)
	return w.dst, true
}

// Tally counts the records of the last chunk.
func (f *Filter) Tally() *Tally { return &f.tally }

func (f *Filter) keep(buffer []byte) {
	if cap(buffer) > keptBuffer {
		buffer = nil
	}
	f.out = buffer
}

// now is the moment that stamps without year are read against, or 0 where the
// clock is not to be believed.
func (f *Filter) now(clock *offsets.View) int64 {
	if f.config.Reference != 0 {
		return f.config.Reference
	}
	if now := clock.TrueNow(); now >= f.config.BuiltAt {
		return now
	}
	return 0
}

// rewriteEvent takes one event through.
func (f *Filter) rewriteEvent(w *splicer, r *record) {
	switch seconds := r.event.word >> 32; {
	case seconds < groupEnd || !r.event.isExt:
		f.rewriteRecord(w, r)
	case seconds == groupStart:
		f.pass.otlp = r.event.opensOTLP(r.chunk)
	default:
		f.pass.otlp = false
	}
}

// rewriteRecord takes one record through. One whose metadata is no map, so that
// it could carry no mark, is nothing that Fluent Bit writes and passes.
func (f *Filter) rewriteRecord(w *splicer, r *record) {
	if !f.prepare(r) {
		f.tally.Outcomes[Untouched]++
		return
	}
	var hit found
	f.search(r, &hit)
	var c correction
	if hit.reason == timestamp.Read {
		f.correct(r, &hit.stamp, &c)
		hit.reason = f.config.Window.judge(hit.stamp.Nanos+c.offset, r.pass.now)
	}
	switch hit.reason {
	case timestamp.Read:
		r.context.Stream.Note(hit.stamp.Nanos)
		if hit.stamp.Leap {
			f.tally.LeapSeconds++
		}
		f.tally.Outcomes[c.settled(f.emit(w, r, &hit, &c))]++
	case timestamp.NoStamp:
		f.tally.Outcomes[Untouched]++
	default:
		f.tally.Outcomes[Refused]++
		f.tally.Reasons[hit.reason]++
		f.refuse(w, r, hit.reason)
	}
}
