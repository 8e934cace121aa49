package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// A message mentions times: of an earlier event, a certificate's end, the next run. What stands
// before the stamp of a line tells such a time from the record's own. Before its own stand what
// heads consist of: a host, a program, a level, ids, numbers, addresses, brackets, columns, pairs.
// Before one that is mentioned stands the beginning of a sentence, or a word that says whose it is.

// isMentionAfter reports whether the text before a stamp is the beginning of a message that
// mentions it. labelled says that its last word names a time, as in "Server time: ": then only the
// words of the same sentence count.
func isMentionAfter(text []byte, labelled bool) bool {
	if isWordless(text) || endsColumn(text) && !isFileOfDiff(text) {
		return false
	}
	s := sentenceOf(text)
	switch {
	case s.other || isArgument(text) || isFileOfDiff(text):
		return true
	case labelled:
		return s.grammar && s.words > 1 || s.quotes && s.run > 1
	}
	return (s.begun || s.leads || s.quotes || s.queries > 1 || endsInCondition(text) || isAside(text) || s.words >= sentenceRun && isVersion(lastToken(text))) && !isSaying(text)
}

// isWordless reports whether a text consists of numbers, addresses and brackets, as what stands
// before the stamp of an access log mostly does.
func isWordless(text []byte) bool {
	for _, c := range text {
		if scan.IsLetter(c) || c >= 0x80 || c == '<' || c == '>' {
			return false
		}
	}
	return true
}

// saysOtherwise reports whether a word of the text says that a time after it is another thing's.
func saysOtherwise(text []byte) bool {
	s := sentenceOf(text)
	return s.other
}

// endsColumn reports whether a text ends where a column does: after a tab, a vertical bar, or a
// comma or semicolon without a blank. Inside brackets these part what is no column.
func endsColumn(text []byte) bool {
	end := trim(text, padding)
	if end == 0 {
		return true
	}
	switch text[end-1] {
	case ',', ';':
		return text[len(text)-1] != ' ' && !opens(text)
	case '\t', '|':
		return !opens(text)
	}
	return false
}

// opens reports whether a bracket is open at the end of a text.
func opens(text []byte) bool {
	return bytes.LastIndexByte(text, '(') > bytes.LastIndexByte(text, ')')
}

// isAside reports whether a stamp stands in brackets that follow a version, as what a program says
// of itself does: Python 3.11.8 (main, Jun 14 2024, 10:11:12).
func isAside(text []byte) bool {
	at := bytes.LastIndexByte(text, '(')
	if at < 2 || text[at-1] != ' ' || !opens(text) {
		return false
	}
	return isVersion(lastToken(text[:at]))
}

// lastToken returns what stands between the last two blanks of a text, or after them.
func lastToken(text []byte) []byte {
	text = bytes.TrimRight(text, " ")
	return text[bytes.LastIndexByte(text, ' ')+1:]
}

// isVersion reports whether a token is one of a program: digits parted by a full stop or two, with
// letters around them perhaps. Four numbers are an address.
func isVersion(token []byte) bool {
	dot := bytes.IndexByte(token, '.')
	return dot > 0 && dot+1 < len(token) && scan.IsDigit(token[dot-1]) && scan.IsDigit(token[dot+1]) && bytes.Count(token, []byte(".")) < 3
}

// isFileOfDiff reports whether a text names a file as the heads of a diff do, whose time follows.
func isFileOfDiff(text []byte) bool {
	return (bytes.HasPrefix(text, []byte("--- ")) || bytes.HasPrefix(text, []byte("+++ "))) && len(bytes.Fields(text)) == 2
}

// isArgument reports whether a text ends in the quote that begins an argument of a call or a literal
// of a query: parse("2024-06-14 10:11:12"), date -d "2024-06-14 10:11:12", TIMESTAMP'2024-06-14 10:11:12'.
func isArgument(text []byte) bool {
	end := len(text) - 1
	if bytes.Contains(text, []byte(")=(")) && opens(text) { // PostgreSQL's Key (id, ts)=(5, 2024-06-14 10:11:12)
		return true
	}
	if end < 1 || text[end] != '"' && text[end] != '\'' {
		return false
	}
	if text[end-1] == ' ' && isOption(lastToken(text[:end-1])) {
		return true
	}
	if text[end-1] == '(' {
		return end > 1 && text[end-2] != ' '
	}
	return text[end] == '\'' && scan.IsLetter(text[end-1])
}

// isOption reports whether a token is one of a command: -d, --since.
func isOption(token []byte) bool {
	name := bytes.TrimLeft(token, "-")
	dashes := len(token) - len(name)
	return (dashes == 1 || dashes == 2) && len(name) > 0 && scan.IsLetter(name[0])
}

// endsInCondition reports whether a text ends in an operator between blanks, or between a blank and
// a quote: what follows is the value of a condition.
func endsInCondition(text []byte) bool {
	value := trim(text, padding)
	before := trim(text[:value], operator)
	return before < value && value < len(text) && before > 0 && text[before-1] == ' '
}

// isRestMarks reports whether nothing but blanks and what ends a sentence follows.
func isRestMarks(rest []byte) bool {
	for _, c := range rest {
		if !scan.IsSpace(c) && c != ']' && glyphs[c]&(closing|punctuation) == 0 {
			return false
		}
	}
	return true
}

// isLabel reports whether a text consists of a plain word, more of them and numbers, with a colon
// behind the last perhaps, which is no level and names no time.
func isLabel(text []byte) bool {
	text, mark := splitMark(text[:trim(text, padding)])
	if mark != 0 && mark != ':' {
		return false
	}
	numbered := false // a word has come, which a number may count
	for text = bytes.TrimRight(text, " "); ; {
		blank := bytes.IndexByte(text, ' ')
		if blank < 0 {
			return numbered && isNumber(text) || isPlain(text) && !isTimeKey(text) && senseOf(text)&rank == 0
		}
		if blank > 0 && !isPlain(text[:blank]) && !(numbered && isNumber(text[:blank])) {
			return false
		}
		text, numbered = text[blank+1:], true
	}
}

// isNumber reports whether a token is a number, or several that full stops part.
func isNumber(token []byte) bool {
	return len(bytes.Trim(token, ".0123456789")) == 0 && len(token) > 0 && scan.IsDigit(token[0])
}

// isSaidBefore reports whether what stands before a stamp in the text of a log entry has a word that is
// no level, key or value, and none of an event of CEF or LEEF: the text speaks, and mentions a time.
func isSaidBefore(text []byte) bool {
	if inEvent(text) {
		return false
	}
	s := sentenceOf(text[:keyStart(text)])
	return s.words > 0
}

// keyStart returns where the key of a pair begins whose value would follow a text, or where the text
// ends.
func keyStart(text []byte) int {
	if key, keyed := scan.KeyBefore(text, len(text)); keyed && len(key) > 0 {
		return bytes.LastIndex(text, key)
	}
	return len(text)
}
