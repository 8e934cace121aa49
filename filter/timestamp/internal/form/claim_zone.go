package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// trailingZone reads the zone behind a time of day, alone or one behind the other where programs say it twice (+0300 MSK, GMT+0100
// (BST), -07:00[America/Denver]); the first then decides. Where no zone stands, nothing is read.
func (d *Draft) trailingZone() {
	from := d.At
	gap := d.Gap()
	if !d.claim(trailing, gap) {
		d.At = from
		if d.Line {
			d.claim(column, 0)
		} else {
			d.claimAll(tag)
		}
		return
	}
	if gap == 0 || !d.Line {
		d.claimAll(tag)
	}
	if !d.Line {
		d.claim(again, 0)
		d.claim(reading, 0)
	}
}

func (d *Draft) claimAll(on sides) {
	for d.claim(on, 0) {
	}
}

// ZoneAlone reads a zone that stands by itself.
func (d *Draft) ZoneAlone() bool { return d.claim(alone, 0) }

// signs are the first bytes of an offset: U+2212 is a minus, too.
const signs = "+-\xe2"

// zoneClaims are the zones behind a time. What is exact comes before what is doubtful.
func zoneClaims() []Claim {
	return []Claim{
		{Name: "z", sides: trailing | alone, where: anywhere, begins: "Zz", word: word{1, 1, ""}, read: readZ,
			Example: "2024-06-14 10:11:12« Z» x", Counter: "2024-06-14 06:11:12 Z-index x"},
		{Name: "offset", sides: trailing | alone, where: anywhere &^ lineApart, begins: signs, read: readOffset,
			Example: "2024-06-14 12:11:12«+02» x", Counter: "2024-06-14 06:11:12 - x"},
		{Name: "offset_apart", sides: trailing, where: lineApart, begins: signs, read: readOffsetApart,
			Example: "2024-06-14 12:11:12« +0200» x", Counter: "2024-06-14 06:11:12 -7000 x"},
		{Name: "offset_doubted", sides: trailing, where: lineApart, begins: signs, read: doubtOffset, Reason: timestamp.AmbiguousZone,
			Example: "2024-06-14 10:11:12« +10» x", Counter: "2024-06-14 06:11:12 -4000 x"},
		{Name: "offset_impossible", sides: trailing | alone, where: anywhere &^ lineApart, begins: signs, read: refuseOffset, Reason: timestamp.Impossible,
			Example: "2024-06-14 10:11:12«+25:00» x", Counter: "2024-06-14 06:11:12 +25:00 x"},
		{Name: "spelt", sides: trailing, where: anywhere, begins: "A", word: word{then: " .-'\x80"}, may: isPhrase, read: readSpelt,
			Example: "2024-06-14 12:11:12« Central European Summer Time» x", Counter: "2024-06-14 06:11:12 Response Time 5"},
		{Name: "abbreviation_in_brackets", sides: trailing | alone, where: anywhere, begins: "([", may: isInBrackets, read: readInBrackets,
			Example: "2024-06-14 12:11:12« [CEST]» x", Counter: "2024-06-14 06:11:12 [INFO] x"},
		{Name: "ofx", sides: trailing | alone, where: anywhere, begins: "[", may: mayBeOffset, read: readOFX,
			Example: "20240614051112.000«[-5:EST]»", Counter: "2024-06-14 06:11:12 [0:main] x"},
		{Name: "offset_in_brackets", sides: trailing | alone, where: anywhere, begins: "([", may: mayBeOffset, read: readOffsetInBrackets,
			Example: "2024-06-14 12:11:12« [UTC+02:00]» x", Counter: "2024-06-14 06:11:12 [+2] x"},
		{Name: "area", sides: trailing | alone, where: anywhere, begins: "A", word: word{then: "/"}, read: readArea,
			Example: "2024-06-14 12:11:12« Europe/Berlin» x", Counter: "2024-06-14 06:11:12 src/main x"},
		{Name: "posix", sides: trailing | alone, where: anywhere, begins: "A", word: word{then: "9"}, spoken: true, read: readPOSIX,
			Example: "2024-06-14 05:11:12« CST6CDT» x", Counter: "2024-06-14 06:11:12 db5 x"},
		{Name: "posix_doubted", sides: trailing | alone, where: anywhere, begins: "A", word: word{then: "9+-"}, may: isPOSIX, read: refusePOSIX, Reason: timestamp.AmbiguousZone,
			Example: "2024-06-14 10:11:12« UTC2» x", Counter: "2024-06-14 06:11:12 EST500 x"},
		{Name: "relative", sides: trailing | alone, where: anywhere, begins: "A", word: word{then: "+-\xe2 "}, spoken: true, read: readRelative,
			Example: "2024-06-14 12:11:12« GMT+0200» x", Counter: "2024-06-14 10:11:12 UTC - x"},
		{Name: "relative_doubted", sides: trailing | alone, where: anywhere, begins: "A", word: word{then: " "}, spoken: true, read: doubtRelative, Reason: timestamp.AmbiguousZone,
			Example: "2024-06-14 10:11:12 UTC« -1» x", Counter: "2024-06-14 10:11:12 UTC -100000 x"},
		{Name: "abbreviation", sides: trailing | alone, where: anywhere, begins: "A", may: isAbbreviation, read: readAbbreviation,
			Example: "2024-06-14 12:11:12« CEST» x", Counter: "2024-06-14 06:11:12 EST.example.com x"},
		{Name: "abbreviation_unknown", sides: trailing | alone, where: inValue, begins: "A", read: refuseWord, Reason: timestamp.UnknownZone,
			Example: "2024-06-14 10:11:12« XYZ»", Counter: "2024-06-14 06:11:12 GET x"},
		{Name: "area_in_brackets", sides: trailing, where: inLine | valueApart, begins: "[", may: isAreaInBrackets, read: readAreaInBrackets,
			Example: "2024-06-14 12:11:12« [Europe/Berlin]» x", Counter: "2024-06-14 06:11:12 [http/1] x"},
		{Name: "cisco", sides: trailing, where: lineApart, begins: "A", word: word{1, longestCiscoZone, ":"}, may: isBeforeFacility, read: readCisco,
			Example: "*Jun 14 12:11:12.000« cest»: %SYS-5-CONFIG_I: x", Counter: "Jun 14 06:11:12.000 kernel: x"},
		{Name: "cisco_unknown", sides: trailing, where: lineApart, begins: "A", word: word{1, longestCiscoZone, ":"}, spoken: true, read: refuseCisco, Reason: timestamp.UnknownZone,
			Example: "*Jun 14 10:11:12.000« mng»: %SYS-5-CONFIG_I: x", Counter: "Jun 14 06:11:12.000 kernel: x"},
	}
}

func isPhrase(next upcoming) bool { return zone.PhraseEnd(next.text, next.at) > 0 }

func isAbbreviation(next upcoming) bool { return next.words.Find(next.letters()) != nil }

func isPOSIX(next upcoming) bool { return string(next.letters()) == "TZ" || isAbbreviation(next) }

func isBeforeFacility(next upcoming) bool { return isFacility(next.text, next.end) }

func isInBrackets(next upcoming) bool { return inBrackets(next.words, next.text[next.at:]) > 0 }

func isAreaInBrackets(next upcoming) bool { return areaInBrackets(next.text[next.at:]) > 0 }

// mayBeOffset reports whether a sign, UTC or GMT stands behind a bracket.
func mayBeOffset(next upcoming) bool {
	return next.at+1 < len(next.text) && (matches(signs, next.text[next.at+1]) || matches("UG", next.text[next.at+1]))
}

func readZ(d *Draft) verdict {
	d.At++
	if d.At < len(d.Text) && scan.IsWord(d.Text[d.At]) || d.isApart() && goesOn(d.Text, d.At) {
		return passed
	}
	d.Zone = ZoneOffset
	return taken
}

// isApart reports whether the draft reads a line behind the blank that follows the time, where the message may begin.
func (d *Draft) isApart() bool { return d.Line && d.gap > 0 }

// letters steps over a word and returns it.
func (d *Draft) letters() []byte {
	from := d.At
	for d.At < len(d.Text) && scan.IsLetter(d.Text[d.At]) {
		d.At++
	}
	return d.Text[from:d.At]
}

// abbreviation is the row of a word that means a zone; nil where it means none. Z is a claim of its own.
func (d *Draft) abbreviation(word []byte) *zone.Abbreviation {
	row := d.Words.Find(word)
	if row != nil && row.Name == "Z" {
		return nil
	}
	return row
}

// takeAbbreviation takes the zone that an abbreviation means.
func (d *Draft) takeAbbreviation(row *zone.Abbreviation) {
	d.Zone, d.Offset, d.Abbrev = ZoneOffset, row.Offset, row
	if row.Ambiguous {
		d.Zone = ZoneAbbreviated
	} else if spelt, ok := zone.Historic(row); ok {
		d.Zone, d.Spelt = ZoneSpelt, spelt
	}
}

// readAbbreviation reads a word of the table. In a line it must end as no name of a host does.
func readAbbreviation(d *Draft) verdict {
	row := d.abbreviation(d.letters())
	if row == nil || d.At < len(d.Text) && scan.IsWord(d.Text[d.At]) || d.Line && goesOn(d.Text, d.At) {
		return passed
	}
	d.takeAbbreviation(row)
	return taken
}

// refuseWord refuses capitals that are in no table: at the end of a value nothing but a zone can stand.
func refuseWord(d *Draft) verdict {
	word := d.letters()
	if len(word) < 3 || len(word) > 5 || d.At < len(d.Text) || d.abbreviation(word) != nil {
		return passed
	}
	for _, c := range word {
		if c >= 'a' {
			return passed
		}
	}
	d.Refuse(timestamp.UnknownZone)
	return taken
}

// readSpelt reads a zone's name in words. One that only looks like one refuses the stamp.
func readSpelt(d *Draft) verdict {
	end := zone.PhraseEnd(d.Text, d.At)
	if end == 0 {
		return passed
	}
	phrase := d.Text[d.At:end]
	spelt, ok := zone.FindSpelt(phrase)
	if !ok {
		if zone.LooksLikeName(phrase) {
			d.Refuse(timestamp.UnknownZone)
		}
		return passed
	}
	d.Zone, d.Spelt, d.At = ZoneSpelt, spelt, end
	return taken
}

// readArea reads an IANA name, which is looked up when the stamp is completed.
func readArea(d *Draft) verdict {
	from := d.At
	if area := d.letters(); d.Peek() != '/' || !zone.IsArea(area) {
		return passed
	}
	for d.At < len(d.Text) && zone.IsNameByte(d.Text[d.At]) {
		d.At++
	}
	d.Zone, d.Name = ZoneNamed, d.Text[from:d.At]
	return taken
}

// readInBrackets reads (UTC) and [CEST].
func readInBrackets(d *Draft) verdict {
	length := inBrackets(d.Words, d.Text[d.At:])
	if length == 0 {
		return passed
	}
	d.takeAbbreviation(d.Words.Find(d.Text[d.At+1 : d.At+length-1]))
	d.At += length
	return taken
}

// inBrackets returns the length of an abbreviation in brackets at the start of text, 0 where none stands there.
func inBrackets(words zone.Words, text []byte) int {
	end := 1
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	if end == 1 || end == len(text) || text[0] == '(' && text[end] != ')' || text[0] == '[' && text[end] != ']' {
		return 0
	}
	if row := words.Find(text[1:end]); row == nil || row.Name == "Z" {
		return 0
	}
	return end + 1
}

// readAreaInBrackets reads [Europe/Berlin].
func readAreaInBrackets(d *Draft) verdict {
	length := areaInBrackets(d.Text[d.At:])
	if length == 0 {
		return passed
	}
	d.Zone, d.Name = ZoneNamed, d.Text[d.At+1:d.At+length-1]
	d.At += length
	return taken
}

// areaInBrackets returns the length of a name of the zone database in square brackets, 0 where none stands there.
func areaInBrackets(text []byte) int {
	end := 1
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	if len(text) == 0 || text[0] != '[' || end >= len(text) || text[end] != '/' || !zone.IsArea(text[1:end]) {
		return 0
	}
	for end < len(text) && zone.IsNameByte(text[end]) {
		end++
	}
	if end == len(text) || text[end] != ']' {
		return 0
	}
	return end + 1
}

// readPOSIX reads EST5EDT and its kin, which the zone database names too.
func readPOSIX(d *Draft) verdict {
	from := d.At
	if _, ok := d.posix(); !ok || !zone.IsPOSIXName(d.Text[from:d.At]) {
		return passed
	}
	d.Zone, d.Name = ZoneNamed, d.Text[from:d.At]
	return taken
}

// refusePOSIX refuses UTC2, EDT5 and TZ-6: nobody knows whether who wrote them counted to the west, as POSIX does, or to the east.
func refusePOSIX(d *Draft) verdict {
	row, ok := d.posix()
	if !ok {
		return passed
	}
	if row == nil {
		d.Refuse(timestamp.UnknownZone)
	}
	d.Refuse(timestamp.AmbiguousZone)
	return taken
}

// posix steps over what POSIX calls a zone: an abbreviation and hours, and perhaps the summer's abbreviation. It returns the row of
// the first, nil of TZ. Other words with
// digits behind them are hosts (db5).
func (d *Draft) posix() (row *zone.Abbreviation, ok bool) {
	word := d.letters()
	signed := d.Skip('+') || d.Skip('-')
	run := scan.DigitRun(d.Text, d.At)
	row = d.abbreviation(word)
	if run != 1 && run != 2 || string(word) != "TZ" && (row == nil || word[0] >= 'a') {
		return nil, false
	}
	if signed && row != nil && (row.Name == "UTC" || row.Name == "GMT" || run == len("hh")) {
		return nil, false // an offset relative to it
	}
	d.At += run
	if summer := d.letters(); len(summer) > 0 && d.Words.Find(summer) == nil {
		return nil, false
	}
	return row, !d.Line || d.Ends() && !goesOn(d.Text, d.At)
}

// longestCiscoZone is what IOS's "clock timezone" takes for a name.
const longestCiscoZone = 7

// readCisco reads the name between a time and ": %FACILITY-N-MNEMONIC", where only a zone stands.
func readCisco(d *Draft) verdict {
	row, ok := d.ciscoZone()
	if !ok || row == nil {
		return passed
	}
	d.takeAbbreviation(row)
	return taken
}

// refuseCisco refuses a stamp whose zone the administrator made up.
func refuseCisco(d *Draft) verdict {
	if row, ok := d.ciscoZone(); !ok || row != nil {
		return passed
	}
	d.Refuse(timestamp.UnknownZone)
	return taken
}

// ciscoZone steps over such a name and returns its row, in whatever case it is written; nil where it is unknown.
func (d *Draft) ciscoZone() (row *zone.Abbreviation, ok bool) {
	word := d.letters()
	if len(word) == 0 || len(word) > longestCiscoZone || !isFacility(d.Text, d.At) {
		return nil, false
	}
	var space [longestCiscoZone]byte
	upper := space[:len(word)]
	for i, c := range word {
		upper[i] = c &^ 0x20
	}
	return d.abbreviation(upper), true
}

// isFacility reports whether a colon, a blank and a facility of Cisco's follow: ": %SYS-5-CONFIG_I".
func isFacility(text []byte, at int) bool {
	return at+len(": %S") <= len(text) && text[at] == ':' && text[at+1] == ' ' && text[at+2] == '%' && scan.IsLetter(text[at+3])
}

// minutesOrZone reads an offset in minutes of three digits, as db2diag.log and CIM's datetime write it behind six digits of
// fraction (DSP0004 section 5.2.4): 10.11.12.123456+120. Else it reads the usual zones.
func (d *Draft) minutesOrZone() {
	c := d.Peek()
	if d.Digits != 6 || c != '+' && c != '-' || scan.DigitRun(d.Text, d.At+1) != len("120") {
		d.trailingZone()
		return
	}
	minutes := scan.Decimal(d.Text[d.At+1 : d.At+4])
	if c == '-' {
		minutes = -minutes
	}
	offset := minutes * calendar.SecondsPerMinute
	if d.TakeOffset(offset, len("+120")); !zone.InUse(offset) {
		d.Refuse(timestamp.Impossible)
	}
}
