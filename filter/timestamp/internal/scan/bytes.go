package scan

func SkipQuote(text []byte, at int) int {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		at++
	}
	return at
}

// IsoLength is the part of RFC 3339 that all its relatives share.
const IsoLength = len("2006-01-02T15:04:05")

func IsDigit(c byte) bool { return c-'0' < 10 }

func IsLetter(c byte) bool { return c|0x20-'a' < 26 }

func IsBlank(c byte) bool { return c == ' ' || c == '\t' }

func IsWord(c byte) bool { return IsDigit(c) || IsLetter(c) || c == '_' }

// TwoDigits reads exactly two digits at text[at:]; whatever follows is not looked at.
func TwoDigits(text []byte, at int) (int, bool) {
	if len(text) < at+2 {
		return 0, false
	}
	tens, ones := text[at]-'0', text[at+1]-'0'
	return int(tens)*10 + int(ones), tens < 10 && ones < 10
}

// DigitRun returns how many digits stand at text[at:].
func DigitRun(text []byte, at int) int {
	end := at
	for end < len(text) && IsDigit(text[end]) {
		end++
	}
	return end - at
}

// Decimal returns the value of digits, of which there may be at most 9.
func Decimal(digits []byte) int {
	value := 0
	for _, c := range digits {
		value = value*10 + int(c-'0')
	}
	return value
}

// Key3 packs three letters, in any case, into one comparable number; 0 where they are not three letters.
func Key3(text []byte, at int) uint32 {
	if len(text) < at+3 || !IsLetter(text[at]) || !IsLetter(text[at+1]) || !IsLetter(text[at+2]) {
		return 0
	}
	return uint32(text[at]|0x20)<<16 | uint32(text[at+1]|0x20)<<8 | uint32(text[at+2]|0x20)
}

// ReadMonth reads an English month name in any case, in full or cut to three letters ("Sept" too), with the full stop
// of an abbreviation. It returns the month, 1 to 12, and the length read, or 0.
func ReadMonth(text []byte, at int) (month, length int) {
	switch Key3(text, at) {
	case 'j'<<16 | 'a'<<8 | 'n':
		month, length = 1, nameLength(text, at, "january")
	case 'f'<<16 | 'e'<<8 | 'b':
		month, length = 2, nameLength(text, at, "february")
	case 'm'<<16 | 'a'<<8 | 'r':
		month, length = 3, nameLength(text, at, "march")
	case 'a'<<16 | 'p'<<8 | 'r':
		month, length = 4, nameLength(text, at, "april")
	case 'm'<<16 | 'a'<<8 | 'y':
		month, length = 5, nameLength(text, at, "may")
	case 'j'<<16 | 'u'<<8 | 'n':
		month, length = 6, nameLength(text, at, "june")
	case 'j'<<16 | 'u'<<8 | 'l':
		month, length = 7, nameLength(text, at, "july")
	case 'a'<<16 | 'u'<<8 | 'g':
		month, length = 8, nameLength(text, at, "august")
	case 's'<<16 | 'e'<<8 | 'p':
		month, length = 9, nameLength(text, at, "september")
	case 'o'<<16 | 'c'<<8 | 't':
		month, length = 10, nameLength(text, at, "october")
	case 'n'<<16 | 'o'<<8 | 'v':
		month, length = 11, nameLength(text, at, "november")
	case 'd'<<16 | 'e'<<8 | 'c':
		month, length = 12, nameLength(text, at, "december")
	}
	if length > 0 && length <= len("sept") && at+length < len(text) && text[at+length] == '.' {
		length++
	}
	return month, length
}

// ReadWeekday reads an English weekday name in any case, in full or cut to three letters. It returns the day, Sunday
// being 0, and the length read, or 0.
func ReadWeekday(text []byte, at int) (day, length int) {
	switch Key3(text, at) {
	case 's'<<16 | 'u'<<8 | 'n':
		return 0, nameLength(text, at, "sunday")
	case 'm'<<16 | 'o'<<8 | 'n':
		return 1, nameLength(text, at, "monday")
	case 't'<<16 | 'u'<<8 | 'e':
		return 2, nameLength(text, at, "tuesday")
	case 'w'<<16 | 'e'<<8 | 'd':
		return 3, nameLength(text, at, "wednesday")
	case 't'<<16 | 'h'<<8 | 'u':
		return 4, nameLength(text, at, "thursday")
	case 'f'<<16 | 'r'<<8 | 'i':
		return 5, nameLength(text, at, "friday")
	case 's'<<16 | 'a'<<8 | 't':
		return 6, nameLength(text, at, "saturday")
	}
	return 0, 0
}

// nameLength returns 3 where the letters at text[at:] end after three, len(full) where they spell full, and 4 for
// "sept"; otherwise 0: the word only begins like a name.
func nameLength(text []byte, at int, full string) int {
	letters := 3
	for at+letters < len(text) && letters <= len(full) && IsLetter(text[at+letters]) {
		if letters == len(full) || text[at+letters]|0x20 != full[letters] {
			return 0
		}
		letters++
	}
	if letters == 3 || letters == len(full) || letters == len("sept") && full == "september" {
		return letters
	}
	return 0
}

func IsSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func Trim(value []byte) []byte {
	for len(value) > 0 && IsSpace(value[0]) {
		value = value[1:]
	}
	for len(value) > 0 && IsSpace(value[len(value)-1]) {
		value = value[:len(value)-1]
	}
	return value
}

func IsHex(c byte) bool { return IsDigit(c) || c|0x20-'a' < 6 }

func HexValue(c byte) byte {
	if IsDigit(c) {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}
