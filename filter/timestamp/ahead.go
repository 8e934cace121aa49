package timestamp

// What some programs write ahead of the date and nowhere else: the zone, [CEST Oct 10 07:03:23] (Monit) and [UTC] 2024-06-14
// 10:11:12, and perhaps the year.

// zoneAhead reads the stamp of a line that begins with the name of a zone. head is behind the bracket, if there is one.
func (r *Reader) zoneAhead(line []byte, head int, c *Context) (st Stamp, start, end int, why Reason) {
	d := draft{cursor: cursor{text: line}, line: true, head: true, order: r.order, words: r.words, stream: c.Stream}
	if !d.ahead(head) || !d.ends() {
		return Stamp{}, 0, 0, NoStamp
	}
	st, why = r.finish(&d, c)
	return st, d.from, d.at, why
}

// ahead reads a zone and the stamp behind it, which must have none itself. In one pair of brackets with the date, and in a value,
// the word can be nothing else; UTC and GMT are believed anywhere. Another name before a line's date may be a program's or
// a level: it must be what the assumed zone is called then.
func (d *draft) ahead(at int) bool {
	end := at
	for end < len(d.text) && isLetter(d.text[end]) {
		end++
	}
	if end == len(d.text) || d.text[end] != ' ' && d.text[end] != ']' {
		return false
	}
	row := d.words.find(d.text[at:end])
	if row == nil || row.name == "Z" {
		return false
	}
	from, together := at, at > 0 && d.text[at-1] == '['
	if together && d.text[end] == ']' {
		from, end, together = at-1, end+1, false
	}
	next := skipBlanks(d.text, end)
	if next == end || !d.begin(next) || !d.hasTime || d.zone != zoneNone {
		return false
	}
	d.from = from
	d.abbreviated(row)
	if !together && d.line && row.name != "UTC" && row.name != "GMT" {
		d.zone = zoneAbbreviated
	}
	return true
}

// zoneAheadOf says whether a value begins with the name of a zone, and where the name stands.
func zoneAheadOf(text []byte) (at int, ok bool) {
	if len(text) > 1 && text[0] == '[' {
		at = 1
	}
	return at, isLetter(text[at])
}

// bracketedYear reads the year of [2021] Jun 14 10:11:12, which may be another number, and returns where the stamp then begins.
func bracketedYear(line []byte, head int) (year, next int) {
	if head == 0 || line[head-1] != '[' || digitRun(line, head) != len("2021") || head+len("2021] ") >= len(line) || line[head+4] != ']' {
		return 0, 0
	}
	if year = decimal(line[head : head+4]); year < firstYearBehind || year >= lastYear {
		return 0, 0
	}
	return year, skipBlanks(line, head+len("2021]"))
}
