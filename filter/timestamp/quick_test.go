package timestamp

import "testing"

// behindTimes are texts behind a time in a line that belong to the stamp, end it or make it doubtful.
var behindTimes = []string{
	"", " x", " host app[1]: x", " UTC x", " CEST 2024 x", " MESZ x", " METDST x", " +03 x", " -12 dBm", " +0200 x", "+02 x", " -7:00 x", "-7:00 x", "+1:30:12 x", " mng: %SYS-5-x", " pdt: %SYS-5-x", " INFO: x", " GMT +1 x", " GMT +0200 x",
	" PM x", "\u202fPM x", "\u00a0PM x", " p. m. x", " p.m. x", " (PM) x", " nachm. x", " μμ x", " 下午 x", " мир x", " pm-db01 x", " AM.example x", " PM.685 UTC: x", " PM.68 x",
	" 2024 x", " 2021 x", " (2021) x", ", 2021 x", " 2001:db8::1 x", " 2,000 x", " Coordinated Universal Time x", " W. Europe Daylight Time x",
	" Pacific Standard Time x", " Arabian Standard Time x", " Response Time 5", " heure d’été x", " hora de verano x", ",UTC x", ";CEST;x", "|+02:00|x",
	"|INFO|x", " | UTC | x", " | INFO | x", `","UTC","x"`, `","x","y"`, " [Europe/Berlin] x", "[Europe/Berlin] x", " [main] x", " [UTC] x", "] UTC x",
	" (UTC+2) x", " [+0200] x", " [UTC+02:00] x", " [-5:EST] x", " EST5EDT x", " UTC2 x", " TZ-6 x", " EST500 x", "[-5:EST]", "[-9]", ",PM,x", ";AM;x", "|PM|x", `","PM","x"`, ".5 +03 x", ".123'456 x", ".5 UTC-gw x", ",123 CEST x", ",123|UTC|", " Z-index x", " Z x", " utc x", " EST.example.com x", " Europe/Berlin x",
}

// quickStamps are one of each kind that has a short cut.
var quickStamps = []string{"2024-06-14 10:11:12", "2024-06-14T10:11:12", "2024/06/14 10:11:12", "Jun 14 10:11:12", "Fri Jun 14 10:11:12 2024",
	"14/Jun/2024:10:11:12 +0200", "Fri, 14 Jun 2024 10:11:12 +0200"}

// agreesQuick: what a short cut reads, in a line or as a value, the general way reads to the same stamp.
func agreesQuick(t testing.TB, reader *Reader, text []byte) (compared bool) {
	t.Helper()
	c := &Context{Now: testNow}
	var quick Stamp
	if end := reader.quickInLine(text, c, &quick); end > 0 {
		compared = true
		d := draft{cursor: cursor{text: text}, line: true, head: true, order: reader.order, words: reader.words}
		if !d.begin(0) || !d.ends() {
			t.Fatalf("%q: a short cut reads %+v, the general way nothing", text, quick)
		}
		stamp, why := reader.finish(&d, c)
		if stamp != quick || why != Read || d.at != end {
			t.Fatalf("%q: a short cut reads %+v to %d, the general way %s %+v to %d", text, quick, end, why, stamp, d.at)
		}
	}
	quick = Stamp{}
	if end := reader.quick(text, c, &quick); end > 0 && end == len(text) {
		if stamp, why := reader.readGeneral(text, c); stamp != quick || why != Read {
			t.Fatalf("value %q: a short cut reads %+v, the general way %s %+v", text, quick, why, stamp)
		}
		compared = true
	}
	return compared
}

func TestQuickAgrees(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Berlin", "Asia/Tokyo"} {
		reader := newTestReader(t, zone)
		for _, stamp := range quickStamps {
			reader.ReadText([]byte(stamp), &Context{Now: testNow})
			for _, behind := range behindTimes {
				agreesQuick(t, reader, []byte(stamp+behind))
			}
		}
	}
}

func FuzzQuick(f *testing.F) {
	for _, behind := range behindTimes {
		f.Add("2024-06-14 10:11:12", behind)
		f.Add("Jun 14 10:11:12", behind)
		f.Add("Fri Jun 14 10:11:12 2024", behind)
	}
	prototype := newPrototype(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, stamp, behind string) { checkQuick(t, prototype.copy(), stamp, stamp+behind) })
}

// checkQuick: what a reader has learned of one text serves another.
func checkQuick(t testing.TB, reader *Reader, first, second string) (compared bool) {
	reader.ReadText([]byte(first), &Context{Now: testNow})
	reader.Find([]byte(first), &Context{Now: testNow})
	return agreesQuick(t, reader, []byte(second))
}
