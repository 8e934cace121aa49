package form

// Times as Chinese, Japanese and Korean programs write them.

// clockWords are the units behind the numbers of a time.
var clockWords = [...][3]string{{"時", "分", "秒"}, {"时", "分", "秒"}, {"시", "분", "초"}}

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
