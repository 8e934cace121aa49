package scan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MonthNames are the names of the months in one language, in lower case and without full stops.
type MonthNames struct {
	Language string
	Names    [12]string // of each month its full name, other cases of it and its abbreviations
	Example  string     // names 2024-06-14 10:11:12 UTC
}

// ForeignMonths are the names that CLDR has, its formats' and those that stand alone, and the
// abbreviations of glibc's locales.
var ForeignMonths = [...]MonthNames{
	{"German", [12]string{"januar jänner jan jän", "februar feber feb", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul",
		"august aug", "september sept sep", "oktober okt", "november nov", "dezember dez"}, "14. Juni 2024 10:11:12"},
	{"Spanish", [12]string{"enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
		"agosto ago", "septiembre setiembre sept sep set", "octubre oct", "noviembre nov", "diciembre dic"}, "14 de junio de 2024 10:11:12"},
	{"French", [12]string{"janvier janv", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil",
		"août", "septembre sept", "octobre oct", "novembre nov", "décembre déc"}, "14 juin 2024 à 10:11:12"},
	{"Italian", [12]string{"gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu", "luglio lug",
		"agosto ago", "settembre set", "ottobre ott", "novembre nov", "dicembre dic"}, "14 giugno 2024 10:11:12"},
	{"Portuguese", [12]string{"janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul",
		"agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"}, "14 de junho de 2024 às 10:11:12"},
	{"Dutch", [12]string{"januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul",
		"augustus aug", "september sep", "oktober okt", "november nov", "december dec"}, "14 juni 2024 om 10:11:12"},
	{"Polish", [12]string{"stycznia styczeń sty", "lutego luty lut", "marca marzec mar", "kwietnia kwiecień kwi", "maja maj", "czerwca czerwiec cze",
		"lipca lipiec lip", "sierpnia sierpień sie", "września wrzesień wrz", "października październik paź", "listopada listopad lis", "grudnia grudzień gru"},
		"14 czerwca 2024 10:11:12"},
	{"Swedish", [12]string{"januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul",
		"augusti aug", "september sept sep", "oktober okt", "november nov", "december dec"}, "14 juni 2024 kl. 10:11:12"},
	{"Turkish", [12]string{"ocak oca", "şubat şub", "mart mar", "nisan nis", "mayıs may", "haziran haz", "temmuz tem",
		"ağustos ağu", "eylül eyl", "ekim eki", "kasım kas", "aralık ara"}, "14 Haziran 2024 10:11:12"},
	{"Russian", [12]string{"января январь янв", "февраля февраль февр фев", "марта март мар", "апреля апрель апр", "мая май", "июня июнь июн", "июля июль июл",
		"августа август авг", "сентября сентябрь сент сен", "октября октябрь окт", "ноября ноябрь нояб ноя", "декабря декабрь дек"}, "14 июня 2024 г. 10:11:12"},
}

// otherMonths are words that are another month in Croatian than in Polish.
var otherMonths = map[string]int{"lip": 6, "lis": 10, "listopad": 10, "listopada": 10}

// longestMonth is longer than any name, in bytes.
const longestMonth = 32

// monthWord is what a word says of the month.
type monthWord struct {
	month   int
	doubted bool // it is two different months in two languages
}

// monthWords are all names, folded; one that is two different months is doubted.
var monthWords = func() map[string]monthWord {
	words := map[string]monthWord{}
	for _, row := range ForeignMonths {
		for i, names := range row.Names {
			for name := range strings.FieldsSeq(names) {
				var space [longestMonth]byte
				folded, _ := fold(space[:0], []byte(name), 0)
				known, twice := words[string(folded)]
				words[string(folded)] = monthWord{i + 1, otherMonths[name] > 0 || twice && known.month != i+1}
			}
		}
	}
	return words
}()

// ReadForeignMonth reads the name of a month at text[at:] in one of the languages of ForeignMonths,
// in any case and with a full stop or without. It returns the month, 1 to 12, the length read, 0
// where no month stands there, and whether the word is two different months in two languages.
func ReadForeignMonth(text []byte, at int) (month, length int, doubted bool) {
	var space [longestMonth]byte
	folded, end := fold(space[:0], text, at)
	word, ok := monthWords[string(folded)]
	if !ok {
		return 0, 0, false
	}
	if end < len(text) && text[end] == '.' {
		end++
	}
	return word.month, end - at, word.doubted
}

// fold appends the word at text[at:] in lower case, the dotless i as an i, and returns where it ends.
// A longer word than any month is nobody's.
func fold(dst, text []byte, at int) (folded []byte, end int) {
	for end = at; end < len(text); {
		if c := text[end]; c < utf8.RuneSelf {
			if !IsLetter(c) {
				break
			}
			dst = append(dst, c|0x20)
			end++
		} else {
			r, size := utf8.DecodeRune(text[end:])
			if !unicode.IsLetter(r) {
				break
			}
			if r = unicode.ToLower(r); r == 'ı' {
				r = 'i'
			}
			dst = utf8.AppendRune(dst, r)
			end += size
		}
		if len(dst) > longestMonth-utf8.UTFMax {
			return nil, end
		}
	}
	return dst, end
}
