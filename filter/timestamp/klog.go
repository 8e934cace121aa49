package timestamp

// klog reads I0302 15:04:05.123456 and its forms with a year, I20240302 and CockroachDB's I240302: a letter for the level, month
// and day, the time with microseconds (github.com/google/glog, "Log line format"; CockroachDB, format crdb-v2). The letter
// is no part of the stamp.
func (d *draft) klog() bool {
	switch d.peek() {
	case 'I', 'W', 'E', 'F', 'D':
		d.at++
		d.from++
	default:
		return false
	}
	switch digitRun(d.text, d.at) {
	case len("20060102"):
		d.packedFields()
	case len("060102"):
		d.shortPackedDate()
	case len("0102"):
		return d.monthDayPacked()
	default:
		return false
	}
	return d.klogClock()
}

// monthDayPacked reads 0302 15:04:05.123456.
func (d *draft) monthDayPacked() bool {
	d.month, _ = twoDigits(d.text, d.at)
	d.day, _ = twoDigits(d.text, d.at+2)
	d.at += len("0102")
	return d.klogClock()
}

// klogClock reads the time; without its six digits nothing tells klog from other numbers.
func (d *draft) klogClock() bool {
	d.format = "klog"
	return d.skip(' ') && d.clock() && d.digits == 6
}
