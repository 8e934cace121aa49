package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// readTrailingZone reads the zone after a time of day, alone or one after the other where programs
// say it twice (+0300 MSK, GMT+0100 (BST), -07:00[America/Denver]); the first then decides. Where
// no zone stands, nothing is read.
func readTrailingZone(d *Draft) {
	from := d.At
	gap := d.Gap()
	if !tryClaims(d, trailingZone, gap) {
		d.At = from
		if d.Line {
			tryClaims(d, zoneColumn, 0)
		} else {
			tryAll(d, zoneTag)
		}
		return
	}
	if gap == 0 || !d.Line {
		tryAll(d, zoneTag)
	}
	if !d.Line {
		tryClaims(d, zoneAgain, 0)
		tryClaims(d, monotonicReading, 0)
	}
}

func tryAll(d *Draft, on sides) {
	for tryClaims(d, on, 0) {
	}
}

// signs are the first bytes of an offset: U+2212 is a minus, too.
const signs = "+-\xe2"

// zoneClaims are the zones after a time. What is exact comes before what is doubtful.
var zoneClaims = []claim{
	{name: "z", sides: trailingZone | zoneAlone, where: anywhere, begins: "Zz", word: word{1, 1, ""}, read: readZ,
		example: "2024-06-14 10:11:12« Z» x", counter: "2024-06-14 06:11:12 Z-index x"},
	{name: "offset_pdf", sides: trailingZone | zoneAlone, where: anywhere, begins: signs, read: readOffsetOfPDF,
		example: "2024-06-14 15:41:12«+05'30'» x", counter: "2024-06-14 06:11:12 '30' x"},
	{name: "offset", sides: trailingZone | zoneAlone, where: anywhere &^ lineApart, begins: signs, read: readOffset,
		example: "2024-06-14 12:11:12«+02» x", counter: "2024-06-14 06:11:12 - x"},
	{name: "offset_apart", sides: trailingZone, where: lineApart, begins: signs, read: readOffsetApart,
		example: "2024-06-14 12:11:12« +0200» x", counter: "2024-06-14 06:11:12 -7000 x"},
	{name: "offset_doubted", sides: trailingZone, where: lineApart, begins: signs, read: doubtOffset, reason: timestamp.AmbiguousZone,
		example: "2024-06-14 10:11:12« +10» x", counter: "2024-06-14 06:11:12 -4000 x"},
	{name: "offset_impossible", sides: trailingZone | zoneAlone, where: anywhere &^ lineApart, begins: signs, read: refuseOffset, reason: timestamp.Impossible,
		example: "2024-06-14 10:11:12«+25:00» x", counter: "2024-06-14 06:11:12 +25:00 x"},
	{name: "spelt", sides: trailingZone, where: anywhere, begins: "A", word: word{then: " .-'\x80"}, may: isPhrase, read: readSpelt,
		example: "2024-06-14 12:11:12« Central European Summer Time» x", counter: "2024-06-14 06:11:12 Response Time 5"},
	{name: "abbreviation_in_brackets", sides: trailingZone | zoneAlone, where: anywhere, begins: "([", may: isInBrackets, read: readInBrackets,
		example: "2024-06-14 12:11:12« [CEST]» x", counter: "2024-06-14 06:11:12 [INFO] x"},
	{name: "ofx", sides: trailingZone | zoneAlone, where: anywhere, begins: "[", may: mayBeOffset, read: readOFX,
		example: "20240614051112.000«[-5:EST]»", counter: "2024-06-14 06:11:12 [0:main] x"},
	{name: "offset_in_brackets", sides: trailingZone | zoneAlone, where: anywhere, begins: "([", may: mayBeOffset, read: readOffsetInBrackets,
		example: "2024-06-14 12:11:12« [UTC+02:00]» x", counter: "2024-06-14 06:11:12 [+2] x"},
	{name: "area", sides: trailingZone | zoneAlone, where: anywhere, begins: "A", word: word{then: "/"}, read: readArea,
		example: "2024-06-14 12:11:12« Europe/Berlin» x", counter: "2024-06-14 06:11:12 src/main x"},
	{name: "posix", sides: trailingZone | zoneAlone, where: anywhere, begins: "A", word: word{then: "9"}, spoken: true, read: readPOSIX,
		example: "2024-06-14 05:11:12« CST6CDT» x", counter: "2024-06-14 06:11:12 db5 x"},
	{name: "posix_doubted", sides: trailingZone | zoneAlone, where: anywhere, begins: "A", word: word{then: "9+-"}, may: isPOSIX, read: refusePOSIX, reason: timestamp.AmbiguousZone,
		example: "2024-06-14 10:11:12« UTC2» x", counter: "2024-06-14 06:11:12 EST500 x"},
	{name: "relative", sides: trailingZone | zoneAlone, where: anywhere, begins: "A", word: word{then: "+-\xe2 "}, spoken: true, read: readRelative,
		example: "2024-06-14 12:11:12« GMT+0200» x", counter: "2024-06-14 10:11:12 UTC - x"},
	{name: "relative_doubted", sides: trailingZone | zoneAlone, where: anywhere, begins: "A", word: word{then: " "}, spoken: true, read: doubtRelative, reason: timestamp.AmbiguousZone,
		example: "2024-06-14 10:11:12 UTC« -1» x", counter: "2024-06-14 10:11:12 UTC -100000 x"},
	{name: "abbreviation", sides: trailingZone | zoneAlone, where: anywhere, begins: "A", may: isAbbreviation, read: readAbbreviation,
		example: "2024-06-14 12:11:12« CEST» x", counter: "2024-06-14 06:11:12 EST.example.com x"},
	{name: "abbreviation_unknown", sides: trailingZone | zoneAlone, where: inValue, begins: "A", read: refuseWord, reason: timestamp.UnknownZone,
		example: "2024-06-14 10:11:12« XYZ»", counter: "2024-06-14 06:11:12 GET x"},
	{name: "area_in_brackets", sides: trailingZone, where: inLine | valueApart, begins: "[", may: isAreaInBrackets, read: readAreaInBrackets,
		example: "2024-06-14 12:11:12« [Europe/Berlin]» x", counter: "2024-06-14 06:11:12 [http/1] x"},
	{name: "cisco", sides: trailingZone, where: lineApart, begins: "A", word: word{1, longestCiscoZone, ":"}, may: isBeforeFacility, read: readCisco,
		example: "*Jun 14 12:11:12.000« cest»: %SYS-5-CONFIG_I: x", counter: "Jun 14 06:11:12.000 kernel: x"},
	{name: "cisco_unknown", sides: trailingZone, where: lineApart, begins: "A", word: word{1, longestCiscoZone, ":"}, spoken: true, read: refuseCisco, reason: timestamp.UnknownZone,
		example: "*Jun 14 10:11:12.000« mng»: %SYS-5-CONFIG_I: x", counter: "Jun 14 06:11:12.000 kernel: x"},
	{name: "cisco_behind_host", sides: trailingZone, where: lineApart, begins: "A9", may: isBehindHost, read: readBehindHost,
		example: "Jun 14 12:11:12 sw1« CEST»: %SYS-5-CONFIG_I: x", counter: "Jun 14 06:11:12 sw1: %SYS-5-CONFIG_I: x"},
}

// mayBeOffset reports whether a sign, UTC or GMT stands after a bracket.
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

// isApart reports whether the draft reads a line after the blank that follows the time, where the
// message may begin.
func isApart(d *Draft) bool { return d.Line && d.gap > 0 }
