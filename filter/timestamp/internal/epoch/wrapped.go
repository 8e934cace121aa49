package epoch

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// AuditMark stands before the epoch in every record of the Linux audit system: audit(1122475266.123:45).
const AuditMark = "audit("

// ReadGitRaw reads 1718359872 +0200, an epoch and the writer's zone (git's raw dates), and an epoch whose fraction stands
// behind a comma.
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

// scriptDates are how serialisers write JavaScript's Date, milliseconds since 1970: .NET in JSON (DataContractJsonSerializer,
// JavaScriptSerializer, with the slashes escaped or not), Json.NET and MongoDB's shell.
var scriptDates = [...]struct{ before, after string }{
	{"/Date(", ")/"},
	{`\/Date(`, `)\/`},
	{"new Date(", ")"},
	{"Date(", ")"},
}

// ReadScriptDate reads /Date(1335205592410+0200)/. The offset is the writer's zone; the number is in UTC all the same.
func ReadScriptDate(text []byte) (timestamp.Stamp, timestamp.Reason) {
	d := scan.Cursor{Text: text}
	for _, form := range scriptDates {
		if inner := len(text) - len(form.after); inner < len(form.before) || string(text[inner:]) != form.after || !d.SkipText(form.before) {
			continue
		}
		negative := d.Skip('-')
		run := scan.DigitRun(text, d.At)
		if run == 0 || run > 18 {
			return timestamp.Stamp{}, timestamp.NoStamp
		}
		millis := int64(0)
		for _, c := range text[d.At : d.At+run] {
			millis = millis*10 + int64(c-'0')
		}
		if negative {
			millis = -millis
		}
		d.At += run
		offset, length := zone.ReadOffset(text[d.At:])
		if d.At += max(length, 0); d.At != len(text)-len(form.after) || length != 0 && length != len("+hhmm") {
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
	return timestamp.Stamp{}, timestamp.NoStamp
}

// ReadAudit reads 1718359872.123:456 and audit(1718359872.123:456), an epoch with a serial number, of the Linux audit system.
func ReadAudit(text []byte) (timestamp.Stamp, timestamp.Reason) {
	if len(text) > len(AuditMark) && string(text[:len(AuditMark)]) == AuditMark && text[len(text)-1] == ')' {
		text = text[len(AuditMark) : len(text)-1]
	}
	stamp, end, reason := Read(text, &Units[0])
	if reason != timestamp.Read || stamp.Digits != 3 || end >= len(text) || text[end] != ':' || stamp.Nanos < FirstSecond*calendar.NanosPerSecond ||
		scan.DigitRun(text, end+1) == 0 || end+1+scan.DigitRun(text, end+1) != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, timestamp.Read
}
