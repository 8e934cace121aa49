package line_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// slowLayouts are what the standard library reads of the forms that begin YYYY-MM-DD, by what
// stands between date and time, one layout each, in upper case. Its elements of one digit read two
// as well, and fractions of any length are read after the seconds by themselves.
var slowLayouts = func() map[string][]string {
	const date = "2006-1-2"
	layouts := map[string][]string{}
	for _, separator := range []string{"T", " ", ", ", ",", " AT ", ", AT ", ",AT ", "_", "-", ":"} {
		for _, clock := range []string{"15:4:5", "15:4", "3:4:5 PM", "3:4:5PM", "3:4PM", "3:4 PM"} {
			for _, zone := range []string{"", "Z", "-07:00", "-0700", "-07", " Z", " -07:00", " -0700", " -07"} {
				layouts[separator] = append(layouts[separator], date+separator+clock+zone)
			}
		}
	}
	return layouts
}()

// dayLayouts are those without time.
var dayLayouts = []string{"2006-1-2", "2006-1-2-07:00", "2006-1-2-0700", "2006-1-2 Monday", "2006-1-2 Mon"}

// afterDate finds what separates a time from the date before it.
var afterDate = regexp.MustCompile(`^\d{4}-\d\d?-\d\d?(\D+)\d`)

// blankRun finds blanks, of which one is as good as many.
var blankRun = regexp.MustCompile(`[ \t]+`)

// A number after a colon that follows the seconds is a fraction, if it has the digits of a unit, or
// else a count of milliseconds.
var (
	colonFraction = regexp.MustCompile(`^(\d{4}-\d\d?-\d\d?\D{1,6}\d\d?:\d\d?:\d\d?):(\d{3}|\d{6}|\d{9})(\D|$)`)
	colonTens     = regexp.MustCompile(`^(\d{4}-\d\d?-\d\d?\D{1,6}\d\d?:\d\d?:\d\d?):(\d\d)(\D|$)`)
	colonOnes     = regexp.MustCompile(`^(\d{4}-\d\d?-\d\d?\D{1,6}\d\d?:\d\d?:\d\d?):(\d)(\D|$)`)
)

// plainer are other ways to write AM, PM and a minus.
var plainer = strings.NewReplacer(zone.UnicodeMinus, "-", "A.M.", "AM", "P.M.", "PM", "A.M", "AM", "P.M", "PM", "A. M.", "AM", "P. M.", "PM", "A. M", "AM", "P. M", "PM")

// offsetTwice finds two offsets at the end, of which the second says nothing if it is the same.
var offsetTwice = regexp.MustCompile(`(Z|[+-]\d\d:?(?:\d\d)?) ([+-]\d\d:?(?:\d\d)?)$`)

func slowOffset(text string) (seconds int) {
	for _, layout := range []string{"Z07:00", "-0700", "-07"} {
		if at, err := time.Parse(layout, text); err == nil {
			_, seconds = at.Zone()
		}
	}
	return seconds
}

// endOfDay finds the midnight that ends a day.
var endOfDay = regexp.MustCompile(`^(\d{4}-\d\d?-\d\d?\D+)24:00(:00(?:[.,:]0+)?)?(\D|$)`)

// shortOffset is an offset whose hour has one digit.
var shortOffset = regexp.MustCompile(`([+-]|\x{2212})(\d:\d\d)`)

// Forms that are made longer ones: Unified CM's 10:11:12 PM.123, and basic times after an extended
// date.
var (
	periodThenFraction = regexp.MustCompile(`(:\d\d?)( ?[AP]M)\.(\d+)`)
	packedSeconds      = regexp.MustCompile(`^(\d{4}-\d\d?-\d\d?T\d\d)(\d\d)(\d\d)($|[^:\d])`)
	packedMinutes      = regexp.MustCompile(`^(\d{4}-\d\d?-\d\d?T\d\d)(\d\d)($|[^:\d])`)
)

// Of the 24-hour clock with a day period that agrees, the period says nothing. A number between the
// time and an offset is a fraction.
var (
	agreesAM      = regexp.MustCompile(`([^\d:]0?0:\d\d?(?::\d\d?(?:[.,:]\d+)?)?) ?AM`)
	agreesPM      = regexp.MustCompile(`([^\d:](?:1[3-9]|2[0-3]):\d\d?(?::\d\d?(?:[.,:]\d+)?)?) ?PM`)
	fractionApart = regexp.MustCompile(`(:\d\d) (\d{3}|\d{6}|\d{9})( [+-])`)
)

// pdfOffset is an offset as PDF writes it.
var pdfOffset = regexp.MustCompile(`([+-]\d\d)'(\d\d)'?$`)

// slowRead is the reference: obvious and slow. It returns every instant that one of the layouts
// gives.
func slowRead(text string) (instants []time.Time) {
	text = blankRun.ReplaceAllString(strings.ToUpper(strings.TrimSpace(text)), " ")
	text = plainer.Replace(text)
	if at := shortOffset.FindStringIndex(text); at != nil && at[0] >= len("10:11:12") {
		text = text[:at[0]] + shortOffset.ReplaceAllString(text[at[0]:], "${1}0$2")
	}
	if twice := offsetTwice.FindStringSubmatch(text); twice != nil && slowOffset(twice[1]) == slowOffset(twice[2]) {
		text = strings.TrimSuffix(text, " "+twice[2])
	}
	text = pdfOffset.ReplaceAllString(text, "$1:$2")
	text = periodThenFraction.ReplaceAllString(text, "$1.$3$2")
	text = agreesPM.ReplaceAllString(agreesAM.ReplaceAllString(text, "$1"), "$1")
	text = fractionApart.ReplaceAllString(text, "$1.$2$3")
	text = packedMinutes.ReplaceAllString(packedSeconds.ReplaceAllString(text, "$1:$2:$3$4"), "$1:$2$3")
	var later time.Duration
	if endOfDay.MatchString(text) {
		text, later = endOfDay.ReplaceAllString(text, "${1}00:00$2$3"), 24*time.Hour
	}
	candidates := []string{text}
	if strings.Count(text, ":") >= 3 {
		dotted := colonFraction.ReplaceAllString(text, "$1.$2$3")
		dotted = colonTens.ReplaceAllString(dotted, "$1.0$2$3")
		dotted = colonOnes.ReplaceAllString(dotted, "$1.00$2$3")
		candidates = append(candidates, dotted)
	}
	layouts := dayLayouts
	if separator := afterDate.FindStringSubmatch(text); separator != nil {
		layouts = slices.Concat(layouts, slowLayouts[separator[1]])
	}
	for _, layout := range layouts {
		for _, candidate := range candidates {
			if at, err := time.Parse(layout, candidate); err == nil {
				instants = append(instants, at.Add(later))
			}
		}
	}
	return instants
}

// agreesWithSlow fails where the reader reads an instant that no layout gives, or does not read
// what RFC 3339 allows.
func agreesWithSlow(t testing.TB, reader *read.Reader, text string) {
	stamp, reason := reader.ReadText([]byte(text), &read.Context{Now: stamptest.Now})
	strict, err := time.Parse(time.RFC3339, text)
	// time.Parse lets an offset have hour 24 and minute 60, which RFC 3339 section 5.6 does not.
	inRange := err == nil && strict.Year() > 1678 && strict.Year() < 2262 && !strings.Contains(text, "+24:") && !strings.Contains(text, "-24:") && !strings.HasSuffix(text, ":60")
	if inRange && (reason != timestamp.Read || stamp.Nanos != strict.UnixNano()) {
		t.Fatalf("%q: %s %s, time.Parse reads %s", text, reason, stamptest.Written(stamp), strict)
	}
	if reason != timestamp.Read || inRange {
		return
	}
	for _, at := range slowRead(text) {
		if at.UnixNano() == stamp.Nanos {
			return
		}
	}
	t.Fatalf("%q: read as %s by %s, the reference reads %v", text, stamptest.Written(stamp), stamp.Format, slowRead(text))
}

// TestRFC3339EveryByte puts every byte value at every position of stamps, and every pair of
// neighbours of a few.
func TestRFC3339EveryByte(t *testing.T) {
	reader := stamptest.Reader(t, "")
	for _, text := range []string{
		"2024-06-14T10:11:12Z", "2024-02-29T23:59:59.123Z", "2024-06-14 10:11:12.123456789+02:00",
		"1999-12-31T23:59:59-00:00", "2024-06-14T10:11:12+0530", "2024-06-14 10:11:12.5",
	} {
		for position := range text {
			for value := range 256 {
				mutant := []byte(text)
				mutant[position] = byte(value)
				if stamp, reason := reader.ReadText(mutant, &read.Context{Now: stamptest.Now}); reason == timestamp.Read && isOtherForm(stamp) {
					continue
				}
				agreesWithSlow(t, reader, string(mutant))
			}
		}
	}
}

// isOtherForm reports whether a mutant has become a stamp of another kind, which has its own tests.
func isOtherForm(stamp timestamp.Stamp) bool {
	return stamp.Format != "rfc3339" && stamp.Format != "iso8601"
}

// TestRFC3339Ranges counts through every field.
func TestRFC3339Ranges(t *testing.T) {
	reader := stamptest.Reader(t, "")
	digits := func(value, width int) string {
		text := strings.Repeat("0", width) + strings.TrimPrefix(strings.TrimSpace(string(appendDecimal(nil, value))), "+")
		return text[len(text)-width:]
	}
	for year := range 10000 {
		agreesWithSlow(t, reader, digits(year, 4)+"-02-29T10:11:12Z")
	}
	for value := range 100 {
		two := digits(value, 2)
		agreesWithSlow(t, reader, "2023-"+two+"-01T10:11:12Z")
		agreesWithSlow(t, reader, "2023-01-01T"+two+":11:12Z")
		agreesWithSlow(t, reader, "2023-01-01T10:"+two+":12Z")
		agreesWithSlow(t, reader, "2023-01-01T10:11:"+two+"Z")
		agreesWithSlow(t, reader, "2023-01-01T10:11:12+"+two+":00")
		agreesWithSlow(t, reader, "2023-01-01T10:11:12-01:"+two)
		for month := 1; month <= 12; month++ {
			agreesWithSlow(t, reader, "2023-"+digits(month, 2)+"-"+two+"T10:11:12Z")
			agreesWithSlow(t, reader, "2024-"+digits(month, 2)+"-"+two+"T10:11:12Z")
		}
	}
}

func appendDecimal(dst []byte, value int) []byte {
	if value >= 10 {
		dst = appendDecimal(dst, value/10)
	}
	return append(dst, byte('0'+value%10))
}

// TestFastISOAgrees: what the fast path reads, the general way reads to the same stamp.
func TestFastISOAgrees(t *testing.T) {
	reader, general := stamptest.Reader(t, "Europe/Berlin"), stamptest.General(t, "Europe/Berlin")
	c := &read.Context{Now: stamptest.Now}
	reader.ReadText([]byte("2024-01-10 10:11:12"), c) // warms the period of a zone
	served := 0
	for _, date := range []string{"2024-01-10", "2024-02-30", "2024-03-31", "1969-12-31", "2262-04-11", "2262-04-12", "0000-00-00", "2023-02-29"} {
		for _, separator := range []string{"T", " ", "t"} {
			for _, clock := range []string{"10:11:12", "23:59:59", "24:00:00", "23:59:60", "02:30:00", "1a:00:00", "23:60:00"} {
				for _, fraction := range []string{"", ".1", ",123", ".123456789", ".1234567891", ".", ",12"} {
					for _, zone := range []string{"", "Z", "z", "+01:00", "-0130", "+24:00", " UTC", " +0100", " x"} {
						text := []byte(date + separator + clock + fraction + zone)
						if reader.Fast(text, c, new(timestamp.Stamp)) == len(text) {
							served++
						}
						agreesFast(t, reader, general, text)
					}
				}
			}
		}
	}
	if served < 100 {
		t.Errorf("the fast path served %d times: nothing was compared", served)
	}
}
