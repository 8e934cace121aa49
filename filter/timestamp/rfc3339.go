package timestamp

// isoLength is the part of RFC 3339 that all its relatives share, with other separators between date and time, other
// fractions and other zones.

// iso reads the form that most logs have: YYYY-MM-DD, one of T, t, blank and underscore, HH:MM:SS, and then a fraction
// and a zone like any other. It is a short cut through numeric, which reads the same stamps to the same fields.
func (d *draft) iso() bool {
	if len(d.text)-d.at < isoLength {
		return false
	}
	s := d.text[d.at : d.at+isoLength : d.at+isoLength]
	if s[4] != '-' || s[7] != '-' || s[13] != ':' || s[16] != ':' {
		return false
	}
	separator := s[10]
	if separator != 'T' && separator != ' ' && separator != 't' && separator != '_' {
		return false
	}
	bad := byte(0) // its high bit is set by whatever is no digit
	two := func(i int) int {
		tens, ones := s[i]-'0', s[i+1]-'0'
		bad |= tens | ones | (9 - tens) | (9 - ones)
		return int(tens)*10 + int(ones)
	}
	d.year = two(0)*100 + two(2)
	d.month, d.day = two(5), two(8)
	d.hour, d.minute, d.second = two(11), two(14), two(17)
	if bad&0x80 != 0 {
		return false
	}
	d.at += isoLength
	d.hasTime, d.format = true, "iso8601"
	if d.at == len(d.text) {
		return true
	}
	comma := d.text[d.at] == ','
	if isDigit(d.text[d.at]) || !d.fraction() || !d.halfDay() {
		return false
	}
	d.suffix()
	switch {
	case comma && d.digits > 0:
		d.format = "log4j"
	case d.zone != zoneNone && separator|0x20 == 't':
		d.format = "rfc3339"
	}
	return true
}
