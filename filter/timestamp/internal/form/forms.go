package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// A Form is one way to write a date and a time. One with a layout is read by it; the others are
// read by the functions that know many forms of a kind. Every Example names 2024-06-14
// 10:11:12 UTC, in UTC where it names no zone.
type Form struct {
	Name   string // what Stamp.Format says
	layout string // as compile reads it; "": no fixed shape
	where  spots  // of one with a layout
	// needs reports whether what else must hold does, and reads what the layout cannot name; nil:
	// nothing must.
	needs   func(d *Draft) bool
	Example string
	InLine  bool // Example is a line: what stands around the stamp tells it
}

// Forms returns the table of forms.
func Forms() []Form { return forms }

var forms = []Form{
	{Name: "rfc3339", Example: "2024-06-14T10:11:12.123Z"},
	{Name: "rfc3339", Example: "2024-06-14t12:11:12.123456789+02:00"},
	{Name: "iso8601", Example: "2024-06-14 10:11:12.123"},
	{Name: "iso8601", Example: "2024-06-14 12:11:12 +0200"},
	{Name: "iso8601", Example: "2024-06-14T10:11:12"},
	{Name: "iso8601", Example: "2024-06-14T101112Z"},
	{Name: "iso8601", Example: "2024-06-14 10:11:12 AM"},
	{Name: "iso8601", Example: "2024-Jun-14 10:11:12"},
	{Name: "iso8601_basic", layout: "%Y%m%d[Tt._-]{either}{zone}", where: allOver, Example: "20240614T101112Z"},
	{Name: "iso8601_basic", layout: "%Y%m%d {clock}{zone}", where: allOver, Example: "20240614 10:11:12 text", InLine: true},
	{Name: "iso8601_basic", layout: "%Y%m%d %H%M%S{decimals}{zone}", where: value | head, Example: "20240614 101112"},
	{Name: "iso8601_ordinal", layout: "%Y-%jT{either}{zone}", where: allOver, Example: "2024-166T10:11:12Z"},
	{Name: "iso8601_ordinal", layout: "%Y-W%V-%uT{either}{zone}", where: allOver, Example: "2024-W24-5T10:11:12Z"},
	{Name: "iso8601_ordinal", layout: "%Y%jT{packed}{zone}", where: value, Example: "2024166T101112Z"},
	{Name: "iso8601_ordinal", layout: "%YW%V%uT{packed}{zone}", where: value, Example: "2024W245T101112Z"},
	{Name: "iso8601_ordinal", layout: "%Y/%j {clock}{zone}", where: value, Example: "2024/166 10:11:12"},
	{Name: "log4j", Example: "2024-06-14 10:11:12,123"},
	{Name: "rfc3164", Example: "Jun 14 10:11:12"},
	{Name: "rfc3164", Example: "Jun 14 10:11:12 2024"},
	{Name: "rfc3164", Example: "<34>Jun 14 10:11:12 host sshd[42]: text", InLine: true},
	{Name: "rfc5424_unsynced", Example: `<34>1 2024-06-14T10:11:12.003Z host app 42 - [timeQuality tzKnown="1" isSynced="0"] text`, InLine: true},
	{Name: "rfc5424_zone_unknown", Example: `<34>1 2024-06-14T10:11:12.003Z host app 42 - [timeQuality tzKnown="0" isSynced="1"] text`, InLine: true},
	{Name: "rfc5424_zone_unknown_unsynced", Example: `<34>1 2024-06-14T10:11:12.003Z host app - - [timeQuality tzKnown="0" isSynced="0"]`, InLine: true},
	{Name: "rfc3164", Example: "[CEST Jun 14 12:11:12] info     : text", InLine: true},
	{Name: "clf", Example: "14/Jun/2024:12:11:12 +0200"},
	{Name: "clf", Example: `10.0.0.1 - - [14/Jun/2024:12:11:12 +0200] "GET / HTTP/1.1" 200 5`, InLine: true},
	{Name: "asctime", Example: "Fri Jun 14 10:11:12 2024"},
	{Name: "asctime", Example: "Fri Jun 14 10:11:12.123456 2024"},
	{Name: "asctime", Example: "Fri Jun 14 12:11:12 CEST 2024"},
	{Name: "rfc2822", Example: "Fri, 14 Jun 2024 12:11:12 +0200"},
	{Name: "rfc2822", Example: "Fri, 14 Jun 2024 10:11:12 GMT"},
	{Name: "nginx_error", Example: "2024/06/14 10:11:12"},
	{Name: "rfc3164", Example: "%Jun 14 10:11:12:123 2024 H3C SHELL/5/SHELL_LOGIN: text", InLine: true},
	{Name: "klog", layout: "{level}%m%d {clock}", where: allOver, needs: hasMicros, Example: "I0614 10:11:12.123456"},
	{Name: "klog", layout: "%m%d {clock}", where: value, needs: hasMicros, Example: "0614 10:11:12.123456"},
	{Name: "klog", layout: "{level}%Y%m%d {clock}", where: allOver, needs: hasMicros, Example: "I20240614 10:11:12.123456 1 server.go:20] text", InLine: true},
	{Name: "klog", layout: "{level}%y%m%d {clock}", where: allOver, needs: hasMicros, Example: "I240614 10:11:12.123456 1234 server/node.go:123 text", InLine: true},
	{Name: "zabbix", layout: "%Y%m%d:{packed}", where: allOver, needs: hasMillis, Example: "1234:20240614:101112.123 text", InLine: true},
	{Name: "logcat", Example: "06-14 10:11:12.123  1234  5678 I Tag: text", InLine: true},
	{Name: "yearless", Example: "06/14-10:11:12.123456"},
	{Name: "yearless", Example: "000 (1234.000.000) 06/14 10:11:12 Job submitted", InLine: true},
	{Name: "utc_time", layout: "%y%m%d%H%M%S{decimals}", where: value, needs: isUTCTime, Example: "240614101112Z"},
	{Name: "day_name", Example: "14 Jun 2024 10:11:12"},
	{Name: "day_name", Example: "14-Jun-24 10:11:12"},
	{Name: "day_name", Example: "Fri 14 Jun 12:11:12 CEST 2024"},
	{Name: "name_day", Example: "June 14, 2024 10:11:12"},
	{Name: "name_day", Example: "Jun-14-24 10:11:12"},
	{Name: "name_day", Example: "Jun 14, 2024, 12:11:12 PM Central European Summer Time"},
	{Name: "day_name", Example: "14Jun2024 10:11:12"},
	{Name: "day_name", Example: "14JUN2024:10:11:12.123"},
	{Name: "day_name", Example: "14.Jun.2024 10:11:12"},
	{Name: "day_name", Example: "14. June 2024 10:11:12"},
	{Name: "day_name", Example: "14. Juni 2024 10:11:12"},
	{Name: "day_name", Example: "14 de junio de 2024 10:11:12"},
	{Name: "day_name", Example: "14 juin 2024 à 10:11:12"},
	{Name: "day_name", Example: "14 giugno 2024 10:11:12"},
	{Name: "day_name", Example: "14 de junho de 2024 às 10:11:12"},
	{Name: "day_name", Example: "14 juni 2024 om 10:11:12"},
	{Name: "day_name", Example: "14 czerwca 2024 10:11:12"},
	{Name: "day_name", Example: "14 juni 2024 kl. 10:11:12"},
	{Name: "day_name", Example: "14 Haziran 2024 10:11:12"},
	{Name: "day_name", Example: "14 июня 2024 г. 10:11:12"},
	{Name: "rfc3164", Example: "juin 14 10:11:12 host systemd[1]: text", InLine: true},
	{Name: "name_day", Example: "jun/14/2024 10:11:12"},
	{Name: "name_day", Example: "Jun-14-2024 10:11:12"},
	{Name: "javascript", Example: "Fri Jun 14 2024 12:11:12 GMT+0200 (CEST)"},
	{Name: "numeric", Example: "14.06.2024 10:11:12"},
	{Name: "numeric", Example: "06/14/2024 10:11:12 AM"},
	{Name: "columns", Example: "2024-06-14|10:11:12"},
	{Name: "columns", Example: "2024-06-14;10:11:12;INFO;text", InLine: true},
	{Name: "columns", Example: `"2024-06-14","10:11:12","GET"`, InLine: true},
	{Name: "columns", Example: "[2024-06-14][10:11:12][main] text", InLine: true},
	{Name: "columns", Example: "2024/06/14@10:11:12.123+0000"},
	{Name: "columns", Example: "14/6/2024 -- 10:11:12 - <Notice> - text", InLine: true},
	{Name: "columns", Example: "L 06/14/2024 - 10:11:12: text", InLine: true},
	{Name: "columns", Example: "1 | 06/14/2024 | 10:11:12 | Fan 1", InLine: true},
	{Name: "columns", Example: "Jun 14 2024 - 10:11:12"},
	{Name: "columns", Example: "Jun 14, 2024 @ 10:11:12.123"},
	{Name: "columns", Example: "2024-06-14.10:11:12 zpool create tank sda", InLine: true},
	{Name: "time_first", Example: "10:11:12 2024-06-14"},
	{Name: "time_first", Example: "10:11:12.123 2024/06/14"},
	{Name: "time_first", Example: "10:11:12 14 Jun 2024"},
	{Name: "time_first", Example: "10:11:12 Jun 14, 2024"},
	{Name: "time_first", Example: "12:11:12.123 CEST Fri Jun 14 2024"},
	{Name: "time_first", Example: "10:11:12 UTC 06/14/2024", InLine: true},
	{Name: "cisco_unset", Example: "*10:11:12.123 UTC Fri Jun 14 2024"},
	{Name: "half_first", Example: "2024/6/14 AM 10:11:12"},
	{Name: "half_first", Example: "2024/6/14 上午10:11:12"},
	{Name: "half_first", Example: "2024-06-14 오전 10:11:12"},
	{Name: "db2", layout: "{date}-%H.%M.%S{fraction}{period}{minutes}", where: allOver, needs: isDashed, Example: "2024-06-14-10.11.12.123456"},
	{Name: "packed", layout: "%Y%m%d%H%M%S{fraction}{minutes}", where: value | head, needs: isOfOurTime, Example: "20240614101112"},
	{Name: "packed", layout: "%Y%m%d%H%M%S%L{minutes}", where: value | head, needs: isOfOurTime, Example: "20240614101112123"},
	{Name: "yymmdd", layout: "%y%m%d{blanks}{clock}{zone}", where: allOver, Example: "240614 10:11:12"},
	{Name: "yymmdd", layout: "%y%m%d{blanks}{packed}", where: head, needs: isColumn, Example: "240614 101112 148 INFO text", InLine: true},
	{Name: "cjk", layout: "%Y年{blank}%-m月{blank}%-d日{time}", where: allOver, Example: "2024年06月14日 10:11:12"},
	{Name: "cjk", Example: "2024年06月14日 10時11分12秒"},
	{Name: "cjk", layout: "%Y년{blank}%-m월{blank}%-d일{time}", where: allOver, Example: "2024년 6월 14일 10시 11분 12초"},
	{Name: "cjk", layout: "%Y. %-m.{blank}%-d.{time}", where: allOver, Example: "2024. 6. 14. 10:11:12"},
	{Name: "dashes", layout: "{date}[_T -]%H-%M-%S", where: value, needs: endsInZ, Example: "2024-06-14_10-11-12"},
	{Name: "unreal", layout: "{date}-%H.%M.%S{fraction}{period}{minutes}", where: value, needs: isDotted, Example: "2024.06.14-10.11.12:123"},
	{Name: "unreal", layout: "{date}-%H.%M.%S{fraction}{period}{minutes}", where: head | within, needs: isDottedMillis, Example: "[2024.06.14-10.11.12:123][  0]LogInit: text", InLine: true},
	{Name: "cisco_unset", Example: "*Jun 14 10:11:12.123"},
	{Name: "cisco_unsynced", Example: ".Jun 14 10:11:12.123"},
	{Name: "script_date", Example: "/Date(1718359872123)/"},
	{Name: "tai64n", Example: "@40000000666c174a075bcd15"},
	{Name: "tai64n_tai", Example: "@40000000666c1765075bcd15"},
	{Name: "date_time_pairs", Example: `date=2024-06-14 time=10:11:12 devname="fw" tz="+0000"`, InLine: true},
	{Name: "time_of_day", Example: "10:11:12.123"},
	{Name: "time_of_day", Example: "[10:11:12] [Server thread/INFO]: text", InLine: true},
	{Name: "epoch", Example: "1718359872 +0200"},
	{Name: "epoch", Example: "1718359872,123"},
	{Name: "epoch", Example: "** Alert 1718359872.12345: mail  - syslog,sshd,", InLine: true},
	{Name: "epoch", Example: "1718359872|1718359800.12|support|NONE|ENTERQUEUE||5551234567|1", InLine: true},
	{Name: "epoch", Example: "1718359872:  >>> emerge (1 of 2) sys-apps/portage-3.0.1 to /", InLine: true},
	{Name: "epoch", Example: "1234  1718359872.123456 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3", InLine: true},
	{Name: "epoch", Example: `"JOB_NEW" "10.1" 1718359872 101 1000`, InLine: true},
	{Name: "epoch", Example: "-   Timestamp      Start: 1718359872.123456 0.000000 0.000000", InLine: true},
	{Name: "epoch", Example: "1718359872 INFO text", InLine: true},
	{Name: "epoch", Example: "<134>1718359872 gw1 flows src=192.0.2.1", InLine: true},
	{Name: "epoch", Example: "1.718359872123456e+09"},
	{Name: "epoch_ms", Example: "1718359872123,345,checkout,200,OK", InLine: true},
	{Name: "epoch_parts", Example: `{"instant":{"epochSecond":1718359872,"nanoOfSecond":123456789},"level":"INFO"}`, InLine: true},
}

// hasMicros reports whether six digits of fraction tell klog from other numbers
// (github.com/google/glog, "Log line format").
func hasMicros(d *Draft) bool { return d.Digits == 6 }

// hasMillis reports whether milliseconds tell a time from other numbers between colons.
func hasMillis(d *Draft) bool { return d.Digits == 3 }

// isOfOurTime reports whether a number of fourteen digits or more is a date, and no other number.
func isOfOurTime(d *Draft) bool {
	return d.Year >= epoch.FirstYear && d.Year < epoch.LastYear && d.ExistsApartFromYear()
}

// isColumn reports whether a blank ends two numbers that are a date and a time.
func isColumn(d *Draft) bool { return scan.IsBlank(d.Peek()) && d.ExistsApartFromYear() }

// isUTCTime reads Z or the offset of ASN.1's UTCTime. Its two-digit years run from 1950 (RFC 5280
// section 4.1.2.5.1), not from 1969 as elsewhere: those between are refused.
func isUTCTime(d *Draft) bool {
	if d.Year >= 2050 {
		d.Refuse(timestamp.AmbiguousDate)
	}
	from := d.At
	return matches("Zz"+signs, d.Peek()) && tryClaims(d, zoneAlone, 0) && (d.Text[d.At-1] == 'Z' || d.At-from == len("+0200"))
}

// endsInZ reads the Z of a value, or nothing.
func endsInZ(d *Draft) bool {
	rest := d.Text[d.At:]
	readTrailingZone(d)
	return len(rest) == 0 || string(rest) == "Z"
}

func dateSeparator(d *Draft) byte { return d.Text[d.From+len("2006")] }

func isDashed(d *Draft) bool { return dateSeparator(d) == '-' }

func isDotted(d *Draft) bool { return dateSeparator(d) == '.' }

// isDottedMillis wants milliseconds in a line: a version has dots and hyphens, too.
func isDottedMillis(d *Draft) bool { return isDotted(d) && hasMillis(d) }
