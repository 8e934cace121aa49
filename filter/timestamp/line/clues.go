package line

import (
	"math/bits"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/zone"
)

// A clue stands beside a stamp in a line and says its zone or its year, or how far its clock is to
// be trusted. Each has one of the functions fields, format and zone.
type clue struct {
	name  string
	after string // the bytes that can stand right before the stamp; "" of a clue in JSON
	// may reports whether it may say something of the stamp at line[at], which a fast path then
	// leaves to the general way; nil: it says nothing that a fast path reads.
	may func(line []byte, at int) bool
	// ofZone: it says the zone, which a stamp that names its own does not need.
	ofZone bool
	// fields adds what it says to the fields of the stamp that begins at d.Text[at].
	fields func(d *form.Draft, at int)
	// format returns the name of the form of the stamp line[start:end], which is format without it.
	format func(format string, line []byte, start, end int) string
	// zone returns the zone that a line of JSON names, nil for a text that is no zone.
	zone   func(s search) (named *zone.Named, ok bool)
	reason timestamp.Reason // of the stamps that it refuses; Read where it refuses none
	// example is a line with the clue between guillemets. It names 2024-06-14 10:11:12 UTC, its
	// assumed zone being America/New_York, or is refused for reason. In counter it must say
	// nothing.
	example, counter string
}

// clues are heeded in this order.
var clues = []clue{
	{name: "bracketed_year", after: "] \t\n\v\f\r", may: hasBracketedYear, fields: doubtBracketedYear, reason: timestamp.AmbiguousDate,
		example: "[«2021»] Jun 14 10:11:12 x", counter: "[20211] Jun 14 06:11:12 x"},
	{name: "zone_pair", after: `="`, may: isPaired, ofZone: true, fields: takePairedZone,
		example: `time="2024-06-14 12:11:12" fw=a «tz=+0200» x`, counter: `time="2024-06-14 06:11:12" msg="set tz=+0200 now"`},
	{name: "event_epoch", fields: refuseByEvent, reason: timestamp.AmbiguousZone,
		example: "date=2024-06-14 time=12:11:12 fw=a «eventtime=1718659872» x", counter: "date=2024-06-14 time=06:11:12 lasteventtime=1718659872 x"},
	{name: "cisco_unset", after: "*", format: formatMarked,
		example: "«*»Jun 14 06:11:12.123: %SYS-5-CONFIG_I: x", counter: "a*Jun 14 06:11:12.123: %SYS-5-CONFIG_I: x"},
	{name: "cisco_unsynced", after: ".", format: formatMarked,
		example: "<189>45: «.»Jun 14 06:11:12.123: %SYS-5-CONFIG_I: x", counter: ".2024-06-14 06:11:12 x"},
	{name: "time_quality", after: " ", format: formatOfQuality,
		example: `<34>1 2024-06-14T10:11:12.003Z host app 42 - «[timeQuality tzKnown="1" isSynced="0"]» x`,
		counter: `<34>1 2024-06-14T10:11:12.003Z host app 42 - - [timeQuality tzKnown="1" isSynced="0"]`},
	{name: "json_zone", zone: zoneInJSON,
		example: `{"time":"2024-06-14 12:11:12",«"tz":"+0200"»}`, counter: `{"time":"2024-06-14 06:11:12","user":{"tz":"+0200"}}`},
}

// mayAfter and formatAfter have for each byte a bit for each clue with that function that can
// follow it.
var mayAfter, formatAfter = indexClues(clues)

func indexClues(clues []clue) (may, format [256]uint16) {
	for i, c := range clues {
		for _, b := range []byte(c.after) {
			if c.may != nil {
				may[b] |= 1 << i
			}
			if c.format != nil {
				format[b] |= 1 << i
			}
		}
	}
	return may, format
}

// cluesMayTell reports whether a clue may say what the stamp that a fast path has read at line[at]
// does not.
func cluesMayTell(line []byte, at int, stamp *timestamp.Stamp) bool {
	if at == 0 {
		return false
	}
	for todo := mayAfter[line[at-1]]; todo != 0; todo &= todo - 1 {
		c := &clues[bits.TrailingZeros16(todo)]
		if !(c.ofZone && stamp.ZoneSource == timestamp.ZoneInStamp) && c.may(line, at) {
			return true
		}
	}
	return false
}

// fieldsBeside adds to the fields of the stamp that begins at d.Text[at] what clues say.
func fieldsBeside(d *form.Draft, at int) {
	for i := range clues {
		if fields := clues[i].fields; fields != nil {
			fields(d, at)
		}
	}
}

// formatBeside returns the name of the form of the stamp line[start:end], which is format by
// itself.
func formatBeside(format string, line []byte, start, end int) string {
	if start > 0 && formatAfter[line[start-1]] != 0 {
		return formatByClues(format, line, start, end)
	}
	return format
}

func formatByClues(format string, line []byte, start, end int) string {
	for todo := formatAfter[line[start-1]]; todo != 0; todo &= todo - 1 {
		format = clues[bits.TrailingZeros16(todo)].format(format, line, start, end)
	}
	return format
}

// zoneBeside returns the zone that a line of JSON names, nil for a text that is no zone.
func zoneBeside(s search) (named *zone.Named, ok bool) {
	for i := range clues {
		if find := clues[i].zone; find != nil {
			if named, ok = find(s); ok {
				return named, true
			}
		}
	}
	return nil, false
}
