package line_test

import "testing"

// Epochs of known programs, and numbers that only look like them.
func TestProgramEpochs(t *testing.T) {
	const second, millis, micros = "2024-06-14T10:11:12Z", "2024-06-14T10:11:12.123Z", "2024-06-14T10:11:12.123456Z"
	readings{
		{"** Alert «1718359872».12345: mail  - syslog,sshd,", second}, {"** Alert «1718359872».12345:", second},
		{"«1718359872»|1718359800.12|support|NONE|ENTERQUEUE||5551234567|1", second}, {"«1718359872»|NONE|NONE|NONE|QUEUESTART|", second},
		{"«1718359872»:  >>> emerge (1 of 2) sys-apps/portage-3.0.1 to /", second}, {"«1718359872»: Started emerge on: Jun 14, 2024 10:11:12", second},
		{"1234  «1718359872.123456» openat(AT_FDCWD) = 3", micros}, {"[pid  1234] «1718359872.123456» <... read resumed>) = 1", micros},
		{"1234 «1718359872.123456» +++ exited with 0 +++", micros}, {"1234 «1718359872.123456» --- SIGCHLD {si_signo=SIGCHLD} ---", micros},
		{`"JOB_NEW" "10.1" «1718359872» 101 1000`, second}, {"-   Timestamp      Start: «1718359872.123456» 0.000000 0.000000", micros},
		{"Info: «1718359872.123» 7 192.0.2.1 TCP_MISS/302 779 HEAD http://example.com/", millis},
		{"Info: 1718359872.123 7 192.0.2.1 was slow", "no_stamp"}, {"Info: 1718359872.123 bytes of 7 TCP_MISS/302", "no_stamp"}, {"Info: 1718359872 7 192.0.2.1 TCP_MISS/302", "no_stamp"},
		{"«1718359872» INFO x", second}, {"«1718359872123» [INFO] x", millis}, {"«1718359872123» [10.0.0.1]:5701 [dev] x", millis}, {"«1718359872» [WARN] x", second},

		{"Alert 1718359872.12345: mail", "no_stamp"}, {"** Alert 1718359872: mail", "no_stamp"}, {"** Alert 12345.12345: mail", "no_stamp"},
		{"1718359872|john|smith|UK", "no_stamp"}, {"1718359872|a b|c|d|ENTERQUEUE|", "no_stamp"}, {"1718359872|1|2|3|Name|", "no_stamp"},
		{"1718359872: no such user", "no_stamp"}, {"1718359872:  value", "no_stamp"}, {"1234  1718359872.123456 5.5", "no_stamp"},
		{"1234  1718359872.123 read(3) = 1", "no_stamp"}, {"12345678 1718359872.123456 read(3) = 1", "no_stamp"}, {"1718359872 bytes read(3)", "no_stamp"},
		{`"JOB" 10.1 1718359872 x`, "no_stamp"}, {`"name" "10.1" 1718359872 x`, "no_stamp"}, {"1718359872 errors found", "no_stamp"}, {"1718359872 info x", "no_stamp"},
		{"1718359872 ERRORS found", "no_stamp"}, {"1718359872 [10.0.0.1]", "no_stamp"}, {"5 1718359872 INFO", "no_stamp"}, {"Timestamp Start: 1718359872 x", "no_stamp"},
		{"123 456 1718359872 1 text", "no_stamp"}, {"id 1718359872 INFO x", "no_stamp"}, {"1234567890123 items [x]", "no_stamp"},
	}.lines(t)
	readings{
		{"1718359872 +0200", "2024-06-14T12:11:12+02:00"}, {"1718359872 -0700", "2024-06-14T03:11:12-07:00"}, {"1718359872,123", millis},
		{"1718359872 +02:00", "no_stamp"}, {"1718359872 +2", "no_stamp"}, {"1718359872,12", "no_stamp"}, {"1718359872,1718359873", "no_stamp"},
		{"1718359872 0200", "no_stamp"}, {"1718359872123 +0200", "no_stamp"}, {"1718359872 +0260", "no_stamp"},
	}.values(t)
}
