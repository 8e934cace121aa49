package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// Config says how one instance finds, reads and writes timestamps. The zero
// value of each field but the listed ones is the property's default; Default
// gives all of them.
type Config struct {
	TimeKeys  []Path         // time_key, in order; nil: keys.Times, in any case
	ScanKeys  []Path         // scan_key, in order
	ScanDepth int            // scan_depth, bytes
	KeyDepth  int            // key_depth, bytes
	Formats   []string       // time_format; empty: auto
	Zone      *time.Location // time_zone; nil: UTC
	GuessZone bool           // time_zone guess, whatever Zone is
	ZoneKey   Path           // time_zone_key; nil: none
	Reference int64          // reference_time, ns since 1970; 0: true now

	Abbreviations map[string]*time.Location // zone_abbreviations
	Order         stream.DateOrder          // date_order
	Overlap       read.Overlap              // dst_overlap
	Gap           read.Gap                  // dst_gap
	Window        Window                    // window_past, window_future

	OutputKey    string    // output_key; empty: the key it came from
	OutputZone   Zone      // output_zone
	Precision    Precision // precision
	SetEventTime bool      // set_event_time
	KeepOriginal string    // keep_original; empty: do not
	RewriteLine  bool      // rewrite_line
	Details      bool      // details
	OnError      OnError   // on_error
	FlagUnsynced bool      // unsynced flag
	Mark         bool      // mark

	// BuiltAt is when the program was built, ns since 1970. A clock that says
	// less is not believed: a stamp without year is then refused.
	BuiltAt int64
}

// Default is the configuration of an instance without any property.
func Default() Config {
	return Config{
		ScanKeys:     plainPaths(keys.Lines),
		ScanDepth:    128,
		KeyDepth:     64 << 10,
		Zone:         time.Local,
		OutputZone:   Zone{Location: time.UTC},
		Precision:    PrecisionKeep,
		SetEventTime: true,
		Window:       Window{Future: 24 * time.Hour},
		Mark:         true,
	}
}

// reading is what the configuration says about reading stamps.
func (c *Config) reading(formats []string) read.Options {
	return read.Options{
		Formats: formats, Zone: c.Zone, GuessZone: c.GuessZone, Order: c.Order,
		Abbreviations: c.Abbreviations, Overlap: c.Overlap, Gap: c.Gap,
	}
}

// bounds are where raw lines are searched.
func (c *Config) bounds() line.Bounds {
	b := line.Bounds{Text: c.ScanDepth, Keys: c.KeyDepth}
	for _, path := range c.TimeKeys {
		b.Paths = append(b.Paths, path)
	}
	return b
}

func plainPaths(names []string) []Path {
	paths := make([]Path, len(names))
	for i, name := range names {
		paths[i] = Path{[]byte(name)}
	}
	return paths
}

// Zone is the zone that stamps are written in.
type Zone struct {
	Keep     bool // the zone the stamp was read in
	Location *time.Location
}

// of returns the zone to write s in: a location, or where that is nil a fixed
// offset in seconds east of UTC.
func (z Zone) of(s *timestamp.Stamp) (*time.Location, int32) {
	if z.Keep {
		return s.Zone, s.Offset
	}
	return z.Location, 0
}

// Precision is how many fraction digits are written: 0 to 9, or PrecisionKeep.
type Precision int8

// PrecisionKeep writes the digits of the stamp, but at least three where the
// instant was moved: an offset is rarely whole seconds.
const PrecisionKeep Precision = -1

const digitsWhenMoved = 3

func (p Precision) digits(s *timestamp.Stamp, moved bool) int {
	switch {
	case p != PrecisionKeep:
		return int(p)
	case moved:
		return max(int(s.Digits), digitsWhenMoved)
	}
	return int(s.Digits)
}

// OnError is what to do with a record whose stamp is refused.
type OnError uint8

const (
	KeepRecord   OnError = iota // pass it unchanged
	FlagRecord                  // add timesync_error with the reason
	DropRecord                  // the one way in which a record is lost, and only on request
	RetimeRecord                // make the arrival its time, and add timesync_error
)
