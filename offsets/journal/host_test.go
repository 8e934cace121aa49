package journal

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

const (
	start  = 1_800_000_000 * int64(1e9) // 2027-01-15
	theKey = "0123456789abcdef"
)

// host keeps a journal of a map that nothing but the test leads. Its processes come and go.
type host struct {
	t        testing.TB
	folder   Folder
	segments timemap.Map
	now      int64 // host time
	zero     int64 // host time at which MONOTONIC was 0
	offset   int64
	done     Cursor
	recorder *Recorder
	wall     time.Time // paces the recorder, not the map
}

func newHost(t testing.TB, folder string) *host {
	h := &host{t: t, folder: Folder{Path: folder, Boot: "first boot"}.WithDefaults(), now: start, zero: start - 5e9, offset: 2.5e9, wall: time.Unix(1, 0)}
	h.process()
	t.Cleanup(h.end)
	return h
}

// process starts one, which knows nothing but what the journal tells.
func (h *host) process() {
	past := h.folder.Read(theKey)
	segments := make([]timemap.Segment, len(past.Segments))
	for i := range segments {
		segments[i] = past.Segments[i].Segment
	}
	h.segments, h.done = timemap.Map{}, Cursor{}
	h.segments.Restore(segments, 0, past.Highest)
	h.recorder = h.folder.Recorder(theKey, &h.done, Report{Warnf: h.t.Errorf, Infof: h.t.Logf})
}

// end is the end of the process, whatever was written before.
func (h *host) end() { h.recorder.Close() }

// restart ends the process in good order and starts another one a second later.
func (h *host) restart() {
	h.wall = h.wall.Add(time.Minute)
	h.keep()
	h.end()
	h.now += 1e9
	h.process()
	h.open(timemap.First)
	h.segments.Bridge(timemap.Unbounded)
}

func (h *host) wanted() timemap.Point {
	return timemap.Point{Offset: h.offset, Bound: 10e6, State: timemap.Synced, Outcome: timemap.Applied}
}

func (h *host) open(reason timemap.Reason) {
	track := timemap.NewTrack(h.now, h.wanted(), timemap.Pace{Bound: 15e-6})
	h.segments.Open(track, timemap.Origin{Reason: reason, Zero: h.zero})
}

// live runs for some seconds in which the offset changes by the rate, s/s.
func (h *host) live(seconds int, rate float64) {
	for range seconds {
		h.now += 1e9
		h.offset += int64(rate * 1e9)
		h.segments.Advance(h.now, h.wanted(), timemap.Pace{Offset: rate, Bound: 15e-6}, 2000)
		h.keep()
	}
}

// step steps the host clock.
func (h *host) step(by time.Duration) {
	h.segments.Close()
	h.now += int64(by)
	h.zero += int64(by)
	h.offset -= int64(by)
	h.open(timemap.Stepped)
}

func (h *host) keep() {
	h.wall = h.wall.Add(time.Second)
	closed, current := h.segments.Segments()
	h.recorder.Keep(Snapshot{closed, current, h.now + h.offset}, h.wall)
}

// sample makes a journal with slews, a step and a restart in it, and returns its text.
func sample(t testing.TB, folder string) []byte {
	h := newHost(t, folder)
	h.open(timemap.First)
	h.live(1, 0)
	h.live(2, 400e-6)
	h.step(-20 * time.Second)
	h.live(2, 400e-6)
	h.live(10, 0)
	h.restart()
	h.live(2, -300e-6)
	h.live(2, 0)
	h.end()
	return onlyDay(t, folder)
}

// onlyDay is the text of the one day file in the folder.
func onlyDay(t testing.TB, folder string) []byte {
	days, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	require.NoError(t, err)
	require.Len(t, days, 1)
	text, err := os.ReadFile(days[0])
	require.NoError(t, err)
	return text
}
