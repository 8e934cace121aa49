package scan

// maxKey bounds the keys that are compared.
const maxKey = 28

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

// KeyBefore returns the key of key=value and "key":value before a value, keyed being true, or the word before it.
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
		return nil, true // a query of an address: /ping?ts=1
	}
	return line[at+1 : end], keyed
}

func SkipBlanksBack(line []byte, at int) int {
	for at >= 0 && IsBlank(line[at]) {
		at--
	}
	return at
}

func isKeyByte(c byte) bool {
	return IsWord(c) || c >= 0x80 || c == '@' || c == '-' || c == '.'
}
