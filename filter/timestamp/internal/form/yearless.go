package form

import "timesync/filter/timestamp/internal/scan"

// readTwoNumbers reads a date without year: 03-17 16:13:38.811 (Android), 12/31 23:59:00,
// 12/31-23:59:00 (Snort), 10.30 16:49:06. In a line it must stand first, or after columns of
// numbers. Android's is month first, and told by what follows it; any other has to show its order.
func readTwoNumbers(d *Draft, first, second int, separator byte) bool {
	if d.Line && !d.Head && !(separator == '/' && isNumbers(d.Text[:d.From])) || !(separator == '/' && d.Skip('-')) && d.Blanks() == 0 {
		return false
	}
	if d.HasTime || !d.Clock() || scan.DigitRun(d.Text, d.At) > 0 {
		return false
	}
	if separator == '-' && tryClaims(d, logcatColumns, 0) {
		d.Format, d.Month, d.Day = "logcat", first, second
		readTrailingZone(d)
		return true
	}
	d.Format = "yearless"
	chooseYearless(d, first, second, separator)
	readTrailingYear(d)
	return true
}

var logcatClaims = []claim{
	{name: "logcat", sides: logcatColumns, where: anywhere, begins: " \t", read: readLogcat,
		example: "06-14 06:11:12.123«  2021  2022 I» Tag: x", counter: "06-14 06:11:12.123  1234 I Tag: x"},
}

// readLogcat reads the columns of Android's log after the time: process and thread (and user before
// them), and the letter of the level, or that letter and a slash. They are no part of the stamp.
func readLogcat(d *Draft) verdict {
	at, columns := d.At, 0
	for at < len(d.Text) && scan.IsBlank(d.Text[at]) {
		for at < len(d.Text) && scan.IsBlank(d.Text[at]) {
			at++
		}
		run := scan.DigitRun(d.Text, at)
		if run == 0 {
			break
		}
		at += run
		columns++
	}
	if at+1 >= len(d.Text) {
		return passed
	}
	switch d.Text[at] {
	case 'V', 'D', 'I', 'W', 'E', 'F', 'S', 'A':
		if columns >= 2 && d.Text[at+1] == ' ' || columns == 0 && at > d.At && d.Text[at+1] == '/' {
			return taken
		}
	}
	return passed
}

// isNumbers reports whether the text before a stamp is two columns of numbers or more: process and
// thread (Commvault), or an event and its job, 000 (1234.000.000) (HTCondor).
func isNumbers(text []byte) bool {
	columns := 0
	for at, c := range text {
		switch {
		case scan.IsDigit(c):
		case scan.IsBlank(c):
			if at > 0 && !scan.IsBlank(text[at-1]) {
				columns++
			}
		case c != '(' && c != ')' && c != '.':
			return false
		}
	}
	return columns >= 2
}
