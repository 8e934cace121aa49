package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// sentence is what the text before a stamp is, up to some token.
type sentence struct {
	words   int  // plain words since the last border
	run     int  // of these that follow one another up to here
	lower   int  // and are in lower case
	grammar bool // one since the last border is a word of sentences
	doing   bool // one says what is being done: running, loading
	foreign bool // one has letters that English lacks, which hosts and programs lack too
	queries int  // words of queries in capitals, in all
	clauses int  // and of these in any case
	begun   bool // a sentence has begun anywhere before
	other   bool // a word since the last border says that the time is another thing's
	leads   bool // the last word leads to a time, and nothing but a quote follows it
	quotes  bool // a quote stands open after a word
}

// A message begins where so many plain words follow one another, so many of them in lower case.
// Heads have two: the user of an access log, a host and its program.
const (
	sentenceRun   = 3
	sentenceLower = 2
)

func sentenceOf(text []byte) (s sentence) {
	for at := 0; at < len(text); {
		at = s.take(text, at)
	}
	return s
}

// take takes the next token of the text and returns where it ends.
func (s *sentence) take(text []byte, at int) (end int) {
	switch c := text[at]; c {
	case ' ':
		return at + 1
	case '\t', '|':
		s.border()
		return at + 1
	case '[', '{', '<', '"', '\'', '(':
		if end = closed(text, at); end == 0 { // < Date: of an HTTP exchange in curl's trace, too
			s.quotes = at > 0 && c == '\'' || c == '"' && s.run > 0
			s.other = s.other || c == '<' && at+1 < len(text) && text[at+1] == ' '
			return at + 1
		}
		s.group(text[at:end])
		return end
	}
	for end = at + 1; end < len(text) && text[end] != ' ' && text[end] != '\t' && text[end] != '|'; end++ {
	}
	s.token(text[at:end])
	return end
}

// closings are the bytes that end what some bytes open.
var closings = [256]byte{'[': ']', '{': '}', '<': '>', '"': '"', '\'': '\'', '(': ')'}

// closed returns where a group that is opened at text[at] has ended, 0 where it has not.
func closed(text []byte, at int) int {
	length := bytes.IndexByte(text[at+1:], closings[text[at]])
	if length < 0 {
		return 0
	}
	return at + 1 + length + 1
}

// group takes what stands in brackets or quotes: it is no part of a sentence.
func (s *sentence) group(group []byte) {
	s.interrupt()
	switch group[0] {
	case '<':
		s.other = senseOfToken(group)&otherwise != 0
	case '[', '{':
		s.other = false
	}
}

// token takes what stands between two blanks.
func (s *sentence) token(token []byte) {
	plain, mark := splitMark(token)
	if isFile := isFileMode(token); isFile || !isPlain(plain) {
		s.interrupt()
		s.other = s.other && !isAssignment(token) || senseOfToken(plain)&otherwise != 0 || isFile
		return
	}
	s.word(plain, mark == ':')
	switch mark {
	case '.', '!', '?', ';':
		s.border()
	case ':':
		s.interrupt()
	}
}

// isAssignment reports whether a token is a value or the end of a bracket: what was said before it
// is said of something else.
func isAssignment(token []byte) bool {
	for _, c := range token {
		if glyphs[c]&assignment != 0 {
			return true
		}
	}
	return false
}

// splitMark returns a token without the quotes and brackets around it, and what ends it.
func splitMark(token []byte) (plain []byte, mark byte) {
	from, end := 0, len(token)
	for from < end && glyphs[token[from]]&opening != 0 {
		from++
	}
	for end > from && glyphs[token[end-1]]&closing != 0 {
		end--
	}
	if end > from && glyphs[token[end-1]]&punctuation != 0 {
		return token[from : end-1], token[end-1]
	}
	return token[from:end], 0
}

// What a byte is to a sentence.
const (
	opening     = 1 << iota // of a quotation or an aside
	closing                 // of these
	punctuation             // of a word or a sentence
	assignment              // of a head: the end of a bracket, a value
	operator                // of a condition
	padding                 // between a word and a stamp
)

var glyphs = makeGlyphs()

func makeGlyphs() (t [256]uint8) {
	for kind, bytes := range map[uint8]string{
		opening: `"'(`, closing: `"')`, punctuation: ".!?;:,", assignment: "]=", operator: "<>=!~", padding: ` "'[`,
	} {
		for _, c := range []byte(bytes) {
			t[c] |= kind
		}
	}
	return t
}

// trim returns where a text ends without its last bytes of a kind.
func trim(text []byte, kind uint8) (end int) {
	end = len(text)
	for end > 0 && glyphs[text[end-1]]&kind != 0 {
		end--
	}
	return end
}

// word takes a plain word. A label, which a colon ends, is none of a sentence.
func (s *sentence) word(text []byte, isLabel bool) {
	says := senseOfToken(text)
	if says&rank != 0 {
		s.interrupt()
		return
	}
	s.words++
	s.run++
	if !isUpper(text[0]) {
		s.lower++
	}
	if says&query != 0 {
		s.queries++
	}
	if says&clause != 0 {
		s.clauses++
	}
	s.grammar = s.grammar || says&grammar != 0 && !isLabel
	s.other = s.other || says&otherwise != 0
	s.leads = (says&leads != 0 || s.words > 1 && isVerb(text, "ed")) && !isLabel
	s.foreign = s.foreign || !isLabel && isForeign(text)
	s.doing = s.doing || !isLabel && isVerb(text, "ing")
	if (s.grammar || s.foreign || s.doing && !isLabel) && s.words > 1 || s.run >= sentenceRun && s.lower >= sentenceLower {
		s.begun = true
	}
}

// interrupt ends the words that have followed one another.
func (s *sentence) interrupt() { s.run, s.lower, s.leads, s.quotes = 0, 0, false, false }

// border ends a sentence, or a column.
func (s *sentence) border() {
	s.interrupt()
	s.words, s.grammar, s.foreign, s.doing, s.other = 0, false, false, false, false
}

// isPlain reports whether a token is a word of letters, of whatever script, with an apostrophe or
// hyphen between them perhaps.
func isPlain(token []byte) bool {
	for i, c := range token {
		inside := i > 0 && i < len(token)-1
		if !scan.IsLetter(c) && c < 0x80 && !(inside && (c == '\'' || c == '-')) {
			return false
		}
	}
	return len(token) > 0
}

// shortestStem is that of a verb which is told by its ending, load in loading; str in string is none.
const shortestStem = 4

// isVerb reports whether a word is a verb with an ending, by its length: named and spring are programs.
func isVerb(word []byte, ending string) bool {
	return len(word) >= shortestStem+len(ending) && bytes.HasSuffix(word, []byte(ending)) && !isUpper(word[1])
}

// isForeign reports whether a word has letters beyond ASCII.
func isForeign(word []byte) bool {
	for _, c := range word {
		if c >= 0x80 {
			return true
		}
	}
	return false
}

// isFileMode reports whether a token is the mode of a file, -rw-r--r--, in a listing.
func isFileMode(token []byte) bool {
	if len(token) < len("drwxrwxrwx") || len(token) > len("drwxrwxrwx+") || bytes.IndexByte([]byte("-dlbcps"), token[0]) < 0 {
		return false
	}
	for _, c := range token[1:len("drwxrwxrwx")] {
		if bytes.IndexByte([]byte("-rwxsStT"), c) < 0 {
			return false
		}
	}
	return true
}
