package line_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// seedTexts are the values that other tests read, as seeds.
func seedTexts() []string {
	texts := []string{
		"2024-06-14T10:11:12.1234567890123456789-00:30", "2016-12-31T23:59:60Z", "2024-06-14T10:11:12+01:00[Europe/Paris]",
		"Fri Jun 14 2024 10:11:12 GMT+0200 (CEST)", "22-JUL-19 03.16.13.123456 PM", "31/12/23 1:02:03:4 pm", "2024-W24-5T10:11:12Z",
		"20171223-22:15:29:606|x", "081109 203615 148 INFO", "- 1131566461 2005.11.09 dn228", "type=X msg=audit(1364481363.243:24287): y",
		`{"a":{"time":1},"t":{"$date":"2024-06-14T10:11:12Z"}}`, "<34>1 - host", "ts=1718359872.5 x", "\x1b[32m2024-06-14 10:11:12\x1b[0m",
		"@4000000037c219bf2ef02e94 x", "@40000000586846a500000001000000ff", "/Date(1335205592410+0200)/", "133628334721234567", "audit(1718359872.123:4)",
		`<34>1 2024-06-14T10:11:12Z h a 1 - [x@1 a="\"]"][timeQuality tzKnown="0" isSynced="0"] x`, "*Jun 14 10:11:12.123 UTC", "<1>2: .Jun 14 10:11:12: x", "2024W245T101112", "2024166T101112Z", "2024-06-14-10.11.12.123456+120", "20240614101112.123456-300",
		`date=2024-06-14 time=10:11:12 tz="+0200"`, `{"instant":{"epochSecond":1718359872,"nanoOfSecond":5}}`, `{"t":{"$date":{"$numberLong":"1718359872123"}}}`,
		"2024-06-14 10:11:12,034,INFO,x", "2024-06-14 10:11:12,200,x", "14-JUN-24 10.11.12.5 PM EUROPE/BERLIN", "6/14/2024 1:2:3 p.m.", "4:13:2014 4:8",
	}
	for _, sample := range fastValues {
		texts = append(texts, sample.text)
	}
	for _, sample := range fastLines {
		texts = append(texts, sample.line)
	}
	for _, e := range allExamples() {
		texts = append(texts, e.text)
	}
	return texts
}

func addTexts(f *testing.F, texts []string) {
	for _, text := range texts {
		f.Add(text)
	}
}

// FuzzReadText: nothing panics, a refusal carries no stamp, and whatever is read is written as a
// text that reads as the same instant.
func FuzzReadText(f *testing.F) {
	addTexts(f, seedTexts())
	reader := stamptest.Maker(f, readTextZone)
	f.Fuzz(func(t *testing.T, text string) { checkReadText(t, reader(), text) })
}

const readTextZone = "America/St_Johns"

func checkReadText(t testing.TB, reader *read.Reader, text string) (compared bool) {
	c := &read.Context{Now: stamptest.Now}
	stamp, reason := reader.ReadText([]byte(text), c)
	if reason != timestamp.Read {
		if stamp != (timestamp.Stamp{}) {
			t.Fatalf("%q: %s with %+v", text, reason, stamp)
		}
		return false
	}
	if stamp.Nanos < (calendar.MinSecond+calendar.SecondsPerDay)*calendar.NanosPerSecond || stamp.Nanos > (calendar.MaxSecond-calendar.SecondsPerDay)*calendar.NanosPerSecond {
		return false // the written form may be out of range in local time
	}
	written := iso.Append(nil, stamp.Nanos, stamp.Tail, int(stamp.Digits), stamp.Zone, stamp.Offset)
	again, reason := reader.ReadText(written, c)
	if reason != timestamp.Read || again.Nanos != iso.Cut(stamp.Nanos, int(stamp.Digits)) || again.Tail != stamp.Tail || again.Digits != stamp.Digits {
		t.Fatalf("%q reads as %+v, writes as %s and reads as %s %+v", text, stamp, written, reason, again)
	}
	return true
}

// dashedTexts are the seeds of FuzzRFC3339.
func dashedTexts() []string {
	return []string{
		"2024-06-14T10:11:12Z", "2024-06-14 10:11:12.123+02:00", "1969-12-31T23:59:59.999999999-23:59", "2024-6-1 1:2:3",
		"2024-06-14 10:11:12:034", "2024-06-14, 10:11 PM", "2024-06-14 at 1:11:12.5 a.m. -0730", "2024-06-14T10:11:12,123456789 +02",
	}
}

// FuzzRFC3339: the reader agrees with the reference on whether a text is RFC 3339 and on its
// instant.
func FuzzRFC3339(f *testing.F) {
	addTexts(f, dashedTexts())
	reader := stamptest.Maker(f, "")
	f.Fuzz(func(t *testing.T, text string) { checkRFC3339(t, reader(), text) })
}

func checkRFC3339(t testing.TB, reader *read.Reader, text string) (compared bool) {
	if len(text) < len("2006-") || scan.DigitRun([]byte(text), 0) != 4 || text[4] != '-' || scan.DigitRun([]byte(text), 5) > 2 {
		return false
	}
	stamp, reason := reader.ReadText([]byte(text), &read.Context{Now: stamptest.Now})
	if reason == timestamp.Read && (isOtherForm(stamp) || stamp.Leap || hasWords(text)) {
		return false
	}
	agreesWithSlow(t, reader, text)
	return reason == timestamp.Read
}

// hasWords reports whether a text may name its zone or weekday in words or brackets, which the
// reference cannot read.
func hasWords(text string) bool {
	return unreadable.MatchString(text)
}

// unreadable are brackets, letters that make no word of T, Z, AT, AM and PM, and all beyond ASCII
// but the minus.
var unreadable = regexp.MustCompile(`[\[(]|[^\x00-\x7f\x{2212}]|(?i)[b-ln-oq-su-y]|[a-z]{3}|[tzm][a-z]|[ap][apz]|pt`)

// contextForms are believed in a line for what stands around them, so that they need not read
// alone.
var contextForms = map[string]bool{"yymmdd": true, "iso8601_basic": true, "yearless": true, "logcat": true, "packed": true,
	"date_time_pairs": true, "epoch_parts": true}

// FuzzFind: what is found lies within the line and, cut out of it, reads as the same instant.
func FuzzFind(f *testing.F) {
	addTexts(f, seedTexts())
	reader := stamptest.Maker(f, findZone)
	f.Fuzz(func(t *testing.T, text string) { checkFind(t, reader(), text) })
}

const findZone = "Europe/Berlin"

func checkFind(t testing.TB, reader *read.Reader, raw string) (compared bool) {
	c := &read.Context{Now: stamptest.Now}
	stamp, start, end, reason := line.Find(reader, []byte(raw), c)
	var head timestamp.Stamp
	bounds := line.Bounds{Text: len(raw), Keys: len(raw)}
	if from, to := line.ReadHead(reader, []byte(raw), bounds, c, &head); to > 0 {
		slow, slowFrom, slowTo, slowReason := line.FindBounded(reader, []byte(raw), bounds, c)
		if slowReason != timestamp.Read || slow != head || slowFrom != from || slowTo != to {
			t.Fatalf("%q: the head is read as %+v from %d to %d, all of it as %s %+v from %d to %d", raw, head, from, to, slowReason, slow, slowFrom, slowTo)
		}
	}
	if start < 0 || end < start || end > len(raw) || reason == timestamp.Read && start == end {
		t.Fatalf("%q: %s from %d to %d", raw, reason, start, end)
	}
	if reason != timestamp.Read {
		return false
	}
	alone, reasonAlone := reader.ReadText(reader.Unescape([]byte(raw[start:end])), c)
	if reasonAlone == timestamp.Read && alone.Nanos == stamp.Nanos || reasonAlone != timestamp.Read && contextForms[stamp.Format] {
		return true
	}
	if reasonAlone == timestamp.Read && stamp.ZoneSource == timestamp.ZoneInStamp && anotherColumn.MatchString(raw[end:]) {
		return false // the zone is in the next column
	}
	if stamp.ZoneSource == timestamp.ZoneInStamp && zoneBeside.MatchString(raw) && (reasonAlone != timestamp.Read || wallClock(&alone) == wallClock(&stamp)) {
		return reasonAlone == timestamp.Read // the zone is under another key
	}
	if day := int64(calendar.SecondsPerDay * calendar.NanosPerSecond); reasonAlone == timestamp.Read && alone.ZoneSource == timestamp.ZoneConfigured &&
		(wallClock(&alone)-wallClock(&stamp))%day == 0 {
		return false // its year or zone is that of a fuller stamp in the line
	}
	t.Fatalf("%q: found %q as %+v, alone %s %+v", raw, raw[start:end], stamp, reasonAlone, alone)
	return true
}

var anotherColumn = regexp.MustCompile(`^["']?\s*[,;|]`)

var zoneBeside = regexp.MustCompile(`(tz|time_?zone)"?\s*[=:]`)

func wallClock(s *timestamp.Stamp) int64 { return s.Nanos + int64(s.Offset)*calendar.NanosPerSecond }

// layoutSeeds are layouts, each with a text.
var layoutSeeds = sync.OnceValue(func() [][2]string {
	seeds := [][2]string{
		{"%a %b %e %p %I:%M %y %j %C %s %%", "Fri Jun 4 PM 12:00 24 166 20 1718359872 %"},
		{"%c %D %F %R %r %T %X %x %n %t %G %g %V %U %u %w %Z", "x"},
	}
	for _, test := range layoutTests {
		seeds = append(seeds, [2]string{test.Layout, test.text})
	}
	return seeds
})

// FuzzStrptime: layouts compile or are refused with a word, and reading by them neither panics nor
// leaves a stamp after a refusal.
func FuzzStrptime(f *testing.F) {
	for _, seed := range layoutSeeds() {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, layout, text string) { checkStrptime(t, layout, text) })
}

func checkStrptime(t testing.TB, layout, text string) (compared bool) {
	reader, err := read.New(read.Options{Formats: []string{layout}})
	if err != nil {
		if !strings.HasPrefix(err.Error(), "time_format: ") {
			t.Fatalf("%q: %v", layout, err)
		}
		return false
	}
	for _, value := range []string{text, layout} {
		stamp, reason := reader.ReadText([]byte(value), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read && stamp != (timestamp.Stamp{}) {
			t.Fatalf("%q by %q: %s with %+v", value, layout, reason, stamp)
		}
		_, start, end, _ := line.Find(reader, []byte(value), &read.Context{Now: stamptest.Now})
		if start < 0 || end < start || end > len(value) {
			t.Fatalf("%q by %q: from %d to %d", value, layout, start, end)
		}
		compared = compared || reason == timestamp.Read
	}
	return compared
}
