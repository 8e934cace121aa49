package offsets

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timesync/offsets/timemap"
)

// journalSample makes a journal with a step, slews and a restart in it, and its text.
func journalSample(t testing.TB, folder string) []byte {
	k := newKept(t, 70, folder)
	k.polls(1, 2*time.Second)
	k.live(1)
	k.slew = 400e-6
	k.live(2)
	k.step(-20 * time.Second)
	k.flow(1000)
	k.live(12)
	k.restart(time.Second)
	k.polls(1, 2*time.Second)
	k.live(1)
	k.end()
	return onlyJournal(t, folder)
}

// readJournal puts a text together.
func readJournal(text []byte) *journalReader {
	var r journalReader
	r.read(bytes.NewReader(text))
	return &r
}

// requireNothingWrong wants each instant that the damaged journal maps to be mapped as the sound one does.
func requireNothingWrong(t testing.TB, sound, damaged *journalReader) {
	t.Helper()
	for i := range damaged.parts {
		d := &damaged.parts[i]
		for _, h := range []int64{d.Start, d.Start + (d.Frontier-d.Start)/3, d.Frontier, d.Knots[len(d.Knots)/2].Start} {
			found, said := false, mapped(d.Segment, h)
			for j := range sound.parts {
				s := &sound.parts[j]
				found = found || s.ID == d.ID && s.boot == d.boot && s.Start <= h && h <= s.Frontier && mapped(s.Segment, h) == said
			}
			require.True(t, found, "host instant %d of segment %d is mapped to %+v", h, d.ID, said)
		}
	}
}

// mapped is what a map of the segment alone says of an instant in it.
func mapped(s timemap.Segment, h int64) timemap.Correction {
	var alone timemap.Map
	alone.Restore([]timemap.Segment{s}, 0, 0)
	view := alone.View(timemap.Moment{})
	return view.Lookup(h)
}

// knots counts what was read, repetitions left out.
func knots(r *journalReader) (n int) {
	for i := range r.parts {
		n += len(r.parts[i].Knots)
	}
	return n
}

// TestTornTail cuts a journal at every byte: what was written whole is there, and a writer goes on from it.
func TestTornTail(t *testing.T) {
	folder := t.TempDir()
	text := journalSample(t, folder)
	text = bytes.Join(bytes.SplitAfter(text, []byte("\n"))[:12], nil)
	path := dayFile{journalKey("0,1,2", Policy{Correct: CorrectAlways}.withDefaults()), "2027-01-15"}.path(folder)
	sound := readJournal(text)
	require.Zero(t, sound.broken)
	for length := range text {
		torn := readJournal(text[:length])
		require.Zero(t, torn.broken)
		requireNothingWrong(t, sound, torn)
		whole := text[:bytes.LastIndexByte(text[:length], '\n')+1]
		require.Equal(t, knots(readJournal(whole)), knots(torn))

		require.NoError(t, os.WriteFile(path, text[:length], 0o600))
		file, err := os.OpenFile(path, os.O_RDWR, 0)
		require.NoError(t, err)
		size, err := cutTornTail(file)
		file.Close()
		require.NoError(t, err)
		require.EqualValues(t, len(whole), size)
	}
	require.NoError(t, os.WriteFile(path, append(text, make([]byte, 9000)...), 0o600)) // as after a power failure
	k := newKept(t, 70, folder)
	k.settle()
	k.live(1)
	k.end()
	cut, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(cut, text))
	require.Zero(t, readJournal(cut).broken)
}

// TestBitFlips flips every bit of a journal, one at a time: the line is lost, and nothing takes its place.
func TestBitFlips(t *testing.T) {
	text := journalSample(t, t.TempDir())
	sound := readJournal(text)
	random := rand.New(rand.NewPCG(71, 1))
	for at := range text {
		opens := text[at] == '\n' || bytes.Contains(text[bytes.LastIndexByte(text[:at], '\n')+1:at+bytes.IndexByte(text[at:], '\n')], []byte(`"begin"`))
		flipped := bytes.Clone(text)
		flipped[at] ^= 1 << random.IntN(8)
		damaged := readJournal(flipped)
		if at < len(text)-1 {
			require.NotZero(t, damaged.broken, "byte %d", at)
		}
		requireNothingWrong(t, sound, damaged)
		if !opens { // such a one takes its segment with it, as far as the next restatement
			require.GreaterOrEqual(t, knots(damaged), knots(sound)-1, "byte %d", at)
		}
	}
}

// TestLostKnot: the stretch that a lost knot ruled is not mapped by the one before it.
func TestLostKnot(t *testing.T) {
	folder := t.TempDir()
	k := newKept(t, 72, folder)
	k.settle()
	k.slew = 0.01
	k.live(1)
	_, current := k.line.segments.Segments()
	before := current.Frontier
	k.slew = -0.01
	k.live(20)
	k.slew = 0
	k.live(12)
	lines := bytes.SplitAfter(onlyJournal(t, folder), []byte("\n"))
	lost := slices.IndexFunc(lines, func(line []byte) bool {
		decoded, ok := decodeLine(bytes.TrimSuffix(line, []byte("\n")))
		return ok && decoded.Knot != nil && decoded.Host >= before
	})
	for _, left := range []string{"lost\n", ""} {
		lines[lost] = []byte(left)
		damaged := readJournal(bytes.Join(lines, nil))
		require.Equal(t, 1, damaged.broken)
		require.Len(t, damaged.parts, 2)
		require.Less(t, damaged.parts[0].Frontier, damaged.parts[1].Start)
		require.True(t, damaged.parts[1].Limited)
	}
}

// FuzzJournal reads arbitrary damage to a sound journal: no panic, and no instant mapped otherwise than before.
func FuzzJournal(f *testing.F) {
	text := bytes.Join(bytes.SplitAfter(journalSample(f, f.TempDir()), []byte("\n"))[:12], nil) // two segments and a bridge
	sound := readJournal(text)
	f.Add(0, 0, []byte(nil))
	f.Add(300, 700, []byte("{}\n"))
	f.Add(10, 11, []byte(`"crc":"00000000"}`+"\n"))
	f.Fuzz(func(t *testing.T, from, to int, by []byte) {
		from = min(max(0, from), len(text))
		to = min(max(from, to), len(text))
		damaged := readJournal(bytes.Join([][]byte{text[:from], by, text[to:]}, nil))
		requireNothingWrong(t, sound, damaged)
		alone := readJournal(by)
		requireNothingWrong(t, sound, alone)
	})
}

// FuzzJournalLine reads whole lines of arbitrary content under a good seal: what is taken is what would be written.
func FuzzJournalLine(f *testing.F) {
	for _, line := range bytes.Split(journalSample(f, f.TempDir()), []byte("\n"))[:8] {
		f.Add(line[:len(line)-sealLength])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		sealed := fmt.Appendf(bytes.Clone(body), sealFormat, checksum(body))
		line, ok := decodeLine(sealed)
		if ok {
			require.Equal(t, string(sealed)+"\n", string(line.encode()))
		}
		var r journalReader
		r.read(bytes.NewReader(append(sealed, '\n')))
		require.LessOrEqual(t, len(r.parts), 1)
	})
}

// checksum is CRC-32C bit by bit, from its definition (RFC 3720 section 12.1, reflected 0x82f63b78).
func checksum(text []byte) uint32 {
	crc := ^uint32(0)
	for _, b := range text {
		crc ^= uint32(b)
		for range 8 {
			crc = crc>>1 ^ 0x82f63b78&-(crc&1)
		}
	}
	return ^crc
}

// TestKillNine kills a writing process at random moments. Each line that it had reported is there, and the next process goes
// on behind it.
func TestKillNine(t *testing.T) {
	if folder := os.Getenv("TIMESYNC_JOURNAL_CHILD"); folder != "" {
		journalChild(t, folder)
		return
	}
	folder, random := t.TempDir(), rand.New(rand.NewPCG(73, 1))
	var reported []string
	for round := range 200 {
		child := exec.Command(os.Args[0], "-test.run=^TestKillNine$")
		child.Env = append(os.Environ(), "TIMESYNC_JOURNAL_CHILD="+folder, "TIMESYNC_JOURNAL_SEED="+strconv.Itoa(round))
		out, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		patience := random.IntN(10) // lines to see before it is killed, and then a moment more
		scanner := bufio.NewScanner(out)
		for seen := 0; seen < patience && scanner.Scan(); seen++ {
			reported = append(reported, scanner.Text())
		}
		spin := time.Duration(random.IntN(2_000_000))
		for began := time.Now(); time.Since(began) < spin; {
		}
		require.NoError(t, child.Process.Kill())
		for scanner.Scan() {
			if strings.HasSuffix(scanner.Text(), "}") {
				reported = append(reported, scanner.Text())
			}
		}
		require.Error(t, child.Wait(), "it was killed")
	}
	require.Greater(t, len(reported), 500)
	requireLines(t, folder, reported)
	past := readHistory(folder, journalKey("0,1,2", Policy{Correct: CorrectAlways}.withDefaults()))
	require.LessOrEqual(t, past.broken, 0, "a torn tail was left in the middle")
	t.Logf("%d lines reported by 200 killed processes, %d stretches read", len(reported), len(past.parts))
}

// requireLines wants the reported lines to be in the folder's files, in their order.
func requireLines(t *testing.T, folder string, reported []string) {
	var written []string
	for _, f := range listFolder(folder) {
		text, err := os.ReadFile(f.path(folder))
		require.NoError(t, err)
		written = append(written, strings.Split(string(text), "\n")...)
	}
	at := 0
	for _, line := range reported {
		for at < len(written) && written[at] != line {
			at++
		}
		require.Less(t, at, len(written), "not found: %s", line)
	}
}

// journalChild writes as fast as it can, and reports a line only after it is written.
func journalChild(t *testing.T, folder string) {
	seed, err := strconv.ParseUint(os.Getenv("TIMESYNC_JOURNAL_SEED"), 10, 64)
	require.NoError(t, err)
	k := newKept(t, 1000+seed, "")
	k.flow(int64(seed) * 3000e9)
	k.journal.Folder = folder
	k.process()
	k.polls(2, 2*time.Second)
	for i := 0; ; i++ {
		k.slew = []float64{300e-6, -200e-6, 0}[i%3]
		if i%50 == 49 {
			k.step(time.Second)
			k.flow(1000)
		}
		k.pass(time.Second)
		k.record()
		for _, r := range k.recorders {
			require.False(t, r.failed)
			_, s := k.line.segments.Segments()
			line := knotOf(&s, r.done.knots-1-s.Dropped)
			os.Stdout.Write(line.encode())
		}
	}
}

// TestSecondWriter: it says so once, keeps its map in memory, reads what the first one writes, and takes over when that ends.
func TestSecondWriter(t *testing.T) {
	folder := t.TempDir()
	first := newKept(t, 74, folder)
	first.settle()
	noted := first.live(20)
	world := *first.simulation
	second := &kept{simulation: &world, t: t, journal: first.journal, policy: first.policy, wall: first.wall}
	second.process()
	t.Cleanup(second.end)
	said := listen(second.clock)
	second.requireKept(noted[:10])
	second.settle()
	second.live(70)
	require.Equal(t, 1, strings.Count(said(), "another process writes it"), said())
	requireRight(t, second.simulation, second.line, normalError)
	first.end()
	second.live(70)
	require.Equal(t, 1, strings.Count(said(), "is written again"), said())
	require.Zero(t, readHistory(folder, journalKey(second.clock.names, second.line.policy)).broken)
}

// listen collects what the clock says.
func listen(c *Clock) (said func() string) {
	var mu sync.Mutex
	var text strings.Builder
	note := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintf(&text, format+"\n", args...)
	}
	c.reports.replace(Log{note, note, note, note})
	return func() string {
		c.reports.flush(time.Now())
		mu.Lock()
		defer mu.Unlock()
		return text.String()
	}
}

// TestUselessFolder: each way in which a folder can be no good costs one line and nothing else.
func TestUselessFolder(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, parent string) (folder string)
		says string
	}{
		{"a file", func(t *testing.T, parent string) string {
			require.NoError(t, os.WriteFile(filepath.Join(parent, "f"), nil, 0o600))
			return filepath.Join(parent, "f")
		}, "making the folder"},
		{"below a file", func(t *testing.T, parent string) string {
			require.NoError(t, os.WriteFile(filepath.Join(parent, "f"), nil, 0o600))
			return filepath.Join(parent, "f", "journal")
		}, "making the folder"},
		{"the kernel's", func(t *testing.T, _ string) string { return "/proc/self/fdinfo" }, "opening the lock"},
		{"the day is a folder", func(t *testing.T, parent string) string {
			key := journalKey("0,1,2", Policy{Correct: CorrectAlways}.withDefaults())
			require.NoError(t, os.Mkdir(dayFile{key, "2027-01-15"}.path(parent), 0o700))
			return parent
		}, "opening the day's file"},
		{"full", func(t *testing.T, parent string) string { return tinyFolder(t, parent, "16k") }, "no space left"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k := newKept(t, 75, test.make(t, t.TempDir()))
			said := listen(k.clock)
			k.settle()
			k.slew = 300e-6
			for i := range 300 {
				k.slew = -k.slew
				k.live(1)
				if i%100 == 99 {
					requireRight(t, k.simulation, k.line, normalError)
				}
			}
			require.Equal(t, 1, strings.Count(said(), "is not written, offsets are kept in memory only"), said())
			require.Contains(t, said(), test.says)
		})
	}
}

// tinyFolder is a file system of its own.
func tinyFolder(t *testing.T, parent, size string) string {
	if err := unix.Mount("tmpfs", parent, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("SKIPPED: a full disk needs the right to mount a tmpfs: %v", err)
	}
	t.Cleanup(func() { require.NoError(t, unix.Unmount(parent, 0)) })
	return parent
}

// TestDiskFullForAWhile: what could not be written in the meantime is written afterwards, and no line is torn.
func TestDiskFullForAWhile(t *testing.T) {
	folder := tinyFolder(t, t.TempDir(), "256k")
	k := newKept(t, 76, folder)
	said := listen(k.clock)
	ballast := filepath.Join(folder, "ballast")
	require.NoError(t, os.WriteFile(ballast, make([]byte, 248<<10), 0o600))
	k.settle()
	var noted []instant
	for range 10 {
		k.slew = 300e-6 - k.slew
		noted = append(noted, k.live(1)...)
	}
	require.Contains(t, said(), "no space left")
	require.NoError(t, os.Remove(ballast))
	k.slew = 0
	noted = append(noted, k.live(80)...)
	require.Contains(t, said(), "is written again")
	k.restart(time.Second)
	k.requireKept(noted)
}

// TestFollowingReader reads a journal again and again while it is written, in a goroutine of its own: each time it sees whole
// lines and no fewer than before.
func TestFollowingReader(t *testing.T) {
	folder := t.TempDir()
	k := newKept(t, 77, folder)
	k.settle()
	k.live(1)
	reads := make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() {
		for seen := 0; ; {
			past := readHistory(folder, journalKey("0,1,2", Policy{Correct: CorrectAlways}.withDefaults()))
			now := 0
			for i := range past.parts {
				now += len(past.parts[i].Knots)
			}
			if past.broken != 0 || now < seen {
				t.Errorf("%d damaged lines, %d knots after %d", past.broken, now, seen)
			}
			seen = now
			if _, open := <-reads; !open {
				return
			}
		}
	})
	for i := range 500 {
		k.slew = []float64{300e-6, 0}[i%2]
		k.live(1)
		select {
		case reads <- struct{}{}:
		default: // still at the last one
		}
		if i%100 == 99 {
			reads <- struct{}{}
		}
	}
	close(reads)
	reader.Wait()
}

// TestJournalingGoroutine: the goroutines of a running clock write the journal, give it back at Stop, and take it again.
func TestJournalingGoroutine(t *testing.T) {
	folder := t.TempDir()
	clock := NewClock([]string{responder(t, ahead(2500*time.Millisecond))})
	clock.UseJournal(Journal{Folder: folder})
	for range 2 {
		clock.Start(Polling{}, Log{})
		line := clock.Timeline(Policy{Correct: CorrectAlways})
		require.True(t, clock.WaitFirst(5*time.Second))
		host := viewOf(line).HostNow()
		clock.Stop()
		lock, err := lockFile(lockPath(folder, journalKey(clock.names, line.policy)))
		require.NoError(t, err, "the lock is free again")
		lock.Close()

		later := NewClock([]string{"192.0.2.1"})
		later.UseJournal(Journal{Folder: folder})
		c := viewOf(later.Timeline(Policy{Correct: CorrectAlways})).Lookup(host)
		require.Equal(t, timemap.Applied, c.Outcome)
		require.InDelta(t, 2500*time.Millisecond, c.Offset, 50e6)
	}
}

func BenchmarkDecodeLine(b *testing.B) {
	line, _, _ := bytes.Cut(journalSample(b, b.TempDir()), []byte("\n"))
	for b.Loop() {
		decodeLine(line)
	}
}
