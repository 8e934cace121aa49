package offsets

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timesync/offsets/journal"
	"timesync/offsets/timemap"
)

// TestSecondWriter: it says so once, keeps its map in memory, reads what the first one writes, and
// takes over when that ends.
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
	require.Zero(t, second.journal.Read(journalKey(second.clock.names, second.line.policy)).Damaged)
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
			require.NoError(t, os.Mkdir(filepath.Join(parent, key+"-2027-01-15.jsonl"), 0o700))
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
		t.Skipf("skipped: needs the right to mount a tmpfs (root: %v)", err)
	}
	t.Cleanup(func() { require.NoError(t, unix.Unmount(parent, 0)) })
	return parent
}

// TestDiskFullForAWhile: what could not be written in the meantime is written afterwards, and no
// line is torn.
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

// TestFollowingReader reads a journal again and again while it is written, in a goroutine of its
// own: each time it sees whole lines and no fewer than before.
func TestFollowingReader(t *testing.T) {
	folder := t.TempDir()
	k := newKept(t, 77, folder)
	k.settle()
	k.live(1)
	reads := make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() {
		for seen := 0; ; {
			past := k.journal.Read(journalKey("0,1,2", Policy{Correct: CorrectAlways}.withDefaults()))
			now := 0
			for i := range past.Segments {
				now += len(past.Segments[i].Knots)
			}
			if past.Damaged != 0 || now < seen {
				t.Errorf("%d damaged lines, %d knots after %d", past.Damaged, now, seen)
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

// TestJournalingGoroutine: the goroutines of a running clock write the journal, give it back at
// Stop, and take it again.
func TestJournalingGoroutine(t *testing.T) {
	folder := t.TempDir()
	clock := NewClock([]string{responder(t, ahead(2500*time.Millisecond))})
	clock.UseJournal(journal.Folder{Path: folder})
	for range 2 {
		clock.Start(Polling{}, Log{})
		line := clock.Timeline(Policy{Correct: CorrectAlways})
		require.True(t, clock.WaitFirst(5*time.Second))
		host := viewOf(line).HostNow()
		clock.Stop()
		flock(t, folder, journalKey(clock.names, line.policy)).Close() // the lock is free again

		later := NewClock([]string{"192.0.2.1"})
		later.UseJournal(journal.Folder{Path: folder})
		c := viewOf(later.Timeline(Policy{Correct: CorrectAlways})).Lookup(host)
		require.Equal(t, timemap.Applied, c.Outcome)
		require.InDelta(t, 2500*time.Millisecond, c.Offset, 50e6)
	}
}
