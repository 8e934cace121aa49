package form

// Dates and times as Chinese, Japanese and Korean programs write them.

// dateWords are the units behind the numbers of a date, and clockWords those behind the numbers of a time.
var (
	dateWords  = [...][3]string{{"年", "月", "日"}, {"년", "월", "일"}}
	clockWords = [...][3]string{{"時", "分", "秒"}, {"时", "分", "秒"}, {"시", "분", "초"}}
)

// ideographs reads the rest of 2014年04月08日 and 2014년 4월 8일 behind the year.
func (d *Draft) ideographs() bool {
	for i := range dateWords {
		if d.SkipText(dateWords[i][0]) {
			d.Format = "cjk"
			return d.unitNumber(&d.Month, dateWords[i][1]) && d.unitNumber(&d.Day, dateWords[i][2]) && d.afterDate(true)
		}
	}
	return false
}

// spacedDots reads the rest of the Korean 2024. 6. 14. behind the month.
func (d *Draft) spacedDots() bool {
	d.Format = "cjk"
	return d.unitNumber(&d.Day, ".") && d.afterDate(true)
}

// unitNumber reads a number of one or two digits and its unit, with a blank before the number or without.
func (d *Draft) unitNumber(value *int, unit string) (ok bool) {
	d.Skip(' ')
	*value, ok = d.Number(1, 2)
	return ok && d.SkipText(unit)
}

// wordedClock reads 19時47分37秒, the digits of whose hour clock has stepped over.
func (d *Draft) wordedClock() bool {
	for i := range clockWords {
		if d.SkipText(clockWords[i][0]) {
			d.HasTime = true
			return d.unitNumber(&d.Minute, clockWords[i][1]) && d.unitNumber(&d.Second, clockWords[i][2])
		}
	}
	return false
}
