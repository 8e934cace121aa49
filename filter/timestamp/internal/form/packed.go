package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// packedDate reads YYYYMMDD and a time behind T, a hyphen, a dot, a blank or an underscore.
func (d *Draft) packedDate() bool {
	d.packedFields()
	d.Format = "iso8601_basic"
	switch separator := d.Peek(); separator {
	case ':':
		d.At++
		return d.zabbix()
	case 'T', 't', '-', '.', '_':
		d.At++
		if d.clockPacked() || d.Clock() {
			d.trailingZone()
			return true
		}
	case ' ':
		d.At++
		packed := scan.DigitRun(d.Text, d.At) == len("150405")
		if packed && (d.Head || !d.Line) && d.clockPacked() || !packed && d.Clock() {
			d.trailingZone()
			return true
		}
	}
	return false
}

// zabbix reads the time of 1234:20250828:131653.800, whose milliseconds alone tell it from other numbers between colons.
func (d *Draft) zabbix() bool {
	d.Format = "zabbix"
	return scan.DigitRun(d.Text, d.At) == len("150405") && d.clockPacked() && d.Digits == 3
}

func (d *Draft) packedFields() {
	d.Year = scan.Decimal(d.Text[d.At : d.At+4])
	d.Month, _ = scan.TwoDigits(d.Text, d.At+4)
	d.Day, _ = scan.TwoDigits(d.Text, d.At+6)
	d.At += len("20060102")
}

// packedStamp reads YYYYMMDDHHMMSS, and with milliseconds behind. In a line it must come first, and even then a number
// that is no date is just a number.
func (d *Draft) packedStamp(run int) bool {
	if d.Line && !d.Head {
		return false
	}
	d.packedFields()
	d.Hour, _ = scan.TwoDigits(d.Text, d.At)
	d.Minute, _ = scan.TwoDigits(d.Text, d.At+2)
	d.Second, _ = scan.TwoDigits(d.Text, d.At+4)
	d.At += len("150405")
	if run == len("20060102150405000") {
		d.At--
		d.Decimals(len("000"))
	} else if !d.fraction() {
		return false
	}
	d.HasTime, d.Format = true, "packed"
	d.minutesOrZone()
	return d.Year >= epoch.FirstYear && d.Year < epoch.LastYear && d.ExistsApartFromYear()
}

// shortPacked reads yyMMdd HH:mm:ss (MySQL), and yyMMdd HHmmss where a line begins with it (Hadoop). Nobody writes another
// order without separators.
func (d *Draft) shortPacked() bool {
	d.shortPackedDate()
	if d.Blanks() == 0 {
		return false
	}
	d.Format = "yymmdd"
	if scan.DigitRun(d.Text, d.At) == len("150405") {
		return d.Line && d.Head && d.clockPacked() && scan.IsBlank(d.Peek()) && d.ExistsApartFromYear()
	}
	if !d.Clock() {
		return false
	}
	d.trailingZone()
	return true
}

func (d *Draft) shortPackedDate() {
	year, _ := scan.TwoDigits(d.Text, d.At)
	d.Year = calendar.FullYear(year)
	d.Month, _ = scan.TwoDigits(d.Text, d.At+2)
	d.Day, _ = scan.TwoDigits(d.Text, d.At+4)
	d.At += len("060102")
}

// utcTime reads ASN.1's UTCTime, 240614101112Z, with Z or an offset. Its two-digit years run from 1950 (RFC 5280 section 4.1.2.5.1),
// not from 1969 as elsewhere: those between are refused.
func (d *Draft) utcTime() bool {
	d.shortPackedDate()
	d.clockPacked()
	d.Format = "utc_time"
	if d.Year >= 2050 {
		d.Refuse(timestamp.AmbiguousDate)
	}
	return matches("Zz"+signs, d.Peek()) && d.claim(alone, 0) && (d.Text[d.At-1] == 'Z' || d.Text[d.At-len("+0200")] == '+' || d.Text[d.At-len("+0200")] == '-')
}
