package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// The day period after a time of the 12-hour clock. To miss it is to be 12 hours off, so what may
// be the word of another language for it is read or refused.

// readDayPeriod reads the day period after the digits of a time, with or without a blank before it.
func readDayPeriod(d *Draft) {
	from := d.At
	if gap := d.Gap(); !tryClaims(d, dayPeriod, gap) {
		d.At = from
	}
}

var periodClaims = []claim{
	{name: "day_period_fraction", sides: dayPeriod, where: anywhere, begins: "AaPp", word: word{1, 2, "."}, read: readPeriodFraction,
		example: "2024-06-14 10:11:12« PM.685» NZST: x", counter: "2024-06-14 06:11:12 PM.68.7 x"},
	{name: "day_period", sides: dayPeriod, where: anywhere, begins: "AaPp", word: word{1, 2, ""}, read: readPeriod,
		example: "2024-06-14 10:11:12« p.m.» +12:00 x", counter: "2024-06-14 06:11:12 pm-db01 x"},
	{name: "day_period_in_parentheses", sides: dayPeriod, where: anywhere, begins: "(", may: isParenthesised, read: readParenthesised,
		example: "2024-06-14 10:11:12« (PM)» +12:00 x", counter: "2024-06-14 06:11:12 (x) y"},
	{name: "day_period_foreign", sides: dayPeriod, where: anywhere, begins: "\x80", may: isForeignPeriod, read: readForeignPeriod,
		example: "2024-06-14 10:11:12« 下午» +12:00 x", counter: "2024-06-14 06:11:12 мир"},
	{name: "day_period_cut", sides: dayPeriod, where: inLine, begins: "AaPp", word: word{1, 2, "."}, read: doubtPeriodFraction, reason: timestamp.Malformed,
		example: "2024-06-14 10:11:12« PM».68 x", counter: "2024-06-14 06:11:12 pm.68-x"},
	{name: "day_period_column", sides: dayPeriod, where: inLine, begins: separators, may: mayBeColumn, read: doubtPeriodColumn, reason: timestamp.Malformed,
		example: "2024-06-14 10:11:12,«PM»,x", counter: "2024-06-14 06:11:12,AM,x"},
	{name: "day_period_doubted", sides: dayPeriod, where: inLine, begins: "A", word: word{then: "."}, read: doubtPeriod, reason: timestamp.Malformed,
		example: "2024-06-14 10:11:12« nachm.» x", counter: "2024-06-14 06:11:12 vorm. x"},
	{name: "day_period_local", sides: dayPeriod, where: inLine, begins: "A", spoken: true, read: doubtLocalPeriod, reason: timestamp.Malformed,
		example: "14/06/2024 10:11:12« ptg» x", counter: "2024-06-14 06:11:12 ptg x"},
	{name: "leading_period", sides: leadingPeriod, where: anywhere, begins: "AaPp\x80", read: readLeadingPeriod,
		example: "2024/6/15 «上午»00:11:12 +14:00 x", counter: "2024-06-14 06:11:12 x"},
}

// readPeriod reads AM, PM, a.m. or p. m. In a line pm-db01 is a host.
func readPeriod(d *Draft) verdict {
	period, length := englishPeriod(d.Text, d.At)
	if length == 0 || d.Line && goesOn(d.Text, d.At+length) {
		return passed
	}
	d.At += length
	d.ApplyPeriod(period)
	return taken
}

// readPeriodFraction reads PM.685: Cisco's Unified CM writes the fraction after the day period,
// 11:57:27 PM.685 UTC.
func readPeriodFraction(d *Draft) verdict {
	period, length := englishPeriod(d.Text, d.At)
	if length != len("PM") || d.Digits > 0 || !isMillis(d.Text, d.At+length) {
		return passed
	}
	d.At += length
	d.ApplyPeriod(period)
	d.Decimals(len("685"))
	return taken
}

// readParenthesised reads (PM).
func readParenthesised(d *Draft) verdict {
	period, length := englishPeriod(d.Text, d.At+1)
	if d.At += 1 + length; length == 0 || !d.Skip(')') {
		return passed
	}
	d.ApplyPeriod(period)
	return taken
}

func isParenthesised(next upcoming) bool {
	_, length := englishPeriod(next.text, next.at+1)
	return length > 0
}

// readForeignPeriod reads the word of a language that cannot be another word.
func readForeignPeriod(d *Draft) verdict {
	period, length := foreignPeriod(d.Text, d.At)
	if length == 0 {
		return passed
	}
	d.At += length
	d.ApplyPeriod(period)
	return taken
}

func isForeignPeriod(next upcoming) bool {
	_, length := foreignPeriod(next.text, next.at)
	return length > 0
}

// isMillis reports whether three digits after a full stop stand at a place, and no more.
func isMillis(text []byte, at int) bool {
	end := at + len(".685")
	return at < len(text) && text[at] == '.' && scan.DigitRun(text, at+1) == len("685") && (end == len(text) || !scan.IsWord(text[end]) && text[end] != '.')
}

// englishPeriod reads AM, PM, a.m. or p. m. at a place of the text. It returns 'a' or 'p' and the
// length read, 0 where none stands there.
func englishPeriod(text []byte, at int) (period byte, length int) {
	d := scan.Cursor{Text: text, At: at}
	if period = d.Peek() | 0x20; period != 'a' && period != 'p' {
		return 0, 0
	}
	d.At++
	dotted := d.Skip('.')
	if dotted {
		d.Gap()
	}
	if d.Peek()|0x20 != 'm' {
		return 0, 0
	}
	d.At++
	if dotted {
		d.Skip('.')
	}
	if d.At < len(text) && scan.IsWord(text[d.At]) {
		return 0, 0
	}
	return period, d.At - at
}

// goesOn reports whether a word goes on after a hyphen or dot, as the names of hosts do. Digits
// after a hyphen may be an offset.
func goesOn(text []byte, at int) bool {
	return at+1 < len(text) && (text[at] == '-' && scan.IsLetter(text[at+1]) || text[at] == '.' && scan.IsWord(text[at+1]))
}

// foreignPeriods are the words of CLDR and .NET for the day periods that no message begins with:
// Greek, Korean, Chinese, Japanese, Arabic, Persian, Turkish, Thai, Hindi.
var foreignPeriods = [...]struct {
	word   string
	period byte
}{
	{"π.μ.", 'a'}, {"μ.μ.", 'p'}, {"πμ", 'a'}, {"μμ", 'p'}, {"ΠΜ", 'a'}, {"ΜΜ", 'p'},
	{"오전", 'a'}, {"오후", 'p'}, {"上午", 'a'}, {"下午", 'p'}, {"午前", 'a'}, {"午後", 'p'},
	{"ص", 'a'}, {"م", 'p'}, {"ق.ظ", 'a'}, {"ب.ظ", 'p'}, {"ق.ظ.", 'a'}, {"ب.ظ.", 'p'},
	{"ÖÖ", 'a'}, {"ÖS", 'p'}, {"ก่อนเที่ยง", 'a'}, {"หลังเที่ยง", 'p'}, {"पूर्वाह्न", 'a'}, {"अपराह्न", 'p'},
}

func foreignPeriod(text []byte, at int) (period byte, length int) {
	for i := range foreignPeriods {
		row := &foreignPeriods[i]
		end := at + len(row.word)
		if end <= len(text) && string(text[at:end]) == row.word && (end == len(text) || text[end] < 0x80 && text[end] != '.' && !scan.IsWord(text[end])) {
			return row.period, len(row.word)
		}
	}
	return 0, 0
}

// doubtedMornings are words for the day periods, in lower case, that a message may begin with as
// well: German, Czech, Slovene, Afrikaans, Finnish, Hungarian. Those of localTimes do it so often
// that only a date as a country writes it, all numbers, makes them doubtful: Vietnamese, Albanian,
// Swedish, Malay and letters alone.
var (
	doubtedMornings      = [...]string{"vorm.", "dop.", "vm.", "ap.", "de."}
	doubtedEvenings      = [...]string{"nachm.", "odp.", "pop.", "nm.", "ip.", "du."}
	localMornings        = [...]string{"sa", "pd", "fm", "pg", "vm", "ap", "dop", "a"}
	localEvenings        = [...]string{"ch", "md", "em", "ptg", "nm", "ip", "pop", "p"}
	longestDoubtedPeriod = len("nachm.")
)

// changesHour reports whether the hour would be another one in that day period.
func changesHour(d *Draft, period byte) bool {
	return d.Hour >= 1 && d.Hour <= 12 && (period == 'a') == (d.Hour == 12)
}

// doubtPeriodFraction refuses 10:11:12 PM.68, whose fraction is cut.
func doubtPeriodFraction(d *Draft) verdict {
	if _, length := englishPeriod(d.Text, d.At); length > 0 && numberFollows(d.Text, d.At+length) {
		d.Refuse(timestamp.Malformed)
	}
	return passed
}

// doubtPeriodColumn refuses 10:11:12,PM,x.
func doubtPeriodColumn(d *Draft) verdict {
	next := nextColumn(d.Text, d.At)
	if period, length := englishPeriod(d.Text, next); next > 0 && length > 0 && columnEnds(d.Text, next+length) && changesHour(d, period) {
		d.Refuse(timestamp.Malformed)
	}
	return passed
}

// doubtPeriod refuses a stamp with such a word after it.
func doubtPeriod(d *Draft) verdict { return refuseWordOf(d, doubtedMornings[:], doubtedEvenings[:]) }

// doubtLocalPeriod refuses a date as a country writes it with such a word after it.
func doubtLocalPeriod(d *Draft) verdict {
	if d.Format != "numeric" {
		return passed
	}
	return refuseWordOf(d, localMornings[:], localEvenings[:])
}

func refuseWordOf(d *Draft, mornings, evenings []string) verdict {
	from := d.At
	for d.At < len(d.Text) && d.At-from <= longestDoubtedPeriod && (scan.IsWord(d.Text[d.At]) || d.Text[d.At] == '.') {
		d.At++
	}
	word := d.Text[from:d.At]
	if changesHour(d, 'a') && scan.IsOneOf(word, mornings) || changesHour(d, 'p') && scan.IsOneOf(word, evenings) {
		d.Refuse(timestamp.Malformed)
	}
	return passed
}

// numberFollows reports whether a full stop and digits that end there stand at a place, as in no
// host's name.
func numberFollows(text []byte, at int) bool {
	run := scan.DigitRun(text, at+1)
	return run > 0 && text[at] == '.' && (at+1+run == len(text) || !scan.IsWord(text[at+1+run]) && text[at+1+run] != '.' && text[at+1+run] != '-')
}

// leadingPeriods are the names of the day periods that stand before the time, and the hours that
// their clocks have. In Japanese the twelfth hour before noon is noon to some.
var leadingPeriods = [...]struct {
	name        string
	period      byte
	least, most int
}{
	{"AM ", 'a', 1, 12}, {"PM ", 'p', 1, 12}, {"am ", 'a', 1, 12}, {"pm ", 'p', 1, 12},
	{"오전", 'a', 0, 12}, {"오후", 'p', 0, 12}, {"上午", 'a', 0, 12}, {"下午", 'p', 0, 12},
	{"午前", 'a', 0, 11}, {"午後", 'p', 0, 11},
}

// readLeadingPeriod notes the day period that stands before the time, PM 10:11:12 and 下午10:11:12.
func readLeadingPeriod(d *Draft) verdict {
	for i := range leadingPeriods {
		if d.SkipText(leadingPeriods[i].name) {
			d.leadingPeriod = int8(i + 1)
			d.Blanks()
			return taken
		}
	}
	return passed
}

// applyLeadingPeriod moves the hour into the day period that stands before the time, if one does.
func applyLeadingPeriod(d *Draft) {
	if d.leadingPeriod == 0 {
		return
	}
	d.Format = "half_first"
	named := &leadingPeriods[d.leadingPeriod-1]
	if d.Hour < named.least || d.Hour > named.most {
		d.Refuse(timestamp.Impossible)
	}
	d.Hour %= 12
	if named.period == 'p' {
		d.Hour += 12
	}
}
