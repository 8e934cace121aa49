package read

import (
	"strings"
	"time"

	"github.com/araddon/dateparse"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// The last resort is araddon/dateparse. Left alone it reads PST, CET and EST as UTC, 2024-03-05
// 10:11:12.123+02 as 2 March, 10:11:12 as a day of 2012 and syslog stamps as the year 0. So it only
// proposes: what it reads must reproduce the text byte for byte, and must move with the assumed
// zone exactly where the text names none.

// Texts of other lengths are not proposed.
const (
	minProposed = len("2006-1-2 3:04")
	maxProposed = 48
)

// proposed returns what dateparse makes of a text. The reason is NoStamp where that does not prove
// right, and AmbiguousDate where another proposal would, too.
func proposed(text []byte) (proposal, timestamp.Reason) {
	if len(text) < minProposed || len(text) > maxProposed || !mayBeProposed(text) {
		return proposal{}, timestamp.NoStamp
	}
	p, ok := propose(string(text))
	switch {
	case !ok:
		return proposal{}, timestamp.NoStamp
	case p.ambiguous:
		return proposal{}, timestamp.AmbiguousDate
	}
	return p, timestamp.Read
}

// mayBeProposed reports whether a text has at least the digits of a year, a month, a day, an hour
// and a minute, a colon, and no word but the names of months, weekdays and day periods: a zone
// abbreviation would be misread.
func mayBeProposed(text []byte) bool {
	digits, colon := 0, false
	for at := 0; at < len(text); {
		switch b := text[at]; {
		case scan.IsDigit(b):
			digits++
		case b == ':':
			colon = true
		case b >= 0x80:
			return false
		case scan.IsLetter(b):
			length := knownWord(text, at)
			if length == 0 {
				return false
			}
			at += length
			continue
		}
		at++
	}
	if last := text[len(text)-1]; !scan.IsDigit(last) && !scan.IsLetter(last) {
		return false
	}
	return colon && digits >= len("2006")+4
}

// knownWord returns the length of the month, weekday, AM, PM, T or Z at text[at:], 0 where another
// word stands there.
func knownWord(text []byte, at int) int {
	end := at
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	switch strings.ToLower(string(text[at:end])) {
	case "am", "pm", "t", "z":
		return end - at
	}
	if _, length := scan.ReadMonth(text, at); length > 0 {
		return length
	}
	_, length := scan.ReadWeekday(text, at)
	return length
}

// fieldsOfLayouts takes the elements of Go's layouts out, longest first, so that what is left of a
// layout is literal.
var fieldsOfLayouts = strings.NewReplacer("January", "", "Monday", "", "2006", "", "Z07:00", "", "-07:00", "", "-0700", "",
	"Jan", "", "Mon", "", "01", "", "02", "", "03", "", "04", "", "05", "", "06", "", "15", "", "PM", "", "pm", "",
	"000000000", "", "000", "", "00", "", "0", "", "1", "", "2", "", "3", "", "4", "", "5", "")

// isWholeLayout reports whether a layout has a year, a day and minutes, and no digit or word of the
// text: dateparse leaves those in that it does not understand.
func isWholeLayout(layout string) bool {
	if !strings.Contains(layout, "2006") || !strings.Contains(layout, ":04") || !strings.Contains(strings.ReplaceAll(layout, "2006", ""), "2") {
		return false
	}
	for _, b := range []byte(fieldsOfLayouts.Replace(layout)) {
		if !strings.ContainsRune(" -/:.,T", rune(b)) {
			return false
		}
	}
	return true
}

// proposal is what dateparse makes of a text.
type proposal struct {
	local     time.Time // in the zone of the text, else in the first that was tried
	zoned     bool      // the text names its offset
	ambiguous bool      // day and month could be exchanged
	digits    uint8     // of the fraction
}

// takeDown fills a draft in.
func (p *proposal) takeDown(d *form.Draft) {
	d.Restart(0)
	d.Format = "dateparse"
	d.Year, d.Month, d.Day = p.local.Year(), int(p.local.Month()), p.local.Day()
	d.Hour, d.Minute, d.Second = p.local.Clock()
	d.Nanos, d.Digits = p.local.Nanosecond(), p.digits
	if p.zoned {
		_, offset := p.local.Zone()
		d.Zone, d.Offset = form.ZoneOffset, int32(offset)
		if offset <= -calendar.SecondsPerDay || offset >= calendar.SecondsPerDay {
			d.Refuse(timestamp.Impossible)
		}
	}
}

// propose reads the text in two zones and compares. It reports false where they do not agree, and
// where dateparse panics, as it is known to do on odd input.
func propose(text string) (p proposal, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	layout, err := dateparse.ParseFormat(text)
	if err != nil || !isWholeLayout(layout) {
		return proposal{}, false
	}
	first, err := dateparse.ParseIn(text, time.FixedZone("", calendar.SecondsPerHour))
	if err != nil {
		return proposal{}, false
	}
	second, err := dateparse.ParseIn(text, time.FixedZone("", 3*calendar.SecondsPerHour))
	if err != nil || first.Format(layout) != text {
		return proposal{}, false
	}
	p.local = first
	switch moved := first.Sub(second); {
	case moved == 0 && strings.Contains(layout, "07"):
		p.zoned = true
	case moved != 2*time.Hour || strings.Contains(layout, "07") || strings.Contains(layout, "MST"):
		return proposal{}, false
	}
	dayOrMonthFirst := !strings.HasPrefix(layout, "2006") && !strings.Contains(layout, "Jan")
	p.ambiguous = dayOrMonthFirst && first.Day() <= 12 && first.Day() != int(first.Month())
	if dot := strings.LastIndexAny(layout, ".,"); dot >= 0 {
		p.digits = uint8(min(9, len(layout[dot+1:])-len(strings.TrimLeft(layout[dot+1:], "0"))))
	}
	return p, true
}
