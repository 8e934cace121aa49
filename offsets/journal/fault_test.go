package journal

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// readText puts a text together.
func readText(text []byte) *reader {
	var r reader
	r.read(bytes.NewReader(text))
	return &r
}

// requireNothingWrong wants each instant that the damaged journal maps to be mapped as the sound
// one does.
func requireNothingWrong(t testing.TB, sound []alone, damaged *reader) {
	t.Helper()
	for i := range damaged.segments {
		d := newAlone(&damaged.segments[i])
		for _, h := range []int64{d.Start, d.Start + (d.Frontier-d.Start)/3, d.Frontier, d.Knots[len(d.Knots)/2].Start} {
			found, said := false, d.view.Lookup(h)
			for j := range sound {
				s := &sound[j]
				found = found || s.ID == d.ID && s.Boot == d.Boot && s.Start <= h && h <= s.Frontier && s.view.Lookup(h) == said
			}
			if !found {
				require.Fail(t, "mapped wrongly", "host instant %d of segment %d is mapped to %+v", h, d.ID, said)
			}
		}
	}
}

// alone is a segment and the view of a map that has no other.
type alone struct {
	*Segment
	view timemap.View
}

func newAlone(s *Segment) alone {
	var m timemap.Map
	m.Restore([]timemap.Segment{s.Segment}, 0, 0)
	return alone{s, m.View(timemap.Moment{})}
}

func eachAlone(r *reader) (all []alone) {
	for i := range r.segments {
		all = append(all, newAlone(&r.segments[i]))
	}
	return all
}

// knots counts what was read, repetitions left out.
func knots(r *reader) (n int) {
	for i := range r.segments {
		n += len(r.segments[i].Knots)
	}
	return n
}

// numberFrom is a number that the environment may set.
func numberFrom(t *testing.T, name string, usual int) int {
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	number, err := strconv.Atoi(text)
	require.NoError(t, err)
	return number
}

// TestTornTail cuts a journal at every byte: what was written whole is there. A writer that opens
// the file keeps just that; this is tried at every sixteenth byte and around every line's end,
// TIMESYNC_TEARS=1 tries it at each.
func TestTornTail(t *testing.T) {
	folder := t.TempDir()
	text := sample(t, folder)
	text = bytes.Join(bytes.SplitAfter(text, []byte("\n"))[:12], nil)
	path := dayFile{theKey, "2027-01-15"}.path(folder)
	sound := readText(text)
	each := eachAlone(sound)
	require.Zero(t, sound.damaged)
	every := numberFrom(t, "TIMESYNC_TEARS", 16*thin)
	for length := range text {
		torn := readText(text[:length])
		require.Zero(t, torn.damaged)
		requireNothingWrong(t, each, torn)
		whole := text[:bytes.LastIndexByte(text[:length], '\n')+1]
		require.Equal(t, knots(readText(whole)), knots(torn))

		if length%every != 0 && !bytes.Contains(text[max(0, length-1):length+1], []byte("\n")) {
			continue
		}
		require.NoError(t, os.WriteFile(path, text[:length], 0o600))
		file, err := os.OpenFile(path, os.O_RDWR, 0)
		require.NoError(t, err)
		size, err := cutTornTail(file)
		file.Close()
		require.NoError(t, err)
		require.EqualValues(t, len(whole), size)
	}
	require.NoError(t, os.WriteFile(path, append(text, make([]byte, 9000)...), 0o600)) // as after a power failure
	h := newHost(t, folder)
	h.open(timemap.First)
	h.live(2, 400e-6)
	h.end()
	cut, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(cut, text))
	require.Greater(t, len(cut), len(text))
	require.Zero(t, readText(cut).damaged)
}

// TestBitFlips flips a bit of every byte of a journal, one at a time: the line is lost, and nothing
// takes its place.
func TestBitFlips(t *testing.T) {
	text := sample(t, t.TempDir())
	sound := readText(text)
	each := eachAlone(sound)
	random := rand.New(rand.NewPCG(71, 1))
	for at := 0; at < len(text); at += thin {
		opens := text[at] == '\n' || bytes.Contains(text[bytes.LastIndexByte(text[:at], '\n')+1:at+bytes.IndexByte(text[at:], '\n')], []byte(`"begin"`))
		flipped := bytes.Clone(text)
		flipped[at] ^= 1 << random.IntN(8)
		damaged := readText(flipped)
		if at < len(text)-1 {
			require.NotZero(t, damaged.damaged, "byte %d", at)
		}
		requireNothingWrong(t, each, damaged)
		if !opens { // such a one takes its segment with it, as far as the next restatement
			require.GreaterOrEqual(t, knots(damaged), knots(sound)-1, "byte %d", at)
		}
	}
}

// TestLostKnot: the instants that a lost knot ruled are not mapped by the one before it.
func TestLostKnot(t *testing.T) {
	h := newHost(t, t.TempDir())
	h.open(timemap.First)
	h.live(3, 0)
	h.live(1, 0.01)
	before := h.now
	h.live(20, -0.01)
	h.live(12, 0)
	lines := bytes.SplitAfter(onlyDay(t, h.folder.Path), []byte("\n"))
	lost := slices.IndexFunc(lines, func(line []byte) bool {
		decoded, ok := decode(bytes.TrimSuffix(line, []byte("\n")))
		return ok && decoded.Knot != nil && decoded.Host >= before
	})
	for _, left := range []string{"lost\n", ""} {
		lines[lost] = []byte(left)
		damaged := readText(bytes.Join(lines, nil))
		require.Equal(t, 1, damaged.damaged)
		require.Len(t, damaged.segments, 2)
		require.Less(t, damaged.segments[0].Frontier, damaged.segments[1].Start)
		require.True(t, damaged.segments[1].Limited)
	}
}

// FuzzJournal reads arbitrary damage to a sound journal: no panic, and no instant mapped otherwise
// than before.
func FuzzJournal(f *testing.F) {
	text := bytes.Join(bytes.SplitAfter(sample(f, f.TempDir()), []byte("\n"))[:12], nil)
	sound := readText(text)
	each := eachAlone(sound)
	f.Add(0, 0, []byte(nil))
	f.Add(300, 700, []byte("{}\n"))
	f.Add(10, 11, []byte(`"crc":"00000000"}`+"\n"))
	f.Fuzz(func(t *testing.T, from, to int, by []byte) {
		from = min(max(0, from), len(text))
		to = min(max(from, to), len(text))
		damaged := readText(bytes.Join([][]byte{text[:from], by, text[to:]}, nil))
		requireNothingWrong(t, each, damaged)
		alone := readText(by)
		requireNothingWrong(t, each, alone)
	})
}

// FuzzJournalLine reads whole lines of arbitrary content under a good seal: what is taken is what
// would be written.
func FuzzJournalLine(f *testing.F) {
	for _, line := range bytes.Split(sample(f, f.TempDir()), []byte("\n"))[:8] {
		f.Add(line[:len(line)-sealLength])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		sealed := fmt.Appendf(bytes.Clone(body), sealFormat, checksum(body))
		line, ok := decode(sealed)
		if ok {
			require.Equal(t, string(sealed)+"\n", string(line.encode()))
		}
		var r reader
		r.read(bytes.NewReader(append(sealed, '\n')))
		require.LessOrEqual(t, len(r.segments), 1)
	})
}

// checksum is CRC-32C bit by bit, from its definition (RFC 3720 section 12.1, reflected
// 0x82f63b78).
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

// TestKillNine kills a writing process at random moments. Each line that it had reported is there,
// and the next process goes on behind it. TIMESYNC_KILLS=200 is the long run.
func TestKillNine(t *testing.T) {
	if folder := os.Getenv("TIMESYNC_JOURNAL_CHILD"); folder != "" {
		journalChild(t, folder)
		return
	}
	folder, random, kills := t.TempDir(), rand.New(rand.NewPCG(73, 1)), numberFrom(t, "TIMESYNC_KILLS", 20/thin)
	var reported []string
	for round := range kills {
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
	require.Greater(t, len(reported), kills*5/2)
	requireLines(t, folder, reported)
	past := Folder{Path: folder}.Read(theKey)
	require.Zero(t, past.Damaged, "a torn tail was left in the middle")
	t.Logf("%d lines reported by %d killed processes, %d segments read", len(reported), kills, len(past.Segments))
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
	seed, err := strconv.ParseInt(os.Getenv("TIMESYNC_JOURNAL_SEED"), 10, 64)
	require.NoError(t, err)
	h := newHost(t, folder)
	h.now += seed * 3000e9
	h.open(timemap.First)
	h.segments.Bridge(timemap.Unbounded)
	for i := 0; ; i++ {
		if i%50 == 49 {
			h.step(time.Second)
		}
		h.live(1, []float64{300e-6, -200e-6, 0}[i%3])
		require.False(t, h.recorder.failed)
		_, s := h.segments.Segments()
		line := knotOf(&s, h.done.knots-1-s.Dropped)
		os.Stdout.Write(line.encode())
	}
}

func BenchmarkDecodeLine(b *testing.B) {
	line, _, _ := bytes.Cut(sample(b, b.TempDir()), []byte("\n"))
	for b.Loop() {
		decode(line)
	}
}
