package filter

import (
	"timesync/filter/timestamp"
	"timesync/offsets"
)

// Filter rewrites the chunks of one plugin instance. It is not for concurrent
// use: Fluent Bit calls an instance serially.
type Filter struct {
	config Config
	reader *timestamp.Reader

	keys      keyTable
	timeKeys  []role
	scanKeys  []role
	zoneKey   *role // nil: no time_zone_key
	outputKey int   // slots of the keys that may be written
	original  int
	details   int
	failure   int
	zones     zoneNames
	streams   streams

	// Reused from chunk to chunk, so that a chunk costs no allocation.
	pass      pass
	positions []int
	out       []byte
	text      []byte
	tally     Tally
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
	reader, err := timestamp.NewReader(c.reading(c.Formats))
	if err != nil {
		return nil, err
	}
	f := &Filter{config: c, reader: reader, zones: zoneNames{}}
	f.timeKeys = f.roles(c.TimeKeys)
	if err := f.fixUnits(); err != nil {
		return nil, err
	}
	f.scanKeys = f.roles(c.ScanKeys)
	f.streams = newStreams(len(f.timeKeys) + len(f.scanKeys))
	if c.ZoneKey != nil {
		f.zoneKey = &f.roles([]Path{c.ZoneKey})[0]
	}
	f.outputKey = f.keys.add([]byte(f.outputName()))
	f.original = f.keys.add([]byte(c.KeepOriginal))
	f.details = f.keys.add([]byte(detailsKey))
	f.failure = f.keys.add([]byte(failureKey))
	f.positions = make([]int, len(f.keys.names))
	return f, nil
}

func (f *Filter) roles(paths []Path) []role {
	roles := make([]role, len(paths))
	for i, path := range paths {
		roles[i] = role{f.keys.add(path[0]), path, f.reader}
	}
	return roles
}

func (f *Filter) outputName() string {
	if f.config.OutputKey != "" {
		return f.config.OutputKey
	}
	return timestampKey
}

// journalKeys are journald's own times, in microseconds whatever time_format says (systemd.journal-fields(7)).
var journalKeys = [...]string{"_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP"}

// fixUnits gives the time keys whose unit is fixed a reader for it.
func (f *Filter) fixUnits() error {
	micros, err := timestamp.NewReader(f.config.reading([]string{"epoch_us"}))
	if err != nil {
		return err
	}
	for i := range f.timeKeys {
		for _, name := range journalKeys {
			if f.timeKeys[i].path.String() == name {
				f.timeKeys[i].reader = micros
			}
		}
	}
	return nil
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
	for at := 0; at < len(chunk); {
		if at = f.rewriteEvent(&w, at); at < 0 {
			break // no event from here on: the rest passes as it is
		}
	}
	if !w.changed {
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

// rewriteEvent takes the event at w.src[at] through and returns the position
// after it, or -1 where there is none.
func (f *Filter) rewriteEvent(w *splicer, at int) int {
	e, ok := nextEvent(w.src, at)
	if !ok {
		return -1
	}
	r, ok := f.open(w.src, e)
	if !ok {
		return -1
	}
	switch eventSeconds(w.src, e.time) {
	case groupStart:
		f.pass.otlp = e.opensOTLP(w.src)
	case groupEnd:
		f.pass.otlp = false
	default:
		f.rewriteRecord(w, &r)
	}
	return r.end
}

// rewriteRecord takes one record through. One whose metadata is no map, so that
// it could carry no mark, is nothing that Fluent Bit writes and passes.
func (f *Filter) rewriteRecord(w *splicer, r *record) {
	if !r.event.understood(w.src) {
		f.tally.Outcomes[Untouched]++
		return
	}
	f.prepare(r)
	hit := f.search(r)
	var c correction
	if hit.why == timestamp.Read {
		c = f.correct(r, &hit.stamp)
		hit.why = f.config.Window.judge(hit.stamp.Nanos+c.clock.Offset, r.pass.now)
	}
	switch hit.why {
	case timestamp.Read:
		r.context.Stream.Note(hit.stamp.Nanos)
		f.tally.Outcomes[c.settled(f.emit(w, r, &hit, &c))]++
	case timestamp.NoStamp:
		f.tally.Outcomes[Untouched]++
	default:
		f.tally.Outcomes[Refused]++
		f.tally.Reasons[hit.why]++
		f.refuse(w, r, hit.why)
	}
}
