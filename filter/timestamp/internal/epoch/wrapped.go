package epoch

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// AuditMark precedes the epoch in every record of the Linux audit system: audit(1122475266.123:45).
const AuditMark = "audit("

// ReadGitRaw reads a text that is an epoch in seconds and its writer's zone, 1718359872 +0200
// (git's raw dates), or one with a fraction of 3, 6 or 9 digits after a comma.
func ReadGitRaw(text []byte) (timestamp.Stamp, timestamp.Reason) {
	stamp, end, reason := Read(text, nil)
	if reason != timestamp.Read || end != len("1718359872") || end == len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	rest := text[end+1:]
	switch text[end] {
	case ' ':
		if offset, length := zone.ReadOffset(rest); length == len("+0200") && length == len(rest) && rest[3] != ':' {
			stamp.Offset = int32(offset)
			return stamp, timestamp.Read
		}
	case ',':
		if run := scan.DigitRun(rest, 0); run == len(rest) && (run == 3 || run == 6 || run == 9) {
			addFraction(&stamp, rest)
			return stamp, timestamp.Read
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// scriptDates are how serialisers write JavaScript's Date, milliseconds since 1970: .NET in JSON
// (DataContractJsonSerializer, JavaScriptSerializer, with the slashes escaped or not), Json.NET and
// MongoDB's shell.
var scriptDates = [...]struct{ prefix, suffix string }{
	{"/Date(", ")/"},
	{`\/Date(`, `)\/`},
	{"new Date(", ")"},
	{"Date(", ")"},
}

// ReadScriptDate reads a text that is one of scriptDates, such as /Date(1335205592410+0200)/. The
// offset is the writer's zone; the number counts from 1970 UTC all the same.
func ReadScriptDate(text []byte) (timestamp.Stamp, timestamp.Reason) {
	for _, form := range scriptDates {
		c := scan.Cursor{Text: text}
		if end := len(text) - len(form.suffix); end >= len(form.prefix) && string(text[end:]) == form.suffix && c.SkipText(form.prefix) {
			return readMillis(text[c.At:end])
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// readMillis reads a text that is milliseconds since 1970, with a sign or without, and perhaps an
// offset in four digits.
func readMillis(text []byte) (timestamp.Stamp, timestamp.Reason) {
	c := scan.Cursor{Text: text}
	negative := c.Skip('-')
	run := scan.DigitRun(text, c.At)
	if run == 0 || run > 18 {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	millis := int64(0)
	for _, digit := range text[c.At : c.At+run] {
		millis = millis*10 + int64(digit-'0')
	}
	if negative {
		millis = -millis
	}
	c.At += run
	offset, length := zone.ReadOffset(text[c.At:])
	if c.At += max(length, 0); c.At != len(text) || length != 0 && length != len("+hhmm") {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	const perSecond = 1000
	seconds := calendar.FloorDivide(millis, perSecond)
	nanos, ok := calendar.Instant(seconds, (millis-seconds*perSecond)*(calendar.NanosPerSecond/perSecond))
	if !ok {
		return timestamp.Stamp{}, timestamp.OutOfRange
	}
	return timestamp.Stamp{Nanos: nanos, Digits: 3, Offset: int32(offset), ZoneSource: timestamp.ZoneInStamp, Format: "script_date"}, timestamp.Read
}

// ReadAudit reads a text that is an epoch with milliseconds and a serial number, 1718359872.123:456
// or audit(1718359872.123:456), of the Linux audit system.
func ReadAudit(text []byte) (timestamp.Stamp, timestamp.Reason) {
	if len(text) > len(AuditMark) && string(text[:len(AuditMark)]) == AuditMark && text[len(text)-1] == ')' {
		text = text[len(AuditMark) : len(text)-1]
	}
	stamp, end, reason := Read(text, &Units[0])
	if reason != timestamp.Read || stamp.Digits != 3 || end >= len(text) || text[end] != ':' || stamp.Nanos < FirstSecond*calendar.NanosPerSecond {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	if serial := scan.DigitRun(text, end+1); serial == 0 || end+1+serial != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, timestamp.Read
}
