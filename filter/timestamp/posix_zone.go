package timestamp

// posixZone reads what POSIX calls a zone, an abbreviation and hours west of Greenwich. EST5EDT and its kin are names of the zone
// database too. Of UTC2, EDT5 and TZ-6 nobody knows whether who wrote them counted to the west or to the east: they refuse the
// stamp. Other words with digits behind are hosts (db5).
func (d *draft) posixZone(from int, word []byte) bool {
	at := d.at
	signed := at < len(d.text) && (d.text[at] == '+' || d.text[at] == '-')
	if signed {
		at++
	}
	run := digitRun(d.text, at)
	row := d.words.find(word)
	if run != 1 && run != 2 || string(word) != "TZ" && (row == nil || row.name == "Z" || word[0] >= 'a') {
		return false
	}
	if signed && row != nil && (row.name == "UTC" || row.name == "GMT" || run == len("hh")) {
		return false // relativeOffset
	}
	summer := at + run
	end := summer
	for end < len(d.text) && isLetter(d.text[end]) {
		end++
	}
	if end > summer && d.words.find(d.text[summer:end]) == nil || d.line && (!endsAt(d.text, end) || goesOn(d.text, end)) {
		return false
	}
	if d.at = end; isPOSIXName(d.text[from:end]) {
		d.zone, d.name = zoneNamed, d.text[from:end]
		return true
	}
	if row == nil {
		d.refuse(UnknownZone)
	}
	d.refuse(AmbiguousZone)
	return true
}

func isPOSIXName(name []byte) bool {
	switch string(name) {
	case "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT":
		return true
	}
	return false
}
