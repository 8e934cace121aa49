package offsets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timesync/offsets/journal"
	"timesync/offsets/timemap"
)

// kept is a simulated host whose clock keeps a journal. Its processes come and go.
type kept struct {
	*simulation
	t       testing.TB
	journal journal.Folder
	policy  Policy
	line    *Timeline
	wall    time.Time // paces the recorder, not the map
}

func newKept(t testing.TB, seed uint64, folder string) *kept {
	k := &kept{simulation: newSimulation(seed, 2500*time.Millisecond, 3), t: t, policy: Policy{Correct: CorrectAlways},
		journal: journal.Folder{Path: folder, Boot: "first boot"}, wall: time.Unix(1, 0)}
	k.process()
	t.Cleanup(k.end)
	return k
}

// process starts one: it knows nothing but what the journal tells.
func (k *kept) process() {
	k.clock = newClock([]string{"0", "1", "2"}, seams{readClocks: k.reading, disciplined: func() bool { return k.kernel }})
	k.clock.UseJournal(k.journal)
	k.line = k.clock.Timeline(k.policy)
	k.clock.keeper.recorders = map[*Timeline]*journal.Recorder{}
	k.ticked = k.now
}

// record is what the journal's goroutine does each second.
func (k *kept) record() {
	k.wall = k.wall.Add(time.Second)
	k.clock.keeper.write(k.wall)
}

// end is the end of the process, whatever was written before.
func (k *kept) end() {
	k.clock.keeper.close()
	k.clock.keeper.recorders = map[*Timeline]*journal.Recorder{}
}

// restart ends the process in good order and starts another one later.
func (k *kept) restart(away time.Duration) {
	k.wall = k.wall.Add(time.Minute)
	k.record()
	k.end()
	k.flow(int64(away))
	k.process()
}

// reboot starts other clocks: MONOTONIC and RAW from zero, the host clock from what the battery
// clock says.
func (k *kept) reboot(away, err time.Duration) {
	k.record()
	k.end()
	k.flow(int64(away))
	host := k.reading().Real + int64(err)
	k.raw, k.slewed, k.slept = 1e9, 0, 0
	k.lead = host - 1e9
	k.journal.Boot = "second boot"
	k.process()
}

// instant is what the map said of a host instant while it was new, and the truth.
type instant struct {
	host, truth int64
	said        timemap.Correction
}

// live runs for a while and notes what the map says.
func (k *kept) live(seconds int) (noted []instant) {
	for range seconds {
		k.pass(time.Second)
		k.flow(100)
		k.record()
		host := k.reading().Real
		noted = append(noted, instant{host, k.truth(), viewOf(k.line).Lookup(host)})
	}
	return noted
}

// requireKept wants each instant mapped as it was, to the nanosecond.
func (k *kept) requireKept(noted []instant) {
	k.t.Helper()
	view := k.line.View()
	for _, n := range noted {
		c := view.Lookup(n.host)
		require.Equal(k.t, timemap.Applied, c.Outcome)
		require.False(k.t, c.Ambiguous)
		c.Segment = n.said.Segment // numbered anew
		require.Equal(k.t, n.said, c)
		require.LessOrEqual(k.t, abs(c.Offset-n.truth), c.Bound)
	}
}

// TestRestartAcrossStep: backlog from before a restart gets the offset of its own instant, on both
// sides of a step.
func TestRestartAcrossStep(t *testing.T) {
	k := newKept(t, 60, t.TempDir())
	k.settle()
	noted := k.live(30)
	k.slew = 500e-6
	noted = append(noted, k.live(30)...)
	k.slew = 0
	k.step(7 * time.Second)
	k.flow(1000)
	noted = append(noted, k.live(30)...)
	k.restart(5 * time.Minute)
	k.requireKept(noted)
	require.Equal(t, timemap.Unsynced, viewOf(k.line).Now().Outcome)
	k.settle()
	k.requireKept(noted)
	requireRight(t, k.simulation, k.line, normalError)
	require.Equal(t, timemap.Opened{timemap.First: 1, timemap.Restart: 1}, k.line.Segments())
	k.restart(time.Second)
	k.settle()
	k.requireKept(noted)
}

// TestBridge: the time between two processes is known if the host clock was neither stepped nor
// asleep.
func TestBridge(t *testing.T) {
	tests := []struct {
		name   string
		away   time.Duration
		meddle func(k *kept)
		want   timemap.Outcome
	}{
		{"nothing happened", 40 * time.Minute, func(*kept) {}, timemap.Applied},
		{"slewed evenly", 40 * time.Minute, func(k *kept) { k.slew = 200e-6 }, timemap.Applied},
		{"too long for max_error", 3 * time.Hour, func(*kept) {}, timemap.UnknownPast},
		{"stepped", 40 * time.Minute, func(k *kept) { k.step(time.Second) }, timemap.UnknownPast},
		{"slept", 40 * time.Minute, func(k *kept) { k.suspend(time.Minute, time.Second) }, timemap.UnknownPast},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			k := newKept(t, 61, t.TempDir())
			k.policy.MaxError = time.Second
			k.settle()
			noted := k.live(30)
			k.record()
			k.end()
			k.flow(int64(test.away) / 2)
			test.meddle(k)
			host, truth := k.reading().Real, k.truth()
			k.flow(int64(test.away) / 2)
			k.slew = 0
			k.process()
			require.Equal(t, timemap.Unsynced, viewOf(k.line).Lookup(host-int64(time.Minute)).Outcome, "not before it is measured")
			k.settle()
			c := viewOf(k.line).Lookup(host - int64(time.Minute))
			require.Equal(t, test.want, c.Outcome)
			if test.want == timemap.Applied {
				c = viewOf(k.line).Lookup(host)
				require.Equal(t, timemap.Holdover, c.State)
				require.LessOrEqual(t, abs(c.Offset-truth), c.Bound)
			}
			k.requireKept(noted[:20])
		})
	}
}

// TestReboot: what an earlier boot knew of its own instants holds; the time between the boots does
// not become known by it.
func TestReboot(t *testing.T) {
	for _, battery := range []time.Duration{3 * time.Second, -time.Hour - 20*time.Second} {
		t.Run(battery.String(), func(t *testing.T) {
			k := newKept(t, 62, t.TempDir())
			k.settle()
			noted := k.live(100)
			k.reboot(time.Hour, battery)
			k.settle()
			requireRight(t, k.simulation, k.line, normalError)
			view := k.line.View()
			closed, current := k.line.segments.Segments()
			require.Len(t, closed, 1)
			require.True(t, closed[0].Kept)
			require.NotEqual(t, closed[0].Zero, current.Zero)
			for _, n := range noted {
				c := view.Lookup(n.host)
				if c.Ambiguous { // the battery clock showed it again
					require.GreaterOrEqual(t, c.Bound, abs(c.Offset-n.said.Offset))
					continue
				}
				require.Equal(t, n.said.Offset, c.Offset)
			}
			if battery > 0 {
				k.requireKept(noted)
				require.Equal(t, timemap.UnknownPast, view.Lookup(noted[99].host+int64(30*time.Minute)).Outcome)
				require.True(t, view.Lookup(k.clock.watch.toRaw.Start-int64(time.Minute)).Ambiguous, "either boot may have written it")
			}
		})
	}
}

// TestOtherConfiguration: another policy's journal is used for the times that the own one does not
// cover.
func TestOtherConfiguration(t *testing.T) {
	k := newKept(t, 63, t.TempDir())
	k.settle()
	first := k.live(20)
	k.policy.MaxError = 2 * time.Second
	k.restart(time.Second)
	k.requireKept(first)
	k.settle()
	second := k.live(20)
	k.policy.MaxError = 0
	k.restart(time.Second)
	k.requireKept(first)
	k.requireKept(second)
}

// TestOtherPolicyInOneProcess: a timeline of another policy, begun in the same process, takes the
// past but not the present from disk.
func TestOtherPolicyInOneProcess(t *testing.T) {
	k := newKept(t, 64, t.TempDir())
	k.settle()
	first := k.live(20)
	k.restart(time.Second)
	k.settle()
	k.live(20)
	k.record()
	k.policy.MaxError = 2 * time.Second
	k.line = k.clock.Timeline(k.policy)
	k.requireKept(first)
	require.False(t, viewOf(k.line).Now().Ambiguous)
	host := k.reading().Real - 5e9
	require.False(t, viewOf(k.line).Lookup(host).Ambiguous)
}

// TestDays: each day has its file, each file stands for itself, and old ones go.
func TestDays(t *testing.T) {
	folder := t.TempDir()
	k := newKept(t, 65, folder)
	k.journal.Retention = 48 * time.Hour
	abandoned := []string{"0123456789abcdef-2027-01-14.jsonl", "0123456789abcdef-2027-01-15.jsonl", "fedcba9876543210-2027-01-14.jsonl"}
	for _, name := range abandoned {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), nil, 0o600))
	}
	defer flock(t, folder, "fedcba9876543210").Close()
	k.process()
	k.settle()
	noted := k.live(5)
	for range 5 * 24 {
		k.pass(50 * time.Minute)
		k.poll(10 * time.Minute)
		noted = append(noted, k.live(3)...)
	}
	days, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	require.NoError(t, err)
	require.Len(t, days, 3+1, "today, the days that 48 hours reach back into, and one that another process writes")
	require.FileExists(t, filepath.Join(folder, abandoned[2]))
	k.restart(time.Second)
	var young []instant
	for _, n := range noted {
		if n.host > k.reading().Real-int64(48*time.Hour) {
			young = append(young, n)
		}
	}
	require.Greater(t, len(young), 100)
	k.requireKept(young)
	closed, _ := k.line.segments.Segments()
	require.Len(t, closed, 1, "one segment over all days")
	require.Equal(t, timemap.UnknownPast, viewOf(k.line).Lookup(closed[0].Start-1e9).Outcome, "what was before the oldest day is not known")
	require.Equal(t, timemap.UnknownPast, viewOf(k.line).Lookup(noted[0].host).Outcome)
}

// flock takes the writer's lock of a key.
func flock(t *testing.T, folder, key string) *os.File {
	lock, err := os.OpenFile(filepath.Join(folder, key+".lock"), os.O_CREATE|os.O_RDWR, 0o600)
	require.NoError(t, err)
	require.NoError(t, unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB))
	return lock
}

// TestJournalIsPlain: a line is one JSON object, as documented.
func TestJournalIsPlain(t *testing.T) {
	folder := t.TempDir()
	k := newKept(t, 66, folder)
	k.settle()
	k.live(3)
	lines := strings.SplitAfter(string(onlyJournal(t, folder)), "\n")
	require.Regexp(t, `^\{"segment":1,"host_ns":\d+,"knots":0,"begin":\{"reason":"first","boot":"first boot","monotonic_zero_ns":\d+,`+
		`"limited":false,"continued":false\},"crc":"[0-9a-f]{8}"\}\n$`, lines[0])
	require.Regexp(t, `^\{"segment":1,"host_ns":\d+,"knots":1,"knot":\{"offset_ns":\d+,"rate":-?\d+,"bound_ns":\d+,"growth":-?\d+,`+
		`"state":"synced","outcome":"applied"\},"crc":"[0-9a-f]{8}"\}\n$`, lines[1])
	require.Contains(t, string(onlyJournal(t, folder)), `,"host_ns":`)
	require.Regexp(t, `\n\{"segment":1,"host_ns":\d+,"knots":\d+,"crc":"[0-9a-f]{8}"\}\n`, string(onlyJournal(t, folder)))
}

// onlyJournal is the text of the one day file in the folder.
func onlyJournal(t testing.TB, folder string) []byte {
	days, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	require.NoError(t, err)
	require.Len(t, days, 1)
	text, err := os.ReadFile(days[0])
	require.NoError(t, err)
	return text
}
