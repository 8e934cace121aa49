package form

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// ZoneMayFollow reports whether the text behind the blank that follows a time of day may be its zone or half of the day.
func ZoneMayFollow(words zone.Words, text []byte, at int) bool {
	if at >= len(text) {
		return true
	}
	c := text[at]
	if !scan.IsLetter(c) {
		return c == '+' || c == '-' || c == '(' || scan.IsSpace(c) || c >= 0x80 && mayBelong(text, at) ||
			c == '[' && (inBrackets(words, text[at:]) > 0 || offsetMayFollow(text, at+1) || areaInBrackets(text[at:]) > 0) ||
			(c == '|' || c == ',' || c == ';' || c == '"' || c == '\'') && MayBeColumn(words, text, at)
	}
	end := at
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	if end < len(text) && (text[end] == '.' || text[end] == ':' && isFacility(text, end)) || zone.PhraseEnd(text, at) > 0 { // p.m., nachm.
		return true
	}
	switch end - at {
	case 1, 2:
		return true
	case 3, 4, 5, 6:
		return words.Find(text[at:end]) != nil || end < len(text) && text[end] == '/'
	}
	return end < len(text) && text[end] == '/' || words[string(text[at:end])] != nil
}

// offsetMayFollow reports whether a sign, UTC or GMT stands at a place.
func offsetMayFollow(text []byte, at int) bool {
	if at >= len(text) {
		return false
	}
	c := text[at]
	return c == '+' || c == '-' || c == 'U' || c == 'G' || c == zone.UnicodeMinus[0]
}

// mayBelong is ZoneMayFollow for what begins with a character beyond ASCII: a minus, a blank, a half of the day.
func mayBelong(text []byte, at int) bool {
	if c := text[at]; c == zone.UnicodeMinus[0] || c == "\u00a0"[0] {
		return true
	}
	_, length := foreignPeriod(text, at)
	return length > 0
}
