package scan

// Trigram returns the three letters at text[at:], in lower case, as one number, the first in its
// highest byte: 'j'<<16 | 'a'<<8 | 'n'. It is 0 where other bytes stand there.
func Trigram(text []byte, at int) uint32 {
	if len(text) < at+3 || !IsLetter(text[at]) || !IsLetter(text[at+1]) || !IsLetter(text[at+2]) {
		return 0
	}
	return uint32(text[at]|0x20)<<16 | uint32(text[at+1]|0x20)<<8 | uint32(text[at+2]|0x20)
}

// ReadMonth reads the English month name at text[at:], in any case, in full or cut to three letters
// ("Sept" too), with the full stop of an abbreviation. It returns the month, 1 to 12, and the
// length read, 0 where no month stands there.
func ReadMonth(text []byte, at int) (month, length int) {
	switch Trigram(text, at) {
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

// ReadWeekday reads the English weekday name at text[at:], in any case, in full or cut to three
// letters. It returns the day, Sunday being 0, and the length read, 0 where no weekday stands
// there.
func ReadWeekday(text []byte, at int) (day, length int) {
	switch Trigram(text, at) {
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

// nameLength returns the length of the word at text[at:] if it is a name: 3 where it ends after
// three letters, len(full) where it spells full, 4 for "sept". It returns 0 where it only begins
// like one.
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
