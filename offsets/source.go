package offsets

import (
	"math"
	"time"
)

const (
	maxSamples   = 64                       // chrony sourcestats.c MAX_SAMPLES
	maxDeviation = float64(1 * time.Second) // chrony's default maxjitter
	reachPolls   = 8                        // bits of the reach register, RFC 5905 section 9.2
)

// source is one server as the measurement sees it: its latest samples, the line through them, and what became of its queries.
type source struct {
	association
	name        string
	samples     []Sample // oldest first; at most maxSamples from window on, and as many before it
	window      int      // index of the first sample that the line goes through
	asymmetry   asymmetry
	bias        bias
	contrary    *Sample // newer one that contradicts the line, kept apart until another sample takes its side
	line        line
	reach       uint8         // one bit a poll, newest lowest; 0: nothing answered lately
	open        bool          // its next query counts as a vote not cast yet: it is the first, or what it said before is void
	hurry       chan struct{} // asks the poller for a burst
	interval    time.Duration // between polls, without back-off for silence
	stratum     uint8
	renewed     bool // has a sample newer than the last poll that was counted
	last        Rejection
	standing    standing // in the last selection
	deniedUntil int64    // Mono ns until which it told us to stay away
	rejected    Rejected
	sent        uint64
}

// standing is what the last selection made of a source.
type standing uint8

const (
	unheard     standing = iota // not fit to vote
	undecided                   // there was no majority
	falseticker                 // outside the majority
	outlier                     // in the majority's interval, but not where its noise would put it
	truechimer                  // in the majority
)

// accept takes a sample that is newer than all before it, and tells whether the line goes through it now.
func (s *source) accept(sample Sample, stratum uint8) bool {
	s.stratum = stratum
	s.polled(accepted)
	if n := len(s.samples); n > 0 && sample.At <= s.samples[n-1].At {
		return false
	}
	s.renewed = true
	if !s.believes(sample) || s.delayed(sample) {
		return false
	}
	s.samples = append(s.samples, sample)
	s.asymmetry.learn(s.tested())
	s.refit()
	return true
}

// refit lays the line anew through as many of the newest samples as it suits, and forgets those no longer of use.
func (s *source) refit() {
	n := len(s.samples)
	s.window = max(0, min(s.window, n-1), n-maxSamples)
	corrected := s.asymmetry.corrected(s.samples)
	s.window = straightFrom(corrected, s.window)
	s.line = fitLine(corrected[s.window:])
	if unused := s.window - maxSamples; unused > 0 {
		s.samples = append(s.samples[:0], s.samples[unused:]...)
		s.window -= unused
	}
}

// tested is the samples whose residuals are looked at.
func (s *source) tested() []Sample {
	n := len(s.samples)
	return s.samples[max(0, n-runsReach*(n-min(s.window, n))):]
}

// recent is the samples that the line goes through.
func (s *source) recent() []Sample { return s.samples[min(s.window, len(s.samples)):] }

// believes tells whether the sample goes with those before. If they cannot both be right, the server's clock or the host's
// RAW was set: a second sample that takes the new one's side replaces all before it.
func (s *source) believes(sample Sample) bool {
	if len(s.samples) == 0 {
		return true
	}
	best, radius := s.best(sample.At)
	if abs(sample.Theta-s.carried(best, sample.At)) <= radius+sample.distance() {
		s.contrary = nil
		return true
	}
	if s.contrary != nil && s.aligned(sample) {
		s.samples = append(s.samples, *s.contrary)
		s.contrary = nil
		return true
	}
	if s.contrary != nil && abs(sample.Theta-s.contrary.Theta) <= sample.distance()+s.contrary.distance()+
		int64((freshSkew+driftTolerance)*float64(sample.At-s.contrary.At)) {
		s.samples, s.asymmetry, s.bias = append(s.samples[:0], *s.contrary), asymmetry{}, bias{}
		s.contrary = nil
		return true
	}
	s.contrary = &sample
	return false
}

// aligned tells whether the newest sample, the contrary one after it and this one lie on one line that an oscillator far
// outside freshSkew could draw: then nothing was set, it only drifts more than is usual.
func (s *source) aligned(sample Sample) bool {
	last, middle := s.samples[len(s.samples)-1], *s.contrary
	span, step := float64(middle.At-last.At), float64(sample.At-middle.At)
	slope := float64(middle.Theta-last.Theta) / span
	if math.Abs(slope) > maxSkew {
		return false
	}
	slack := float64(last.distance()+middle.distance())/span*step + float64(middle.distance()+sample.distance())
	return math.Abs(float64(sample.Theta-middle.Theta)-slope*step) <= slack
}

func (s *source) reject(why Rejection) {
	s.rejected[why]++
	s.polled(why)
}

func (s *source) polled(result Rejection) {
	s.open, s.last = false, result
	s.reach <<= 1
	if result == accepted {
		s.reach |= 1
	}
}

// drop forgets samples taken up to the RAW moment.
func (s *source) drop(until int64) {
	s.contrary = nil
	kept := s.samples[:0]
	for _, sample := range s.samples {
		if sample.At > until {
			kept = append(kept, sample)
		}
	}
	s.samples, s.window, s.asymmetry, s.bias = kept, 0, asymmetry{}, bias{}
	if len(kept) > 0 {
		s.refit()
	}
}

// fresh tells whether the newest sample is at most reachPolls polls old.
func (s *source) fresh(raw int64) bool {
	return s.reach != 0 && len(s.samples) > 0 &&
		raw-s.samples[len(s.samples)-1].At <= reachPolls*int64(s.interval)
}

// candidate returns where the source puts theta at the RAW moment, and whether it is fit to vote.
func (s *source) candidate(raw int64) (candidate, bool) {
	if !s.fresh(raw) || s.line.deviation > maxDeviation {
		return candidate{}, false
	}
	if _, radius := s.best(raw); radius > maxRootDistance {
		return candidate{}, false
	}
	in := s.bracket(raw)
	return candidate{
		source:    s,
		theta:     clamp(s.line.thetaAt(raw), in.low, in.high),
		low:       in.low,
		high:      in.high,
		radius:    (in.high - in.low) / 2,
		deviation: s.line.errorAt(raw),
		bias:      s.bias.span(s.asymmetry),
	}, true
}

// best is the sample whose error, carried to the RAW moment, is smallest, and that error.
func (s *source) best(raw int64) (best *Sample, radius int64) {
	recent := s.recent()
	for i := range recent {
		if r := s.radius(&recent[i], raw); best == nil || r < radius {
			best, radius = &recent[i], r
		}
	}
	return best, radius
}

// carried is a sample's theta at another RAW moment, along the line.
func (s *source) carried(sample *Sample, raw int64) int64 {
	return sample.Theta + int64(s.line.slope*float64(raw-sample.At))
}

// radius is the largest error of a sample carried to the RAW moment along the line. It grows as a free clock's may (PHI),
// or by how unsure the line's slope is where that is more.
func (s *source) radius(sample *Sample, raw int64) int64 {
	growth := max(driftTolerance, s.line.skew+clockTolerance)
	return sample.distance() + int64(growth*float64(abs(raw-sample.At)))
}

func clamp(x, low, high int64) int64 { return max(low, min(x, high)) }

func abs(x int64) int64 { return max(x, -x) }
