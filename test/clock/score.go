package main

import "math"

// score gathers the errors of one estimator at the marks of a run or of several, ns.
type score struct {
	marks, without, violations int
	squares, worst, bounds     float64
}

// add takes an estimate of the offset with its bound, and the truth.
func (s *score) add(offset, bound, truth float64) {
	miss := math.Abs(offset - truth)
	s.marks++
	s.squares += miss * miss
	s.worst = max(s.worst, miss)
	s.bounds += bound
	if miss > bound {
		s.violations++
	}
}

func (s *score) rms() float64   { return math.Sqrt(s.squares / float64(s.marks)) }
func (s *score) bound() float64 { return s.bounds / float64(s.marks) }

// pooled is the score of a scenario over its runs, each of the same weight: RMS over runs, the
// worst of all, the mean bound.
type pooled struct {
	all, runs, marks, violations    int // runs: those with an estimate
	squares, worst, bounds, highest float64
}

func (p *pooled) add(s score) {
	p.all++
	if s.marks == 0 {
		return
	}
	p.runs++
	p.marks += s.marks
	p.violations += s.violations
	p.squares += s.rms() * s.rms()
	p.highest = max(p.highest, s.rms())
	p.worst = max(p.worst, s.worst)
	p.bounds += s.bound()
}

func (p *pooled) rms() float64   { return math.Sqrt(p.squares / float64(p.runs)) }
func (p *pooled) bound() float64 { return p.bounds / float64(p.runs) }
