package timestamp

// packedDate reads YYYYMMDD and a time behind T, a hyphen, a dot, a blank or an underscore.
func (d *draft) packedDate() bool {
	d.packedFields()
	d.format = "iso8601_basic"
	switch separator := d.peek(); separator {
	case ':':
		d.at++
		return d.zabbix()
	case 'T', 't', '-', '.', '_':
		d.at++
		if d.clockPacked() || d.clock() {
			d.suffix()
			return true
		}
	case ' ':
		d.at++
		packed := digitRun(d.text, d.at) == len("150405")
		if packed && (d.head || !d.line) && d.clockPacked() || !packed && d.clock() {
			d.suffix()
			return true
		}
	}
	return false
}

// zabbix reads the time of 1234:20250828:131653.800, whose milliseconds alone tell it from other numbers between colons.
func (d *draft) zabbix() bool {
	d.format = "zabbix"
	return digitRun(d.text, d.at) == len("150405") && d.clockPacked() && d.digits == 3
}

func (d *draft) packedFields() {
	d.year = decimal(d.text[d.at : d.at+4])
	d.month, _ = twoDigits(d.text, d.at+4)
	d.day, _ = twoDigits(d.text, d.at+6)
	d.at += len("20060102")
}

// packedStamp reads YYYYMMDDHHMMSS, and with milliseconds behind. In a line it must come first, and even then a number
// that is no date is just a number.
func (d *draft) packedStamp(run int) bool {
	if d.line && !d.head {
		return false
	}
	d.packedFields()
	d.hour, _ = twoDigits(d.text, d.at)
	d.minute, _ = twoDigits(d.text, d.at+2)
	d.second, _ = twoDigits(d.text, d.at+4)
	d.at += len("150405")
	if run == len("20060102150405000") {
		d.at--
		d.decimals(len("000"))
	} else if !d.fraction() {
		return false
	}
	d.hasTime, d.format = true, "packed"
	d.minutesOrSuffix()
	return d.year >= firstYear && d.year < lastYear && d.existsApartFromYear()
}

// shortPacked reads yyMMdd HH:mm:ss (MySQL), and yyMMdd HHmmss where a line begins with it (Hadoop). Nobody writes another
// order without separators.
func (d *draft) shortPacked() bool {
	d.shortPackedDate()
	if d.blanks() == 0 {
		return false
	}
	d.format = "yymmdd"
	if digitRun(d.text, d.at) == len("150405") {
		return d.line && d.head && d.clockPacked() && isBlank(d.peek()) && d.existsApartFromYear()
	}
	if !d.clock() {
		return false
	}
	d.suffix()
	return true
}

func (d *draft) shortPackedDate() {
	year, _ := twoDigits(d.text, d.at)
	d.year = fullYear(year)
	d.month, _ = twoDigits(d.text, d.at+2)
	d.day, _ = twoDigits(d.text, d.at+4)
	d.at += len("060102")
}

// utcTime reads ASN.1's UTCTime, 240614101112Z, with Z or an offset. Its two-digit years run from 1950 (RFC 5280 section 4.1.2.5.1),
// not from 1969 as elsewhere: those between are refused.
func (d *draft) utcTime() bool {
	d.shortPackedDate()
	d.clockPacked()
	d.format = "utc_time"
	if d.year >= 2050 {
		d.refuse(AmbiguousDate)
	}
	return d.offsetZone(0) && (d.text[d.at-1] == 'Z' || d.text[d.at-len("+0200")] == '+' || d.text[d.at-len("+0200")] == '-')
}
