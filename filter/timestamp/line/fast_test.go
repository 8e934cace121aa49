package line_test

import (
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// trailingTexts are texts after a time in a line that belong to the stamp, end it or make it
// doubtful.
var trailingTexts = []string{
	"", " x", " host app[1]: x", " UTC x", " CEST 2024 x", " MESZ x", " METDST x", " +03 x", " -12 dBm", " +0200 x", "+02 x", " -7:00 x", "-7:00 x", "+1:30:12 x", " mng: %SYS-5-x", " pdt: %SYS-5-x", " INFO: x", " GMT +1 x", " GMT +0200 x",
	" PM x", "\u202fPM x", "\u00a0PM x", " p. m. x", " p.m. x", " (PM) x", " nachm. x", " μμ x", " 下午 x", " мир x", " pm-db01 x", " AM.example x", " PM.685 UTC: x", " PM.68 x",
	" 2024 x", " 2021 x", " (2021) x", ", 2021 x", " 2001:db8::1 x", " 2,000 x", " Coordinated Universal Time x", " W. Europe Daylight Time x",
	" Pacific Standard Time x", " Arabian Standard Time x", " Response Time 5", " heure d’été x", " hora de verano x", ",UTC x", ";CEST;x", "|+02:00|x",
	"|INFO|x", " | UTC | x", " | INFO | x", `","UTC","x"`, `","x","y"`, " [Europe/Berlin] x", "[Europe/Berlin] x", " [main] x", " [UTC] x", "] UTC x",
	" (UTC+2) x", " [+0200] x", " [UTC+02:00] x", " [-5:EST] x", " EST5EDT x", " UTC2 x", " TZ-6 x", " EST500 x", "[-5:EST]", "[-9]", ",PM,x", ";AM;x", "|PM|x", `","PM","x"`, ".5 +03 x", ".123'456 x", ".5 UTC-gw x", ",123 CEST x", ",123|UTC|", " Z-index x", " Z x", " utc x", " EST.example.com x", " Europe/Berlin x",
}

// fastStamps are one of each kind that has a fast path.
var fastStamps = []string{"2024-06-14 10:11:12", "2024-06-14T10:11:12", "2024/06/14 10:11:12", "Jun 14 10:11:12", "Fri Jun 14 10:11:12 2024",
	"14/Jun/2024:10:11:12 +0200", "Fri, 14 Jun 2024 10:11:12 +0200"}

// agreesFast: what a fast path reads, in a line or as a value, the general way reads to the same
// stamp.
func agreesFast(t testing.TB, reader, general *read.Reader, text []byte) (compared bool) {
	t.Helper()
	c := &read.Context{Now: stamptest.Now}
	var fast timestamp.Stamp
	if end := reader.Fast(text, c, &fast); end > 0 {
		compared = true
		d := form.Draft{Cursor: scan.Cursor{Text: text}, Line: true, Head: true, Order: reader.Order, Words: reader.Words}
		if !d.Begin(0) || !d.Ends() {
			t.Fatalf("%q: a fast path reads %+v, the general way nothing", text, fast)
		}
		stamp, reason := reader.ToInstant(&d, c)
		if stamp != fast || reason != timestamp.Read || d.At != end {
			t.Fatalf("%q: a fast path reads %+v to %d, the general way %s %+v to %d", text, fast, end, reason, stamp, d.At)
		}
	}
	stamp, reason := reader.ReadText(text, c)
	if want, reasonGeneral := general.ReadText(text, c); !same(stamp, want) || reason != reasonGeneral {
		t.Fatalf("value %q: with the fast path %s %+v, without %s %+v", text, reason, stamp, reasonGeneral, want)
	}
	return compared
}

func TestFastAgrees(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Berlin", "Asia/Tokyo"} {
		reader, general := stamptest.Reader(t, zone), stamptest.General(t, zone)
		for _, stamp := range fastStamps {
			reader.ReadText([]byte(stamp), &read.Context{Now: stamptest.Now})
			for _, trailing := range trailingTexts {
				agreesFast(t, reader, general, []byte(stamp+trailing))
			}
		}
	}
}

func FuzzFast(f *testing.F) {
	for _, trailing := range trailingTexts {
		f.Add("2024-06-14 10:11:12", trailing)
		f.Add("Jun 14 10:11:12", trailing)
		f.Add("Fri Jun 14 10:11:12 2024", trailing)
	}
	maker, general := stamptest.Maker(f, "Europe/Berlin"), stamptest.General(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, stamp, trailing string) { checkFast(t, maker(), general, stamp, stamp+trailing) })
}

// checkFast: what a reader has learned of one text serves another.
func checkFast(t testing.TB, reader, general *read.Reader, first, second string) (compared bool) {
	reader.ReadText([]byte(first), &read.Context{Now: stamptest.Now})
	line.Find(reader, []byte(first), &read.Context{Now: stamptest.Now})
	return agreesFast(t, reader, general, []byte(second))
}
