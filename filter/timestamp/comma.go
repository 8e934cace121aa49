package timestamp

// levels are the names by which programs rank their messages, in lower case.
var levels = [...]string{
	"alert", "config", "crit", "critical", "debug", "emerg", "err", "error", "fatal", "fine", "finer", "finest", "info",
	"notice", "panic", "severe", "trace", "verbose", "warn", "warning",
}

// commaIsFraction says whether run digits behind the seconds and a comma are their fraction. In a value nothing else can
// be there. In a line they may be the next of comma separated values, so they must be milli-, micro- or nanoseconds, and
// where a further comma follows something has to show that a logging program wrote them: a leading zero, the
// level behind them, or lines before. Without that the seconds are whole, as far as the line tells.
func (d *draft) commaIsFraction(run int) bool {
	if !d.line {
		return true
	}
	behind := d.at + 1 + run
	between := behind < len(d.text) && d.text[behind] == ','
	if run != 3 && run != 6 && run != 9 {
		if between {
			d.comma = commaColumn
		}
		return false
	}
	if between && (d.text[d.at+1] == '0' || levelAt(d.text, behind+1)) {
		d.comma = commaFraction
	}
	return !between || d.stream.isFraction(d.comma)
}

// levelAt says whether the next column is a level.
func levelAt(text []byte, at int) bool {
	for at < len(text) && (isBlank(text[at]) || text[at] == '"' || text[at] == '[') {
		at++
	}
	end := at
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	return (end == len(text) || !isWord(text[end])) && isOneOf(text[at:end], levels[:])
}
