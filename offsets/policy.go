package offsets

import "time"

// Correct is when instants are moved.
type Correct uint8

const (
	CorrectAuto   Correct = iota // unless the host clock is disciplined and within the majority's interval
	CorrectAlways                // whenever there is a usable offset
	CorrectNever                 // never: a dry run
)

func (c Correct) String() string { return [...]string{"auto", "always", "never"}[c] }

// Policy is how a user of the map wants the measurement applied. Zero fields take the defaults.
type Policy struct {
	Correct         Correct
	MinSources      int           // servers that must agree; default 1
	MaxCorrection   time.Duration // of what is applied; default: none with 3 or more agreeing servers, else 1h
	MaxError        time.Duration // with a larger bound nothing is applied; default 1s
	BacklogHoldover time.Duration // how far the earliest offset is carried back; default 10m, negative: not at all
	MaxDriftPPM     float64       // growth of the bound between measurements; default 15
}

const (
	defaultMaxError        = time.Second
	defaultBacklogHoldover = 10 * time.Minute
	defaultMaxDriftPPM     = 15
	fewMaxCorrection       = time.Hour // of fewer than trustedServers

	trustedServers = 3 // enough to outvote one liar
	pollsToBegin   = 2 // consecutive polls with zero outside the majority's interval
	pollsToEnd     = 8 // consecutive polls with the offset below half its bound
)

func (p Policy) withDefaults() Policy {
	p.MinSources = max(1, p.MinSources)
	if p.MaxError <= 0 {
		p.MaxError = defaultMaxError
	}
	if p.BacklogHoldover == 0 {
		p.BacklogHoldover = defaultBacklogHoldover
	}
	if p.MaxDriftPPM <= 0 {
		p.MaxDriftPPM = defaultMaxDriftPPM
	}
	return p
}

func (p *Policy) drift() float64 { return p.MaxDriftPPM * 1e-6 }

// target is what the map is led to.
type target uint8

const (
	nothing  target = iota // no usable offset: the host's time, for want of better
	hostTime               // the host's time, because it is right
	measured               // the measured line
)

// verdict is a target and, if it is nothing, the reason in words.
type verdict struct {
	target target
	reason string
}

// evidence is what the policy is applied to: the measured offset and its bound at one moment, ns.
type evidence struct {
	offset, bound int64
	agree         int
}

// usable reports whether a measurement may be applied at all.
func (p *Policy) usable(e evidence) (ok bool, reason string) {
	limit := p.MaxCorrection
	if limit == 0 && e.agree < trustedServers {
		limit = fewMaxCorrection
	}
	switch {
	case e.agree < p.MinSources:
		return false, "fewer servers agree than min_sources"
	case e.bound > int64(p.MaxError):
		return false, "its bound is larger than max_error"
	case limit > 0 && abs(e.offset) > int64(limit):
		return false, "it is larger than max_correction"
	}
	return true, ""
}

// judge decides between the host's time and the measured one on a host that the kernel calls
// synchronised. It changes sides only after several consecutive polls, so that a server's hiccup
// moves no instant.
type judge struct {
	against bool // the host's time is wrong: the measured one is applied
	proven  bool // by a trusted majority, not inherited from before the host was disciplined
	outside int  // consecutive polls with zero outside a trusted majority's interval
	inside  int  // consecutive polls with the offset below half its bound
	few     int  // consecutive polls with zero outside the interval of too few servers
}

// poll counts one poll: all servers renewed, or a poll interval passed.
func (j *judge) poll(e evidence, disciplined bool) {
	zeroOutside := abs(e.offset) > e.bound
	if !disciplined {
		*j = judge{against: true}
		return
	}
	j.outside = consecutive(j.outside, zeroOutside && e.agree >= trustedServers)
	j.few = consecutive(j.few, zeroOutside && e.agree < trustedServers)
	j.inside = consecutive(j.inside, abs(e.offset) < e.bound/2)
	switch {
	case j.outside >= pollsToBegin:
		j.against, j.proven = true, true
	case j.inside >= pollsToEnd, !j.proven && j.few >= pollsToBegin:
		j.against, j.proven = false, false
	}
}

// consecutive counts one more, or begins again.
func consecutive(count int, again bool) int {
	if again {
		return count + 1
	}
	return 0
}

// judged applies the policy to a measurement. hostRight: the host is disciplined and nothing proves
// it wrong. A dry run follows what CorrectAlways would apply.
func (p *Policy) judged(e evidence, hostRight bool) verdict {
	if ok, reason := p.usable(e); !ok {
		return verdict{nothing, reason}
	}
	if p.Correct == CorrectAuto && hostRight {
		return verdict{hostTime, ""}
	}
	return verdict{measured, ""}
}
