package timestamp

// ofxOffset reads the offset of Open Financial Exchange (section 3.2.8.2), whole hours and perhaps the zone's name:
// 20240614101112.123[-5:EST], [0:GMT]. Anywhere but right behind a value's time it must have a sign and a zone's own name.
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
	name := at + 1
	named := at < len(text) && text[at] == ':'
	if named {
		for at++; at < len(text) && isLetter(text[at]); at++ {
		}
		named = at > name
	}
	offset := sign * hour * secondsPerHour
	if sign == 0 && (hour != 0 || !named) || !inUse(offset) || at == len(text) || text[at] != ']' || text[at-1] == ':' {
		return false
	}
	apart := d.line || isBlank(d.text[d.at-1]) // there [0:main] is a thread
	if apart && (sign == 0 || !named || d.words.find(text[name:at]) == nil) {
		return false
	}
	d.takeOffset(offset, at+1)
	return true
}
