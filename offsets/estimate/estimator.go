package estimate

import (
	"cmp"
	"math"
	"slices"
	"time"
)

const (
	maxSamples   = 64                       // chrony sourcestats.c MAX_SAMPLES
	maxDeviation = float64(1 * time.Second) // chrony's default maxjitter
)

// Estimator fits a line to one server's samples of theta and bounds where theta may lie. The zero
// Estimator has no samples.
type Estimator struct {
	samples   []Sample // oldest first; at most maxSamples from window on, and as many before it
	window    int      // index of the first sample that the line goes through
	asymmetry asymmetry
	bias      bias
	contrary  []Sample // the newest ones, two at most, that contradict the line: kept apart until another takes their side
	former    *Sample  // the last one before the line was given up; nil: it never was
	line      line
	drift     float64 // s/s, beside the line's own uncertainty; 0: DriftTolerance
	stratum   uint8   // of the newest sample
	standing  Standing
}

// Standing is the outcome of the last selection for one server.
type Standing uint8

const (
	Unheard     Standing = iota // not fit to vote
	Undecided                   // there was no majority
	Falseticker                 // outside the majority
	Outlier                     // in the majority's interval, but not where its noise would put it
	Truechimer                  // in the majority
)

// Standing is that of the last selection.
func (e *Estimator) Standing() Standing { return e.standing }

// Abstain resets the standing before a selection, in which the estimator need not be a candidate.
func (e *Estimator) Abstain() { e.standing = Unheard }

// Outvote makes a falseticker of one that the selection found right.
func (e *Estimator) Outvote() {
	if e.standing == Truechimer {
		e.standing = Falseticker
	}
}

// Tolerate sets the rate at which a sample's largest error grows at least, s/s.
func (e *Estimator) Tolerate(drift float64) { e.drift = drift }

func (e *Estimator) tolerance() float64 { return cmp.Or(e.drift, DriftTolerance) }

// Add takes a sample, and reports whether the line goes through it now. One that is not newer than
// all before it is left out.
func (e *Estimator) Add(sample Sample, stratum uint8) bool {
	e.stratum = stratum
	if newest, ok := e.Newest(); ok && sample.At <= newest.At {
		return false
	}
	if !e.believes(sample) || e.delayed(sample) {
		return false
	}
	e.samples = append(e.samples, sample)
	e.asymmetry.learn(e.tested())
	e.refit()
	return true
}

// Compare notes how a sample that was added differs from the theta that all servers together
// predicted.
func (e *Estimator) Compare(sample Sample, predicted int64) { e.bias.add(sample, predicted) }

// Newest returns the newest sample, if there is any.
func (e *Estimator) Newest() (newest Sample, ok bool) {
	if len(e.samples) == 0 {
		return Sample{}, false
	}
	return e.samples[len(e.samples)-1], true
}

// ThetaAt is theta at a RAW moment along the line. There must be samples.
func (e *Estimator) ThetaAt(raw int64) int64 { return e.line.thetaAt(raw) }

// Drop forgets the samples taken up to the RAW moment.
func (e *Estimator) Drop(until int64) {
	e.contrary = slices.DeleteFunc(e.contrary, func(s Sample) bool { return s.At <= until })
	kept := e.samples[:0]
	for _, sample := range e.samples {
		if sample.At > until {
			kept = append(kept, sample)
		}
	}
	e.samples, e.window, e.asymmetry, e.bias = kept, 0, asymmetry{}, bias{}
	if len(kept) == 0 {
		e.contrary, e.former = nil, nil
		return
	}
	e.refit()
}

// Forget drops everything but the standing, which is the last selection's.
func (e *Estimator) Forget() {
	e.Drop(math.MaxInt64)
	e.stratum = 0
}

// refit fits the line again to as many of the newest samples as it suits, and forgets those no
// longer of use.
func (e *Estimator) refit() {
	n := len(e.samples)
	e.window = max(0, min(e.window, n-1), n-maxSamples)
	corrected := e.asymmetry.corrected(e.samples)
	e.window = straightFrom(corrected, e.window)
	e.line = fitLine(corrected[e.window:])
	if unused := e.window - maxSamples; unused > 0 {
		e.samples = append(e.samples[:0], e.samples[unused:]...)
		e.window -= unused
	}
}

// tested returns the samples whose residuals are looked at.
func (e *Estimator) tested() []Sample {
	n := len(e.samples)
	return e.samples[max(0, n-runsReach*(n-min(e.window, n))):]
}

// recent returns the samples that the line goes through.
func (e *Estimator) recent() []Sample { return e.samples[min(e.window, len(e.samples)):] }

func clamp(x, low, high int64) int64 { return max(low, min(x, high)) }

// How often a server is asked follows from what asking less often would cost: the bound grows
// between two samples, and that growth is to stay small beside what the path alone contributes.
const (
	steadySamples = 16      // fewer tell too little about the drift to wait longer
	easyGrowth    = 1.0 / 4 // of the sample's own distance, over the doubled interval, at most: it may be doubled
	hardGrowth    = 1.0 / 2 // over the present interval, at least: it is halved
)

// Ease is what a server's samples tell about the interval between its polls.
type Ease uint8

const (
	Enough Ease = iota // as it is
	Longer             // could be twice as long
	Shorter
)

// EaseAt judges an interval by the growth of the bound in it.
func (e *Estimator) EaseAt(interval time.Duration) Ease {
	if len(e.samples) == 0 {
		return Enough
	}
	distance := float64(e.samples[len(e.samples)-1].Distance())
	growth := (e.line.skew + e.tolerance()) * float64(interval)
	switch {
	case growth > hardGrowth*distance, len(e.samples) < steadySamples:
		return Shorter
	case 2*growth <= easyGrowth*distance && len(e.contrary) == 0:
		return Longer
	}
	return Enough
}

func abs(x int64) int64 { return max(x, -x) }
