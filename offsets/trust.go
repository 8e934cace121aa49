package offsets

import "timesync/offsets/estimate"

// trust is in the last estimate on which several servers agreed. Held over, it is a voice: a server
// that is left alone, and may be the very one that the others outvoted, does not overrule it. The
// zero trust is in nothing.
type trust struct {
	estimate estimate.Estimate
	given    bool
	refuses  bool // it was said that a server is not followed
}

// learn takes an estimate that was adopted.
func (t *trust) learn(e *estimate.Estimate) {
	t.refuses = false
	if e.Agree >= verifyingSources {
		t.estimate, t.given = *e, true
	}
}

// outvotes reports whether what is held over contradicts a majority of fewer than verifyingSources.
// It is a voice while it is as near to the truth as any server must be.
func (t *trust) outvotes(majority *estimate.Estimate, drift float64) bool {
	bound := t.estimate.BoundAt(majority.At, drift)
	return t.given && majority.Agree < verifyingSources && bound <= estimate.MaxDistance &&
		abs(majority.Theta-t.estimate.ThetaAt(majority.At)) > majority.Bound+bound
}
