package read_test

import (
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

// TestLastResortServes has values that only dateparse reads.
func TestLastResortServes(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2024-01-0203:04:05", "2024-01-02T03:04:05Z"},
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read || stamp.Format != "dateparse" || stamptest.Written(stamp) != test.want {
			t.Errorf("%q: %s %s %s, want %s", test.text, reason, stamp.Format, stamptest.Written(stamp), test.want)
		}
	}
}

// TestLastResortTraps has what dateparse, asked alone, reads wrong. None of it may come out as an
// instant of its making.
func TestLastResortTraps(t *testing.T) {
	for _, text := range []string{
		"2024-03-05 10:11:12 PST", "Tue Mar  5 10:11:12 CST 2024", "2024-03-05 10:11:12 XYZ", "10:11:12", "10:11:12.123",
		"02/03/2024", "02/03/2024 10:11:12", "04:02:2014 04:08:09", "1.2.3", "192.168.1.1", "2024", "0.005", "n/a",
		"2014.05", "3.3.2014", "2024-01-02T03:04:", "2024-01-02T03:04:05+01:00+02:00", "2014/Mai/07 10:11:12", "2024010203040506x", "12-34-56", "2014/03 04:08:09", "2014/3 4:08:09",
	} {
		if stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now}); reason == timestamp.Read {
			t.Errorf("%q: read as %s by %s", text, stamptest.Written(stamp), stamp.Format)
		}
	}
	for _, test := range []struct{ text, want string }{
		{"2024-03-05 10:11:12.123+02", "2024-03-05T10:11:12.123+02:00"},
		{"2024-03-05 10:11:12 CET", "2024-03-05T10:11:12+01:00"},
		{"2024-03-05 10:11:12 EST", "2024-03-05T10:11:12-05:00"},
		{"Jun  1 10:11:12", "2024-06-01T10:11:12Z"},
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read || stamptest.Written(stamp) != test.want {
			t.Errorf("%q: %s %s, want %s", test.text, reason, stamptest.Written(stamp), test.want)
		}
	}
}
