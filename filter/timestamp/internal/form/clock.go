package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// Clock reads a time of day, H:M, H:M:S or H:M:S with fraction, and the day period after it, and
// reports whether one stands at At.
func (d *Draft) Clock() bool {
	var ok bool
	if d.Hour, ok = d.Number(1, 2); !ok || !d.Skip(':') {
		return false
	}
	if d.Minute, ok = d.Number(1, 2); !ok {
		return false
	}
	d.HasTime = true
	if !d.Skip(':') {
		if d.Peek() == '.' {
			return false // no fraction of a minute, after PM neither
		}
		readDayPeriod(d)
		return d.Digits == 0
	}
	if d.Second, ok = d.Number(1, 2); !ok {
		return false
	}
	if !readFraction(d) {
		return false
	}
	readDayPeriod(d)
	return true
}

// readDottedClock reads HH.MM.SS or HH.MM.SS.ffffff, as DB2 and Oracle write it.
func readDottedClock(d *Draft) bool {
	var ok bool
	if d.Hour, ok = d.Number(2, 2); !ok || !d.Skip('.') {
		return false
	}
	if d.Minute, ok = d.Number(2, 2); !ok || !d.Skip('.') {
		return false
	}
	if d.Second, ok = d.Number(2, 2); !ok {
		return false
	}
	d.HasTime = true
	if !readFraction(d) {
		return false
	}
	readDayPeriod(d)
	return true
}

// readPackedClock reads HHMMSS or HHMM with nothing between.
func readPackedClock(d *Draft) bool {
	run := scan.DigitRun(d.Text, d.At)
	if run != len("150405") && (run != len("1504") || d.Line) {
		return false
	}
	d.Hour, _ = scan.TwoDigits(d.Text, d.At)
	d.Minute, _ = scan.TwoDigits(d.Text, d.At+2)
	if run == len("150405") {
		d.Second, _ = scan.TwoDigits(d.Text, d.At+4)
	}
	d.At += run
	d.HasTime = true
	return run == len("1504") || d.Peek() != ':' && readFraction(d) // 111111:12 is two forms in one
}

// readFraction reads what may follow the seconds: a decimal fraction after a dot or comma, or
// milliseconds after a colon.
func readFraction(d *Draft) bool {
	run := scan.DigitRun(d.Text, d.At+1)
	if run == 0 || d.At >= len(d.Text) {
		return true
	}
	switch d.Text[d.At] {
	case '.':
		d.Decimals(run)
	case ',':
		if commaIsFraction(d, run) {
			d.Decimals(run)
		}
	case ':':
		return readColonFraction(d, run)
	}
	if d.Digits > 0 && d.Peek() == '\'' && scan.DigitRun(d.Text, d.At+1) > 0 {
		d.Refuse(timestamp.Malformed) // 12.123'456: the digits are grouped, and more of them follow
	}
	return true
}

// Decimals reads a separator and the run digits of a fraction after it. The nineteenth is the last
// that is kept.
func (d *Draft) Decimals(run int) {
	from := d.At + 1
	d.At = from + run
	kept := min(run, calendar.MaxDigits)
	first := min(kept, 9)
	d.Nanos = scan.Decimal(d.Text[from:from+first]) * int(calendar.Powers[9-first])
	for _, c := range d.Text[from+first : from+kept] {
		d.Tail = d.Tail*10 + uint64(c-'0')
	}
	d.Digits = uint8(kept)
}

// readColonFraction reads H:M:S:ms. Up to three digits are a count of milliseconds, which some
// programs do not pad; six or nine can only be decimals. Anything else is no time: a hardware
// address has colons too.
func readColonFraction(d *Draft, run int) bool {
	if run == 6 || run == 9 {
		d.Decimals(run)
		return true
	}
	if run > 3 {
		return false
	}
	d.Nanos = scan.Decimal(d.Text[d.At+1:d.At+1+run]) * (calendar.NanosPerSecond / 1000)
	d.Digits = 3
	d.At += 1 + run
	return d.Peek() != ':'
}

// IsTimeOfDay reports whether text has HH:MM:SS at a place, two digits each, and no further number
// after a colon, as hardware addresses and the frames of a film have.
func IsTimeOfDay(text []byte, at int) bool {
	const minutes, seconds, length = len("15:"), len("15:04:"), len("15:04:05")
	if len(text) < at+length || text[at+minutes-1] != ':' || text[at+seconds-1] != ':' {
		return false
	}
	if scan.DigitRun(text, at) != 2 || scan.DigitRun(text, at+minutes) != 2 || scan.DigitRun(text, at+seconds) != 2 {
		return false
	}
	rest := text[at+length:]
	return len(rest) < 2 || rest[0] != ':' || scan.IsBlank(rest[1])
}

// clockWords are the units after the numbers of a time.
var clockWords = [...][3]string{{"時", "分", "秒"}, {"时", "分", "秒"}, {"시", "분", "초"}}

// readUnit reads a number of one or two digits and its unit, with a blank before the number or
// without.
func readUnit(d *Draft, value *int, unit string) (ok bool) {
	d.Skip(' ')
	*value, ok = d.Number(1, 2)
	return ok && d.SkipText(unit)
}

// readWordedClock reads 19時47分37秒, the digits of whose hour clock has stepped over.
func readWordedClock(d *Draft) bool {
	for i := range clockWords {
		if d.SkipText(clockWords[i][0]) {
			d.HasTime = true
			return readUnit(d, &d.Minute, clockWords[i][1]) && readUnit(d, &d.Second, clockWords[i][2])
		}
	}
	return false
}
