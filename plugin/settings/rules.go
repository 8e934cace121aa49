package settings

import (
	"strings"
	"time"

	"timesync/filter"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
	"timesync/offsets"
)

// rule says how the values of one property are read. What Fluent Bit shows of a
// property, its default and its description, stands in plugin/properties.def;
// a test keeps the two in step.
type rule struct {
	name      string
	allowed   string
	separator string                               // of a list; empty: the property has one value
	set       func(s *Settings, value string) bool // false: the value is not allowed
	clear     func(s *Settings)                    // of a list: forgets the default before the first value
}

func (r *rule) isList() bool { return r.separator != "" }

// read sets the property from its values, each of which may be a list in itself.
func (r *rule) read(s *Settings, values []string) error {
	if r.clear != nil {
		r.clear(s)
	}
	for _, value := range values {
		parts := []string{value}
		if r.isList() {
			parts = strings.Split(value, r.separator)
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); !r.set(s, part) {
				return &Error{r.name, part, r.allowed}
			}
		}
	}
	return nil
}

const (
	anyKey      = "a key's name or a record accessor $name['below']"
	anyDuration = "a duration such as 500ms, 2s, 1m, 1h, 7d"
	onOff       = "on or off"
)

// rules is the table of properties, in the order of the documentation.
var rules = []rule{
	{name: "time_key", allowed: anyKey, separator: ",",
		set: func(s *Settings, v string) bool { return appendPath(&s.Filter.TimeKeys, v) }},
	{name: "scan_key", allowed: anyKey, separator: ",",
		clear: func(s *Settings) { s.Filter.ScanKeys = nil },
		set:   func(s *Settings, v string) bool { return appendPath(&s.Filter.ScanKeys, v) }},
	{name: "scan_depth", allowed: "a number of bytes from 1 to 65536",
		set: func(s *Settings, v string) (ok bool) { s.Filter.ScanDepth, ok = integer(v, 1<<16); return }},
	{name: "key_depth", allowed: "a number of bytes from 1 to 1048576",
		set: func(s *Settings, v string) (ok bool) { s.Filter.KeyDepth, ok = integer(v, 1<<20); return }},
	{name: "time_format", allowed: "a strptime layout, epoch, epoch_ms, epoch_us, epoch_ns, tai64n, tai64n_tai or auto; separated by |", separator: "|",
		set: func(s *Settings, v string) bool { s.Filter.Formats = append(s.Filter.Formats, v); return v != "" }},
	{name: "time_zone", allowed: "an IANA name such as Europe/Berlin, +hh:mm, UTC, local or guess",
		set: assumeZone},
	{name: "time_zone_key", allowed: anyKey,
		set: func(s *Settings, v string) (ok bool) { s.Filter.ZoneKey, ok = path(v); return }},
	{name: "zone_abbreviations", allowed: "ABC=zone, the zone an IANA name such as Asia/Kolkata, +hh:mm, UTC or local; separated by commas",
		separator: ",",
		set:       func(s *Settings, v string) bool { return defineAbbreviation(s, v) }},
	{name: "date_order", allowed: "auto, ymd, dmy or mdy",
		set: func(s *Settings, v string) (ok bool) { s.Filter.Order, ok = oneOf(v, dateOrders); return }},
	{name: "dst_overlap", allowed: "evidence, earlier, later or reject",
		set: func(s *Settings, v string) (ok bool) { s.Filter.Overlap, ok = oneOf(v, overlaps); return }},
	{name: "dst_gap", allowed: "forward or reject",
		set: func(s *Settings, v string) (ok bool) { s.Filter.Gap, ok = oneOf(v, gaps); return }},
	{name: "window_past", allowed: "off or " + anyDuration,
		set: func(s *Settings, v string) (ok bool) { s.Filter.Window.Past, ok = offOrPositive(v); return }},
	{name: "window_future", allowed: "off or " + anyDuration,
		set: func(s *Settings, v string) (ok bool) { s.Filter.Window.Future, ok = offOrPositive(v); return }},
	{name: "reference_time", allowed: "an instant such as 2024-03-05T10:11:12Z, or seconds since 1970",
		set: func(s *Settings, v string) (ok bool) { s.Filter.Reference, ok = instant(v); return }},

	{name: "output_key", allowed: "a key's name of 1 to 255 bytes",
		set: func(s *Settings, v string) (ok bool) { s.Filter.OutputKey, ok = key(v); return }},
	{name: "output_zone", allowed: "utc, local, keep or an IANA name such as Europe/Berlin",
		set: func(s *Settings, v string) (ok bool) { s.Filter.OutputZone, ok = outputZone(v); return }},
	{name: "precision", allowed: "keep, s, ms, us or ns",
		set: func(s *Settings, v string) (ok bool) { s.Filter.Precision, ok = oneOf(v, precisions); return }},
	{name: "set_event_time", allowed: onOff,
		set: func(s *Settings, v string) (ok bool) { s.Filter.SetEventTime, ok = boolean(v); return }},
	{name: "keep_original", allowed: "a key's name of 1 to 255 bytes",
		set: func(s *Settings, v string) (ok bool) { s.Filter.KeepOriginal, ok = key(v); return }},
	{name: "rewrite_line", allowed: onOff,
		set: func(s *Settings, v string) (ok bool) { s.Filter.RewriteLine, ok = boolean(v); return }},
	{name: "details", allowed: onOff,
		set: func(s *Settings, v string) (ok bool) { s.Filter.Details, ok = boolean(v); return }},
	{name: "on_error", allowed: "keep, flag, arrival or drop",
		set: func(s *Settings, v string) (ok bool) { s.Filter.OnError, ok = oneOf(v, onErrors); return }},
	{name: "mark", allowed: onOff,
		set: func(s *Settings, v string) (ok bool) { s.Filter.Mark, ok = boolean(v); return }},

	{name: "clock", allowed: "auto, local or remote",
		set: func(s *Settings, v string) (ok bool) { s.Clock, ok = oneOf(v, clocks); return }},
	{name: "correct", allowed: "auto, always or never",
		set: func(s *Settings, v string) (ok bool) { s.Policy.Correct, ok = oneOf(v, corrects); return }},
	{name: "ntp_servers", allowed: "host or host:port, each with ;key=ID if need be, separated by commas", separator: ",",
		set: func(s *Settings, v string) bool { return appendServer(s, v) }},
	{name: "offset_source", allowed: "auto, ntp, chrony, kernel or fixed",
		set: func(s *Settings, v string) (ok bool) { s.Source, ok = oneOf(v, sources); return }},
	{name: "min_sources", allowed: "a number from 1 to 64",
		set: func(s *Settings, v string) (ok bool) { s.Policy.MinSources, ok = integer(v, 64); return }},
	{name: "ntp_keys", allowed: "the path of a file in chrony's key format",
		set: func(s *Settings, v string) bool { s.KeyFile = v; return v != "" }},
	{name: "fixed_offset", allowed: "an offset such as +2.5s or -300ms, at most 100 years",
		set: func(s *Settings, v string) bool {
			offset, ok := signed(v)
			s.Fixed = &offset
			return ok && offset.Abs() <= century
		}},
	{name: "corrections_file", allowed: correctionsForm,
		set: func(s *Settings, v string) bool { s.CorrectionsFile = v; return v != "" }},
	{name: "poll_min", allowed: anyDuration + ", at least 1s",
		set: func(s *Settings, v string) (ok bool) {
			s.Polling.Min, ok = positive(v)
			return ok && s.Polling.Min >= time.Second
		}},
	{name: "poll_max", allowed: anyDuration + ", at least 1s",
		set: func(s *Settings, v string) (ok bool) {
			s.Polling.Max, ok = positive(v)
			return ok && s.Polling.Max >= time.Second
		}},
	{name: "ntp_timeout", allowed: anyDuration + ", from 10ms to 10s",
		set: func(s *Settings, v string) (ok bool) {
			s.Polling.Timeout, ok = positive(v)
			return ok && s.Polling.Timeout >= 10*time.Millisecond && s.Polling.Timeout <= 10*time.Second
		}},
	{name: "startup_wait", allowed: anyDuration + ", at most 1m",
		set: func(s *Settings, v string) (ok bool) {
			s.StartupWait, ok = duration(v)
			return ok && s.StartupWait <= time.Minute
		}},
	{name: "max_correction", allowed: anyDuration,
		set: func(s *Settings, v string) (ok bool) { s.Policy.MaxCorrection, ok = positive(v); return }},
	{name: "max_error", allowed: anyDuration,
		set: func(s *Settings, v string) (ok bool) { s.Policy.MaxError, ok = positive(v); return }},
	{name: "max_drift_ppm", allowed: "parts per million, above 0 and at most 500",
		set: func(s *Settings, v string) (ok bool) { s.Policy.MaxDriftPPM, ok = decimal(v, 500); return }},
	{name: "backlog_holdover", allowed: "off or " + anyDuration,
		set: func(s *Settings, v string) (ok bool) { s.Policy.BacklogHoldover, ok = holdover(v); return }},
	{name: "unsynced", allowed: "pass or flag",
		set: func(s *Settings, v string) (ok bool) { s.Filter.FlagUnsynced, ok = oneOf(v, unsynceds); return }},
	{name: "journal", allowed: "the path of a folder, which need not be there yet",
		set: func(s *Settings, v string) (ok bool) { s.Journal.Path, ok = folder(v); return }},
	{name: "journal_retention", allowed: anyDuration + ", at least 1h",
		set: func(s *Settings, v string) (ok bool) {
			s.Journal.Retention, ok = duration(v)
			return ok && s.Journal.Retention >= time.Hour
		}},
}

const century = 100 * 365 * 24 * time.Hour

var (
	precisions = map[string]filter.Precision{"keep": filter.PrecisionKeep, "s": 0, "ms": 3, "us": 6, "ns": 9}
	onErrors   = map[string]filter.OnError{"keep": filter.KeepRecord, "flag": filter.FlagRecord,
		"arrival": filter.RetimeRecord, "drop": filter.DropRecord}
	clocks     = map[string]ClockOwner{"auto": ClockAuto, "local": ClockLocal, "remote": ClockRemote}
	corrects   = map[string]offsets.Correct{"auto": offsets.CorrectAuto, "always": offsets.CorrectAlways, "never": offsets.CorrectNever}
	sources    = map[string]Source{"auto": SourceAuto, "ntp": SourceNTP, "chrony": SourceChrony, "kernel": SourceKernel, "fixed": SourceFixed}
	dateOrders = map[string]stream.DateOrder{"auto": stream.OrderAuto, "ymd": stream.OrderYMD, "dmy": stream.OrderDMY, "mdy": stream.OrderMDY}
	overlaps   = map[string]read.Overlap{"evidence": read.OverlapEvidence, "earlier": read.OverlapEarlier, "later": read.OverlapLater, "reject": read.OverlapReject}
	gaps       = map[string]read.Gap{"forward": read.GapForward, "reject": read.GapReject}
	unsynceds  = map[string]bool{"pass": false, "flag": true}
)

// Names lists the properties in the order of the documentation.
func Names() []string {
	names := make([]string, len(rules))
	for i := range rules {
		names[i] = rules[i].name
	}
	return names
}

func path(text string) (filter.Path, bool) {
	p, err := filter.ParsePath(text)
	return p, err == nil && len(p[0]) <= 255
}

func appendPath(paths *[]filter.Path, text string) bool {
	p, ok := path(text)
	*paths = append(*paths, p)
	return ok
}

func key(text string) (string, bool) { return text, text != "" && len(text) <= 255 }

func parseZone(text string) (*time.Location, bool) {
	z, err := zone.Parse(text)
	return z, err == nil
}

// assumeZone reads the zone of stamps that name none. Under guess there is none to assume.
func assumeZone(s *Settings, text string) (ok bool) {
	if s.Filter.GuessZone = strings.EqualFold(text, "guess"); s.Filter.GuessZone {
		return true
	}
	s.Filter.Zone, ok = parseZone(text)
	return ok
}

// defineAbbreviation reads ABC=zone. Abbreviations are of 2 to 6 letters, as POSIX allows three and
// more (TZNAME_MAX) and Z and the military letters are no names of zones that a user could mean
// otherwise.
func defineAbbreviation(s *Settings, text string) bool {
	name, meaning, _ := strings.Cut(text, "=")
	name = strings.ToUpper(strings.TrimSpace(name))
	z, ok := parseZone(strings.TrimSpace(meaning))
	if !ok || len(name) < 2 || len(name) > 6 || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	if s.Filter.Abbreviations == nil {
		s.Filter.Abbreviations = map[string]*time.Location{}
	}
	s.Filter.Abbreviations[name] = z
	return true
}

func outputZone(text string) (filter.Zone, bool) {
	if strings.EqualFold(text, "keep") {
		return filter.Zone{Keep: true}, true
	}
	z, ok := parseZone(text)
	return filter.Zone{Location: z}, ok
}
