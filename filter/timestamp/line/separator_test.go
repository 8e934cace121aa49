package line_test

import (
	"strings"
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// readings are texts and what they are read as; in a line the stamp is between guillemets.
type readings [][2]string

func (rows readings) values(t *testing.T) {
	t.Helper()
	for _, row := range rows {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(row[0]), &read.Context{Now: stamptest.Now})
		if got := outcome(stamp, reason); got != row[1] {
			t.Errorf("%q: %s, want %s", row[0], got, row[1])
		}
	}
}

func (rows readings) lines(t *testing.T) {
	t.Helper()
	for _, row := range rows {
		raw := strings.NewReplacer("«", "", "»", "").Replace(row[0])
		stamp, start, end, reason := line.Find(stamptest.Reader(t, ""), []byte(raw), &read.Context{Now: stamptest.Now})
		shown := raw
		if start < end {
			shown = raw[:start] + "«" + raw[start:end] + "»" + raw[end:]
		}
		if got := outcome(stamp, reason); got != row[1] || reason == timestamp.Read && shown != row[0] {
			t.Errorf("%s: %s, want %s: %s", shown, got, row[1], row[0])
		}
	}
}

func outcome(stamp timestamp.Stamp, reason timestamp.Reason) string {
	if reason != timestamp.Read {
		return reason.String()
	}
	return stamptest.Written(stamp)
}

func TestDateTimeSeparators(t *testing.T) {
	const second = "2024-06-14T10:11:12Z"
	readings{
		{"2024-06-14 | 10:11:12", second}, {"2024-06-14;10:11:12", second}, {"2024-06-14,10:11:12", second}, {"2024-06-14\t10:11:12", second},
		{"2024-06-14@10:11:12", second}, {"2024-06-14 -- 10:11:12", second}, {"2024-06-14 - 10:11:12 +0200", "2024-06-14T10:11:12+02:00"},
		{"14/6/2024 -- 10:11:12", second}, {"2024-06-14.10:11:12", second}, {"2024-06-14 @ 10:11:12.123", "2024-06-14T10:11:12.123Z"},
		{"2024-06-14|10:11", "no_stamp"}, {"2024-06-14|1011", "no_stamp"}, {"2024-06-14 - 5", "no_stamp"}, {"2024-06-14||10:11:12", "no_stamp"},
		{"2024-06-14. 10:11:12", "no_stamp"}, {"2024-06-14/10:11:12", "no_stamp"}, {`2024-06-14",10:11:12`, "no_stamp"},
		{"2024-06-14 | 25:11:12", "impossible"}, {"02/03/2024 - 10:11:12", "ambiguous_date"},
	}.values(t)
	readings{
		{"«2024-06-14;10:11:12»;INFO;x", second}, {"«2024-06-14|10:11:12.5»|x", "2024-06-14T10:11:12.5Z"}, {`"«2024-06-14","10:11:12»","x"`, second},
		{"«2024-06-14\t10:11:12»\tx", second}, {"[«2024-06-14][10:11:12»][INFO] x", second}, {"[1234] «14/6/2024 -- 10:11:12» - <Notice> - x", second},
		{"L «06/14/2024 - 10:11:12»: x", second}, {"   1 | «06/14/2024 | 10:11:12» | Fan", second}, {"«2024-06-14.10:11:12» zpool create", second},
		{"[«2024/06/14@10:11:12.123+0200»] P-12 x", "2024-06-14T10:11:12.123+02:00"},
		{"2024-06-14 | 12 | 10:11:12", "no_stamp"}, {"2024-06-14 - 10 items", "no_stamp"}, {"2024-06-14-10:11:12.tar", "no_stamp"},
		{"host 2024-06-14.log 10:11:12", "no_stamp"}, {"version 10.2.2024;10.1", "no_stamp"}, {"L 02/03/2024 - 10:11:12: x", "ambiguous_date"},
		{"a «2024-06-14,10:11» b", "2024-06-14T10:11:00Z"},
	}.lines(t)
}

// A day period before the time moves it as one after it does.
func TestLeadingDayPeriod(t *testing.T) {
	readings{
		{"2024-06-14 오후 10:11:12", "2024-06-14T22:11:12Z"}, {"2024-06-14 오전 12:11:12", "2024-06-14T00:11:12Z"},
		{"2024/6/14 下午10:11:12", "2024-06-14T22:11:12Z"}, {"2024/6/14 上午 9:11:12", "2024-06-14T09:11:12Z"},
		{"2024/6/14 PM 10:11:12", "2024-06-14T22:11:12Z"}, {"2024/06/14 午後0:11:12", "2024-06-14T12:11:12Z"},
		{"2024年6月14日 下午10:11:12", "2024-06-14T22:11:12Z"}, {"2024年6月14日下午10:11:12", "2024-06-14T22:11:12Z"},
		{"2024년 6월 14일 오후 1시 11분 12초", "2024-06-14T13:11:12Z"}, {"2024. 6. 14. 오후 1:11:12", "2024-06-14T13:11:12Z"},
		{"2024/6/14 PM 13:11:12", "impossible"}, {"2024/6/14 PM 0:11:12", "impossible"}, {"2024/06/14 午前12:11:12", "impossible"},
		{"2024/6/14 PM 10:11:12 PM", "impossible"}, {"2024/6/14 XM 10:11:12", "no_stamp"}, {"2024-06-14T下午10:11:12", "no_stamp"},
	}.values(t)
	readings{{"«2024-06-14 오후 10:11:12» x", "2024-06-14T22:11:12Z"}, {"«2024/6/14 下午10:11:12» x", "2024-06-14T22:11:12Z"}}.lines(t)
}

// Dates and times of other separators than usual, which are versions, file names and numbers of
// items elsewhere.
func TestOtherSeparators(t *testing.T) {
	const second = "2024-06-14T10:11:12Z"
	readings{
		{"2024年06月14日 10時11分12秒", second}, {"2024年06月14日10:11:12", second}, {"2024. 6. 14. 10:11:12", second}, {"2024. 06. 14. 10:11", "2024-06-14T10:11:00Z"},
		{"2024-06-14_10-11-12", second}, {"2024-06-14-10-11-12", second}, {"2024-06-14T10-11-12Z", second}, {"2024.06.14-10.11.12:123", "2024-06-14T10:11:12.123Z"},
		{"20240614 101112", second}, {"2024年06月14日 10時", "no_stamp"}, {"2024-06-14_10-11-12-13", "no_stamp"}, {"2024-06-14_10-11", "no_stamp"},
		{"2024-06-14_25-11-12", "impossible"}, {"2024. 6. 14", "no_stamp"}, {"2024-06-14_10-11-12.log", "no_stamp"}, {"20240614 10111", "no_stamp"},
	}.values(t)
	readings{
		{"[«2024.06.14-10.11.12:123»][  0]LogInit: x", "2024-06-14T10:11:12.123Z"}, {"«2024. 6. 14. 10:11:12» x", second},
		{"«2024年06月14日 10時11分12秒» x", second},
		{"release 2024.06.14-10.11.12 done", "no_stamp"}, {"2024-06-14_10-11-12 rotated", "no_stamp"}, {"app-2024-06-14_10-11-12.log", "no_stamp"},
		{"see 2024. 6. 14. for more", "no_stamp"}, {"2024-06-14-10-11-12 x", "no_stamp"},
	}.lines(t)
}

// Months by name in other company, packed dates after a process number and a level.
func TestNamesAndNumbers(t *testing.T) {
	const second = "2024-06-14T10:11:12Z"
	readings{
		{"14Jun2024 10:11:12", second}, {"14JUN2024:10:11:12.5", "2024-06-14T10:11:12.5Z"}, {"14.Jun.2024 10:11:12", second}, {"14. Jun. 2024 10:11:12", second},
		{"09. October 2012 09:01:00", "2012-10-09T09:01:00Z"}, {"jun/14/2024 10:11:12", second}, {"jun/14 10:11:12", second}, {"Jun-14-2024 10:11:12", second},
		{"Jun. 14, 2024 10:11:12", second}, {"20240614:101112.123", "2024-06-14T10:11:12.123Z"}, {"14Jun24 10:11:12", "no_stamp"},
		{"30Feb2024 10:11:12", "impossible"}, {"1st Jun 2024 10:11:12", "2024-06-01T10:11:12Z"}, {"14Jun2024x", "no_stamp"},
		{"10-Mar 07:31", "2024-03-10T07:31:00Z"}, {"Jun 14, 2024, 10:11:12\u202fPM", "2024-06-14T22:11:12Z"}, {"6/14/2024, 10:11:12\u202fPM", "2024-06-14T22:11:12Z"},
		{"20240614:101112", "no_stamp"}, {"20240614:1011", "no_stamp"}, {"jun/14/24 10:11:12", "no_stamp"}, {"%Jun 14 10:11:12", "no_stamp"},
	}.values(t)
	readings{
		{"«14Jun2024 10:11:12» accept fw1 >eth0", second}, {"«jun/14/2024 10:11:12» system,info x", second}, {"«jun/14 10:11:12» system,info x", second},
		{"%«Jun 14 10:11:12:826 2024» H3C x", "2024-06-14T10:11:12.826Z"}, {"<189>%«Jun 14 10:11:12:826 2024» H3C x", "2024-06-14T10:11:12.826Z"},
		{"I«240614 10:11:12.123456» 1 server/node.go:1 x", "2024-06-14T10:11:12.123456Z"}, {"  1234:«20240614:101112.123» server #1", "2024-06-14T10:11:12.123Z"},
		{"%«Jun  1 18:59:10:826 2021» H3C x", "2021-06-01T18:59:10.826Z"}, {"«10-Mar 07:31» bacula-dir JobId 123: x", "2024-03-10T07:31:00Z"}, {"000 (1234.000.000) «06/14 10:11:12» Job submitted", second},
		{"1234  5678  «06/14 10:11:12» ### x", second}, {"12 06/14 10:11:12 x", "no_stamp"}, {"a 5 06/14 10:11:12 x", "no_stamp"}, {"due 10-Mar 07:31", "no_stamp"},
		{"1 2 10.30 16:49:06 x", "no_stamp"}, {"«10-Mar-2024 07:31» x", "2024-03-10T07:31:00Z"}, {"1234:20240614:101112 x", "no_stamp"}, {"I240614 10:11:12.123 x", "no_stamp"}, {"a5 14Jun2024.tar", "no_stamp"}, {"9Mayor 10:11:12", "no_stamp"},
		{"50%Jun 14 10:11:12 x", "no_stamp"}, {"path/jun/14/2024 10:11:12", "no_stamp"}, {"x14Jun2024 10:11:12", "no_stamp"}, {"5Dec 10:11:12 x", "no_stamp"},
	}.lines(t)
}
