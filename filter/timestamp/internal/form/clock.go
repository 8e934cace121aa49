package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// Clock reads a time of day, H:M, H:M:S or H:M:S with fraction, and AM or PM behind it.
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
			return false // no fraction of a minute, behind PM neither
		}
		d.dayPeriod()
		return d.Digits == 0
	}
	if d.Second, ok = d.Number(1, 2); !ok {
		return false
	}
	if !d.fraction() {
		return false
	}
	d.dayPeriod()
	return true
}

// clockDots reads HH.MM.SS or HH.MM.SS.ffffff, as DB2 and Oracle write it.
func (d *Draft) clockDots() bool {
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
	if !d.fraction() {
		return false
	}
	d.dayPeriod()
	return true
}

// clockPacked reads HHMMSS or HHMM with nothing between.
func (d *Draft) clockPacked() bool {
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
	return run == len("1504") || d.Peek() != ':' && d.fraction() // 111111:12 is two forms in one
}

// fraction reads what may follow the seconds: a decimal fraction behind a dot or comma, or milliseconds behind a colon.
func (d *Draft) fraction() bool {
	run := scan.DigitRun(d.Text, d.At+1)
	if run == 0 || d.At >= len(d.Text) {
		return true
	}
	switch d.Text[d.At] {
	case '.':
		d.Decimals(run)
	case ',':
		if d.commaIsFraction(run) {
			d.Decimals(run)
		}
	case ':':
		return d.colonFraction(run)
	}
	if d.Digits > 0 && d.Peek() == '\'' && scan.DigitRun(d.Text, d.At+1) > 0 {
		d.Refuse(timestamp.Malformed) // 12.123'456: the digits are grouped, and more of them follow
	}
	return true
}

// Decimals reads run digits behind a separator. The nineteenth is the last that is kept.
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

// colonFraction reads H:M:S:ms. Up to three digits are a count of milliseconds, which some programs do not pad; six or
// nine can only be decimals. Anything else is no time: a hardware address has colons too.
func (d *Draft) colonFraction(run int) bool {
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

// IsTimeOfDay reports whether text has HH:MM:SS at a place, two digits each, and no further number behind a colon, as hardware
// addresses and the frames of a film have.
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
