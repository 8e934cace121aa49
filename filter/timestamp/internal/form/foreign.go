package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// Dates whose month has its name in another language than English, with day and year beside it: 14.
// Juni 2024, 15-Mär-2019, 14 de junio de 2024. Without year they are believed at the head of a line
// and in a value alone, as journalctl writes them: mars 08 10:15:03.

// readMonth reads the English name of a month at the cursor. It is another language's where a letter
// beyond ASCII goes on: MARÇO.
func readMonth(d *Draft) (month, length int) {
	month, length = scan.ReadMonth(d.Text, d.At)
	if end := d.At + length; length > 0 && end < len(d.Text) && d.Text[end] >= 0x80 {
		return 0, 0
	}
	return month, length
}

// takeForeignMonth takes the month that a word of another language names, and reports whether one
// does. A word that is two months refuses the stamp.
func takeForeignMonth(d *Draft) bool {
	month, length, doubted := scan.ReadForeignMonth(d.Text, d.At)
	if length == 0 {
		return false
	}
	d.At += length
	if d.Month = month; doubted {
		d.Refuse(timestamp.AmbiguousDate)
	}
	return true
}

// readDayThenForeign reads the month, the year and the time after a day and a separator.
func readDayThenForeign(d *Draft, separator byte) bool {
	d.Format = "day_name"
	if skipParticle(d); separator == 0 || !takeForeignMonth(d) {
		return false
	}
	if !d.Skip(separator) && !(separator == '.' && endsName(d)) {
		return false
	}
	skipParticle(d)
	run := scan.DigitRun(d.Text, d.At)
	if run != len("2024") && (run != len("24") || separator != '-') || !readNamedYear(d) {
		return false
	}
	skipBeforeClock(d)
	if readOracleClock(d, separator) {
		readTrailingZone(d)
		return true
	}
	return readAfterDate(d, true)
}

// skipParticle steps over what Spanish and Portuguese have between day, month and year.
func skipParticle(d *Draft) { _ = d.OneOf("de ", "del ", "DE ", "De ") }

// beforeClock are the words between date and time that CLDR has, and what Russian has after a year.
var beforeClock = [...]string{"г. в ", "г., ", "г. ", "г ", "um ", "à ", "om ", "às ", "kl. ", "alle ore ", "alle ", "ore ", "a las ", "в "}

// skipBeforeClock steps over such a word, up to the blank before the time.
func skipBeforeClock(d *Draft) {
	from := d.At
	d.Skip(',')
	if d.Blanks() > 0 && d.OneOf(beforeClock[:]...) && scan.IsDigit(d.Peek()) {
		d.At--
		return
	}
	d.At = from
}

// readForeignFirst reads the name of a month in another language, the day, a year or none and the
// time.
func readForeignFirst(d *Draft) bool {
	from := d.At
	if _, length := readMonth(d); length > 0 || !takeForeignMonth(d) {
		return false
	}
	word := d.Text[from:d.At]
	if d.Blanks() == 0 {
		return false
	}
	var length int
	if d.Day, length = readShortNumber(d); length == 0 {
		return false
	}
	d.Skip(',')
	if d.Blanks() == 0 {
		return false
	}
	if IsTimeOfDay(d.Text, d.At) {
		if scan.IsOneOf(word, otherWords[:]) {
			d.Refuse(timestamp.AmbiguousDate)
		}
		d.Format = "rfc3164"
		return readClockThenYear(d)
	}
	d.Format = "name_day"
	return scan.DigitRun(d.Text, d.At) == len("2024") && readNamedYear(d) && readAfterDate(d, true)
}

// otherWords are names of months that begin a message of another kind as well.
var otherWords = [...]string{"set", "out", "ago", "ara", "gen", "mag"}
