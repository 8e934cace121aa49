package line_test

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// TestFuller: year and zone of a header are those of a fuller stamp in its line, if their clocks
// agree. The assumed zone is UTC, and it is the end of 2024.
func TestFuller(t *testing.T) {
	now := time.Date(2024, 12, 30, 0, 0, 0, 0, time.UTC).UnixNano()
	for text, want := range map[string]string{
		// the zone, the year, or both
		"Jun 14 15:41:12 h app: 2024-06-14T10:11:12.5Z x":                        "2024-06-14T15:41:12+05:30",
		"Jun 14 12:11:12 h app: 2021-06-14 12:11:12.028 +02:00 x":                "2021-06-14T12:11:12+02:00",
		"Jun 14 10:11:12 lb haproxy[3]: 192.0.2.3:38862 [14/Jun/2018:10:11:12]":  "2018-06-14T10:11:12Z",
		"2024-06-14 12:11:12,500 INFO [main] x ts=1718359872500":                 "2024-06-14T12:11:12.500+02:00",
		"Jun 14 03:11:14 h NetworkManager[7]: <info>  [1718359872.7180] dhcp":    "2024-06-14T03:11:14-07:00",
		`Jun 14 12:11:12 h dockerd[9]: time="2024-06-14T10:11:12Z" level=info`:   "2024-06-14T12:11:12+02:00",
		`Jun 14 12:11:12 h app: {"ts":"2024-06-14T10:11:12Z","m":"x"}`:           "2024-06-14T12:11:12+02:00",
		"Jan  1 01:00:01 h app: 2023-12-31T23:00:00Z x":                          "2024-01-01T01:00:01+02:00",
		"Jun 14 12:11:12 fw date=2024-06-14 time=12:11:12 tz=\"+0200\" a=b":      "2024-06-14T12:11:12+02:00",
		"Jun 14 12:11:12 pa 1,2023/06/14 12:11:12,7,T,2023-06-14T12:11:12+02:00": "2023-06-14T12:11:12+02:00",
		// another event's
		"Jun 14 12:11:12 h app: key expires=2024-06-14T10:11:12Z":             "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h app: last seen on 2024-06-14T10:11:12Z":            "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h sshd[1]: Invalid user 1718359872 from 192.0.2.1":   "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h app: run 4 [2023-01-01T00:00:00Z]":                 "2024-06-14T12:11:12Z",
		"2024-06-14 12:11:12 INFO id 17183598721718359872":                    "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h app: time=2025-06-14T12:11:12Z is still to come":   "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h app: 2024-06-14T12:09:12Z two minutes on its way":  "2024-06-14T12:11:12Z",
		"2024-06-14T12:11:12+01:00 h app: 2024-06-14T10:11:12Z says its zone": "2024-06-14T12:11:12+01:00",
		// a value in the message, which others may have written
		`Jun 14 12:11:12 h web: "GET / HTTP/1.1" 200 "2024-06-14T10:11:12Z"`: "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h app: user 2024-06-14T10:11:12Z came":              "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h app[7]: session 1718359872: closed":               "2024-06-14T12:11:12Z",
		"Jun 14 12:11:12 h web: client browser 2023-06-14T10:11:12Z":         "2024-06-14T12:11:12Z",
		// the bounds of a period
		"2024-06-14 12:00:00 INFO part {2024-06-14T07:00:00Z} closed": "2024-06-14T12:00:00Z",
		"2024-06-14 12:15:00 INFO [main] 2024-06-14T10:15:00Z begun":  "2024-06-14T12:15:00+02:00",
		// contradictions
		"Jun 14 12:11:12 h app: 2024-06-14T10:01:42Z x":          "ambiguous_zone",
		"2024-06-14 12:11:12 INFO time=2024-06-14T10:01:42Z m=x": "ambiguous_zone",
		"date=2024-94-14 time=10:11:12 eventtime=1718359872 x":   "2024-06-14T10:11:12Z",
		"2024-82-14 10:11:12,500 INFO x time=1718359872":         "impossible",
		"Jun 14 12:11:12 h app: 2021-06-14 12:02:02 x":           "ambiguous_date",
	} {
		stamp, _, _, reason := line.Find(stamptest.Reader(t, ""), []byte(text), &read.Context{Now: now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		assert.Equal(t, want, got, text)
	}
}

// TestFullerIsNotLearned: what one line shows of its year says nothing of the next line's.
func TestFullerIsNotLearned(t *testing.T) {
	r, c := stamptest.Reader(t, ""), &read.Context{Now: stamptest.Now}
	for _, test := range []struct{ text, want string }{
		{"Jun 14 10:11:12 h app: 2018-06-14T10:11:12Z x", "2018-06-14T10:11:12Z"},
		{"Jun 14 10:11:13 h app: x", "2024-06-14T10:11:13Z"},
		{"Jun 14 10:11:14 h app: 2018-06-14T10:11:14Z x", "2018-06-14T10:11:14Z"},
	} {
		stamp, _, _, _ := line.Find(r, []byte(test.text), c)
		assert.Equal(t, test.want, stamptest.Written(stamp), test.text)
	}
}

// FuzzMayBeFuller compares the search by words of eight bytes with one byte by byte.
func FuzzMayBeFuller(f *testing.F) {
	for _, text := range []string{"x 10:11:12 y", "[1718359872.5]", "1.2.3.4:5678", "id 123456789", "abcdefg10:11:12", "1:2:3 "} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		digits, colons, long := 0, 0, false
		for _, c := range append([]byte(text), ' ') {
			switch {
			case c >= '0' && c <= '9':
				digits++
			case c == ':':
				colons++
			default:
				long = long || digits+colons >= 8 && (colons >= 2 || digits >= 10)
				digits, colons = 0, 0
			}
		}
		if long && len(text) >= 16 && !line.MayBeFuller([]byte(text+"        ")) {
			t.Fatalf("%q has a time of day or an epoch", text)
		}
	})
}

// TestMayBeFuller compares the search by pieces of sixteen bytes with one byte by byte, on random texts
// of bytes that are digits and colons, that are like them, and others.
func TestMayBeFuller(t *testing.T) {
	random, found := rand.New(rand.NewPCG(23, 24)), 0
	for range 300_000 {
		text := make([]byte, random.IntN(60))
		for at := 0; at < len(text); {
			from := [...]string{"0123456789", "0123456789:", ":", ";<=>? 1", "/.-ab \x00\xb1\xff"}[random.IntN(5)]
			for end := min(at+1+random.IntN(12), len(text)); at < end; at++ {
				text[at] = from[random.IntN(len(from))]
			}
		}
		want := mayBeFullerSlowly(text)
		if want {
			found++
		}
		require.Equal(t, want, line.MayBeFuller(text), "%q", text)
	}
	require.Greater(t, found, 30_000)
}

// mayBeFullerSlowly is MayBeFuller byte by byte.
func mayBeFullerSlowly(text []byte) bool {
	isPart := func(at int) bool {
		return at >= 0 && at < len(text) && (text[at] >= '0' && text[at] <= '9' || text[at] == ':')
	}
	for at := 0; at < len(text)/8*8; at += 4 {
		if !isPart(at) || !isPart(at+1) || !isPart(at+2) || !isPart(at+3) {
			continue
		}
		start, end := at, at
		for isPart(start - 1) {
			start--
		}
		for isPart(end) {
			end++
		}
		colons := bytes.Count(text[start:end], []byte(":"))
		if colons >= 2 || end-start-colons >= 10 {
			return true
		}
	}
	return false
}
