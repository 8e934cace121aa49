package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"

	"timesync/offsets/timemap"
)

// entry is one line of a journal, a JSON object. With begin it opens a segment, or goes on with one
// in a new file; with knot it adds one to the map; with neither it says how far the map is fixed.
// Its knots are counted, so that a lost line is missed. Its last member is the CRC-32C of all bytes
// before it.
type entry struct {
	Segment uint32     `json:"segment"`
	Host    int64      `json:"host_ns"`
	Knots   int        `json:"knots"` // of the segment, up to and with this line
	Begin   *beginLine `json:"begin,omitempty"`
	Knot    *knotLine  `json:"knot,omitempty"`
}

type beginLine struct {
	Reason    string `json:"reason"`
	Boot      string `json:"boot"`
	Zero      int64  `json:"monotonic_zero_ns"` // host time at which CLOCK_MONOTONIC was 0
	Limited   bool   `json:"limited"`
	Continued bool   `json:"continued"` // the knot that follows is the last one known, or knots are missing
}

// knotLine is a knot as it stands in memory, so that a restored map is the same to the nanosecond.
type knotLine struct {
	Offset  int64  `json:"offset_ns"`
	Rate    int64  `json:"rate"` // in 2^-40 per host ns
	Bound   int64  `json:"bound_ns"`
	Growth  int64  `json:"growth"` // in 2^-40 per host ns
	State   string `json:"state"`
	Outcome string `json:"outcome"`
}

// castagnoli is the polynomial of CRC-32C (RFC 3720 section 12.1).
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const (
	sealFormat = `,"crc":"%08x"}`
	sealLength = len(`,"crc":"00000000"}`)
	longest    = 1024 // bytes; a line of ours has at most about 400
)

// beginOf opens a segment of which so many knots are written.
func beginOf(s *timemap.Segment, knots int, boot string) entry {
	return entry{s.ID, s.Start, knots, &beginLine{s.Reason.String(), boot, s.Zero, s.Limited, knots > 0}, nil}
}

// knotOf is the i-th knot that the segment has in memory.
func knotOf(s *timemap.Segment, i int) entry {
	k := &s.Knots[i]
	return entry{s.ID, k.Start, s.Dropped + i + 1, nil, &knotLine{k.Offset, k.Rate, k.Bound, k.Growth, k.State.String(), k.Outcome.String()}}
}

func reachOf(s *timemap.Segment, knots int) entry {
	return entry{Segment: s.ID, Host: s.Frontier, Knots: knots}
}

// encode returns the line with its seal and its newline.
func (l *entry) encode() []byte {
	text, err := json.Marshal(l)
	if err != nil {
		panic(err) // numbers and strings alone: cannot be
	}
	text = text[:len(text)-1]
	return fmt.Appendf(text, sealFormat+"\n", crc32.Checksum(text, castagnoli))
}

// decode reads a line without its newline. ok is false for all that encode would not have written.
func decode(text []byte) (line entry, ok bool) {
	if len(text) < sealLength || len(text) > longest {
		return line, false
	}
	body := text[:len(text)-sealLength]
	if !bytes.Equal(text[len(body):], fmt.Appendf(nil, sealFormat, crc32.Checksum(body, castagnoli))) {
		return line, false
	}
	if json.Unmarshal(append(bytes.Clone(body), '}'), &line) != nil {
		return line, false
	}
	again := line.encode()
	return line, bytes.Equal(again[:len(again)-1], text) && line.sane()
}

// sane reports whether the numbers are such as a map can have.
func (l *entry) sane() bool {
	possible := func(ns int64) bool { return abs(ns) <= timemap.Unbounded && ns > -timemap.Unbounded }
	switch {
	case !possible(l.Host) || l.Knots < 0 || l.Begin != nil && l.Knot != nil:
		return false
	case l.Begin != nil:
		_, known := valueNamed[timemap.Reason](l.Begin.Reason, timemap.Reasons)
		return known && possible(l.Begin.Zero)
	case l.Knot != nil:
		_, state := valueNamed[timemap.State](l.Knot.State, int(timemap.Manual))
		_, outcome := valueNamed[timemap.Outcome](l.Knot.Outcome, int(timemap.UnknownPast)+1)
		k := l.knot()
		return state && outcome && k.Possible()
	}
	return true
}

func (l *entry) knot() timemap.Knot {
	state, _ := valueNamed[timemap.State](l.Knot.State, int(timemap.Manual))
	outcome, _ := valueNamed[timemap.Outcome](l.Knot.Outcome, int(timemap.UnknownPast)+1)
	return timemap.Knot{Start: l.Host, Offset: l.Knot.Offset, Rate: l.Knot.Rate, Bound: l.Knot.Bound, Growth: l.Knot.Growth,
		State: state, Outcome: outcome}
}

// valueNamed finds which of the first so many values has the name.
func valueNamed[T interface {
	~uint8
	String() string
}](name string, values int) (T, bool) {
	for v := range values {
		if T(v).String() == name {
			return T(v), true
		}
	}
	return 0, false
}

func abs(x int64) int64 { return max(x, -x) }
