package read_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

// strptimeOracle is glibc behind a pipe; see testdata/strptime_oracle.c.
type strptimeOracle struct {
	t       *testing.T
	ask     io.Writer
	answers *bufio.Scanner
}

func startOracle(t *testing.T) *strptimeOracle {
	t.Helper()
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("skipped: needs gcc (apt-get install gcc libc6-dev)")
	}
	program := filepath.Join(t.TempDir(), "oracle")
	if said, err := exec.Command(gcc, "-std=c11", "-O1", "-o", program, "testdata/strptime_oracle.c").CombinedOutput(); err != nil {
		t.Fatalf("building the reference: %v\n%s", err, said)
	}
	command := exec.Command(program)
	command.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	ask, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ask.Close()
		if err := command.Wait(); err != nil {
			t.Errorf("the reference ended badly: %v", err)
		}
	})
	return &strptimeOracle{t, ask, bufio.NewScanner(answers)}
}

func (o *strptimeOracle) question(kind, layout, text string) string {
	if _, err := fmt.Fprintf(o.ask, "%s\n%s\n%s\n", kind, layout, text); err != nil {
		o.t.Fatal(err)
	}
	if !o.answers.Scan() {
		o.t.Fatalf("no answer to %s %q %q: %v", kind, layout, text, o.answers.Err())
	}
	return o.answers.Text()
}

// seconds is what strptime reads; ok is false where it reads nothing.
func (o *strptimeOracle) seconds(layout, text string) (seconds int64, ok bool) {
	seconds, err := strconv.ParseInt(o.question("p", layout, text), 10, 64)
	return seconds, err == nil
}

// The parts that layouts are made of: ways to name a day, a time of that day and what may stand
// beside them. %L and the other way to count weeks are Fluent Bit's own or do not decide an
// instant, so glibc has no say in them.
var (
	dayParts = []string{
		"%Y-%m-%d", "%F", "%d/%b/%Y", "%d.%m.%Y", "%m/%d/%Y", "%D", "%x", "%e %B %Y", "%b %d, %Y", "%a, %d %b %Y", "%A %d %h %Y",
		"%Y %j", "%y%m%d", "%Y%m%d", "%C%y-%m-%d", "%Y-%m-%d %u", "%w %Y/%m/%d", "%d %b '%y", "%G-%V %Y-%m-%d", "%Y-%m-%d %U %W",
	}
	timeParts = []string{
		"%H:%M:%S", "%T", "%X", "%I:%M:%S %p", "%r", "%R", "%k:%M:%S", "%l:%M:%S %p", "%p %I.%M.%S", "%H%M%S", "%Hh%Mm%Ss", "",
	}
	zoneParts  = []string{"", "", "%z", " %z", " %%", "%t%z", "%tx"}
	wholeParts = []string{"%c", "%s", "%s %z", "[%s]"}
)

func randomLayout(random *rand.Rand) string {
	pick := func(parts []string) string { return parts[random.IntN(len(parts))] }
	switch random.IntN(12) {
	case 0:
		return pick(wholeParts)
	case 1:
		return pick(timeParts) + " " + pick(dayParts) + pick(zoneParts)
	}
	return pick(dayParts) + pick([]string{" ", "T", "_", " at "}) + pick(timeParts) + pick(zoneParts)
}

// mutate changes, doubles or takes out a byte.
func mutate(random *rand.Rand, text string) string {
	if text == "" {
		return text
	}
	const bytes = "0123456789 :-+/.,TZampAMPJunfeb\t%"
	at := random.IntN(len(text))
	switch random.IntN(3) {
	case 0:
		return text[:at] + text[at+1:]
	case 1:
		return text[:at] + text[at:at+1] + text[at:]
	}
	return text[:at] + bytes[random.IntN(len(bytes)):][:1] + text[at+1:]
}

// shortOffset is an offset whose hour has one digit.
var shortOffset = regexp.MustCompile(`([+-]|\x{2212})(\d:\d\d)`)

// TestStrptimeOracle compares layouts with glibc. What strftime writes is read by both, to the same
// second. Of changed texts the reader may refuse more: blanks before a number, contradictions,
// years beyond nanoseconds. What it does read, glibc reads to the same second. TIMESYNC_STRPTIME
// asks for another number of texts.
func TestStrptimeOracle(t *testing.T) {
	const first, last = -5_000_000_000, 7_000_000_000 // 1811 to 2191
	oracle := startOracle(t)
	random := rand.New(rand.NewPCG(7, 8))
	rounds, both := stamptest.Repetitions(t, "TIMESYNC_STRPTIME", 20_000), 0
	for range rounds {
		layout := randomLayout(random)
		reader, err := read.New(read.Options{Formats: []string{layout}})
		if err != nil {
			t.Fatalf("%q: %v", layout, err)
		}
		at := first + random.Int64N(last-first)
		if strings.Contains(layout, "%s") && at < 0 || strings.Contains(layout, "y") || strings.Contains(layout, "%D") || strings.Contains(layout, "%x") {
			at = random.Int64N(3_000_000_000) // no negative epoch; two digits are the years 1969 to 2068
		}
		text := oracle.question("f", layout, strconv.FormatInt(at, 10))
		want, ok := oracle.seconds(layout, text)
		stamp, reason := reader.ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		if !ok || reason != timestamp.Read || stamp.Nanos != want*calendar.NanosPerSecond {
			t.Fatalf("%q by %q: %s %s, glibc reads %d %v", text, layout, reason, stamptest.Written(stamp), want, ok)
		}
		text = strings.TrimSpace(mutate(random, text)) // blanks around a value are no part of it
		want, ok = oracle.seconds(layout, text)
		stamp, reason = reader.ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		shorter := strings.Contains(strings.ToLower(text), "sept") || shortOffset.MatchString(text) // forms that glibc has not
		if reason != timestamp.Read || !ok && shorter {
			continue
		}
		if !ok || stamp.Nanos != want*calendar.NanosPerSecond {
			t.Fatalf("changed %q by %q: %s, glibc reads %d %v", text, layout, stamptest.Written(stamp), want, ok)
		}
		both++
	}
	if both < rounds/10 {
		t.Errorf("%d of %d changed texts were read by both: nothing was compared", both, rounds)
	}
}
