package timestamp

// ofxOffset reads the offset of Open Financial Exchange (section 3.2.8.2), whole hours and perhaps the zone's name:
// 20240614101112.123[-5:EST], [0:GMT]. Without a name, [-5], it must stand right behind a value's time.
func (d *draft) ofxOffset() bool {
	text := d.text[d.at:]
	if len(text) < len("[0]") || text[0] != '[' {
		return false
	}
	sign, at := signOf(text[1:])
	at++
	run := digitRun(text, at)
	if run != 1 && run != 2 {
		return false
	}
	hour := decimal(text[at : at+run])
	at += run
	named := at < len(text) && text[at] == ':'
	if named {
		for at++; at < len(text) && isLetter(text[at]); at++ {
		}
		named = text[at-1] != ':'
	}
	offset := sign * hour * secondsPerHour
	if sign == 0 && (hour != 0 || !named) || !inUse(offset) || at == len(text) || text[at] != ']' {
		return false
	}
	if !named && (d.line || text[at-1] == ':' || isBlank(d.text[d.at-1])) {
		return false
	}
	d.takeOffset(offset, at+1)
	return true
}
