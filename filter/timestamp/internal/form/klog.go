package form

import "timesync/filter/timestamp/internal/scan"

// klog reads I0302 15:04:05.123456 and its forms with a year, I20240302 and CockroachDB's I240302: a letter for the level, month
// and day, the time with microseconds (github.com/google/glog, "Log line format"; CockroachDB, format crdb-v2). The letter
// is no part of the stamp.
func (d *Draft) klog() bool {
	switch d.Peek() {
	case 'I', 'W', 'E', 'F', 'D':
		d.At++
		d.From++
	default:
		return false
	}
	switch scan.DigitRun(d.Text, d.At) {
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
func (d *Draft) monthDayPacked() bool {
	d.Month, _ = scan.TwoDigits(d.Text, d.At)
	d.Day, _ = scan.TwoDigits(d.Text, d.At+2)
	d.At += len("0102")
	return d.klogClock()
}

// klogClock reads the time; without its six digits nothing tells klog from other numbers.
func (d *Draft) klogClock() bool {
	d.Format = "klog"
	return d.Skip(' ') && d.Clock() && d.Digits == 6
}
