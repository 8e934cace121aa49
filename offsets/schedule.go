package offsets

import (
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/ntp"
)

// Polling is how often each server is asked. Zero fields take the defaults.
type Polling struct {
	Min     time.Duration // between two queries of a server, at least; default 64s
	Max     time.Duration // at most; default 1024s
	Timeout time.Duration // for resolving, asking and hearing; default 2s
}

const (
	defaultPollMin = 64 * time.Second   // chrony's default minpoll 6
	defaultPollMax = 1024 * time.Second // chrony's default maxpoll 10
	defaultTimeout = 2 * time.Second

	burstQueries  = 4                // chrony iburst
	burstInterval = 2 * time.Second  // chrony iburst
	pollSpread    = 0.02             // chrony ntp_core.c SAMPLING_RANDOMNESS
	steadyPolls   = 8                // consecutive ones that allow a longer interval, before it is doubled
	retryInterval = 16 * time.Second // after the first query without an answer (RFC 4330 section 10's floor is 15 s)
	deafInterval  = 48 * time.Second // at most between queries while no server answers: then it is the network that is gone
	denialTime    = 24 * time.Hour   // for DENY and RSTR; afterwards the server is asked once more
)

func (p Polling) withDefaults() Polling {
	if p.Min <= 0 {
		p.Min = defaultPollMin
	}
	if p.Max <= 0 {
		p.Max = defaultPollMax
	}
	p.Max = max(p.Min, p.Max)
	if p.Timeout <= 0 {
		p.Timeout = defaultTimeout
	}
	return p
}

// schedule decides when one server is asked again.
type schedule struct {
	burst  int  // queries left of the burst
	misses uint // consecutive
	slower uint // doublings the server asked for (RFC 5905 section 7.4, RATE)
	longer uint // doublings that cost nothing, see adapt
	steady int  // consecutive polls that would have borne one more
}

func newSchedule() schedule { return schedule{burst: burstQueries - 1} }

// interval is the time between polls without back-off for silence.
func (s *schedule) interval(p Polling) time.Duration {
	return max(doubled(p.Min, s.slower, max(p.Max, defaultPollMax)), doubled(p.Min, s.longer, p.Max))
}

// next returns the time to wait after a query with this result. deaf: no server answers. random is
// uniform in [0, 1).
func (s *schedule) next(result ntp.Rejection, kiss string, p Polling, deaf bool, random float64) time.Duration {
	s.misses++
	if result.Answered() {
		s.misses = 0
	}
	switch kiss {
	case "RATE":
		s.burst = 0
		s.slower++
	case "DENY", "RSTR":
		return denialTime
	}
	if s.burst > 0 {
		s.burst--
		return min(burstInterval, p.Min)
	}
	wait := s.interval(p)
	if s.misses > 0 {
		wait = s.retry(p, deaf)
	}
	return time.Duration(float64(wait) * (1 - pollSpread + 2*pollSpread*random))
}

// retry is the time to wait after queries that were not answered: soon at first, for a packet is
// lost easily and an address may have changed, then less and less often. A server that asked for
// fewer queries gets no more.
func (s *schedule) retry(p Polling, deaf bool) time.Duration {
	limit := p.Max
	if deaf {
		limit = min(p.Max, deafInterval)
	}
	wait := doubled(min(p.Min, retryInterval), s.misses-1, limit)
	if s.slower > 0 {
		wait = max(wait, s.interval(p))
	}
	return wait
}

// adapt lengthens or shortens the interval between poll_min and poll_max.
func (s *schedule) adapt(to estimate.Ease, p Polling) {
	if to != estimate.Longer {
		s.steady = 0
	}
	switch {
	case to == estimate.Longer && doubled(p.Min, s.longer, p.Max) < p.Max:
		if s.steady++; s.steady >= steadyPolls {
			s.longer, s.steady = s.longer+1, 0
		}
	case to == estimate.Shorter && s.longer > 0:
		s.longer--
	}
}

// doubled doubles d the given number of times, up to limit.
func doubled(d time.Duration, times uint, limit time.Duration) time.Duration {
	for ; times > 0 && d < limit; times-- {
		d *= 2
	}
	return min(d, limit)
}
