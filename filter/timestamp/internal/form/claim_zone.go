package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// readTrailingZone reads the zone behind a time of day, alone or one behind the other where programs say it twice (+0300 MSK, GMT+0100
// (BST), -07:00[America/Denver]); the first then decides. Where no zone stands, nothing is read.
func readTrailingZone(d *Draft) {
	from := d.At
	gap := d.Gap()
	if !tryClaims(d, trailing, gap) {
		d.At = from
		if d.Line {
			tryClaims(d, column, 0)
		} else {
			tryAll(d, tag)
		}
		return
	}
	if gap == 0 || !d.Line {
		tryAll(d, tag)
	}
	if !d.Line {
		tryClaims(d, again, 0)
		tryClaims(d, reading, 0)
	}
}

func tryAll(d *Draft, on sides) {
	for tryClaims(d, on, 0) {
	}
}

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

// mayBeOffset reports whether a sign, UTC or GMT stands behind a bracket.
func mayBeOffset(next upcoming) bool {
	return next.at+1 < len(next.text) && (matches(signs, next.text[next.at+1]) || matches("UG", next.text[next.at+1]))
}

func readZ(d *Draft) verdict {
	d.At++
	if d.At < len(d.Text) && scan.IsWord(d.Text[d.At]) || isApart(d) && goesOn(d.Text, d.At) {
		return passed
	}
	d.Zone = ZoneOffset
	return taken
}

// isApart reports whether the draft reads a line behind the blank that follows the time, where the message may begin.
func isApart(d *Draft) bool { return d.Line && d.gap > 0 }
