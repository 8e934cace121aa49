package scan

// maxKey is the length of the longest key that is compared.
const maxKey = 28

// IsOneOf reports whether word, in any case, is one of names, which are in lower case.
func IsOneOf(word []byte, names []string) bool {
	if len(word) == 0 || len(word) > maxKey {
		return false
	}
	var space [maxKey]byte
	lower := space[:len(word)]
	for i, c := range word {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	for _, name := range names {
		if string(lower) == name {
			return true
		}
	}
	return false
}

// KeyBefore returns the key of key=value or "key":value whose value begins at line[at], keyed being
// true, else the word that ends before it, with or without a colon. It returns nil where neither
// stands there, and for the parameters of an address.
func KeyBefore(line []byte, at int) (key []byte, keyed bool) {
	at--
	for at >= 0 && (line[at] == '"' || line[at] == '\'' || line[at] == '[' || line[at] == '(') {
		at--
	}
	at = SkipBlanksBack(line, at)
	quoted := false
	if at >= 0 && (line[at] == '=' || line[at] == ':') {
		keyed = line[at] == '='
		at = SkipBlanksBack(line, at-1)
		if at >= 0 && (line[at] == '"' || line[at] == '\'') {
			keyed, quoted = true, true
			at--
		}
	}
	end := at + 1
	for at >= 0 && end-at <= maxKey+1 && isKeyByte(line[at]) {
		at--
	}
	if quoted && (at < 0 || line[at] != '"' && line[at] != '\'') {
		return nil, true
	}
	if at+1 == end {
		return nil, false // a rule of equals signs, not a key
	}
	if keyed && !quoted && at >= 0 && !IsSpace(line[at]) && line[at] != ',' && line[at] != ';' && line[at] != '|' &&
		line[at] != '{' && line[at] != '[' && line[at] != '(' && !(line[at] == '>' && at > 0 && IsDigit(line[at-1])) { // <34>date=
		return nil, true // the query of an address: /ping?ts=1
	}
	return line[at+1 : end], keyed
}

func isKeyByte(c byte) bool {
	return IsWord(c) || c >= 0x80 || c == '@' || c == '-' || c == '.'
}
