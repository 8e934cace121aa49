package ntpserver

import (
	"net/netip"
	"time"
)

// reply is an answer on its way.
type reply struct {
	request  []byte
	from     netip.AddrPort
	arrived  time.Time // at this machine; the simulated request is still on its way
	to, back time.Duration
	settings Settings
}

// plan counts and records a request, and draws what becomes of it.
func (s *Server) plan(request []byte, from netip.AddrPort, arrived time.Time) (planned reply, lost bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	set := s.settings
	lost = s.random.Float64() < set.Loss
	s.count++
	if len(s.log) == logLength {
		s.log = s.log[:copy(s.log, s.log[1:])]
	}
	s.log = append(s.log, Request{At: arrived, From: from, Offset: s.clock.at(time.Now()), Fate: fateOf(set, lost)})
	return reply{
		request:  request,
		from:     from,
		arrived:  arrived,
		to:       wait(set.DelayTo, set.Jitter, s.random),
		back:     wait(set.DelayBack, set.Jitter, s.random),
		settings: set,
	}, lost
}

func fateOf(set Settings, lost bool) Fate {
	switch {
	case lost:
		return Lost
	case set.KissCode != "":
		return Kissed
	case set.Malformed != WellFormed:
		return Spoiled
	}
	return Answered
}

// send waits for both ways' delay and writes the reply. The request counts as
// received when its way is over, and the reply as sent its own way before it is
// written: what the timer is late by is the server's time, not the network's.
func (s *Server) send(r reply) {
	defer s.running.Done()
	if ways := r.to + r.back; ways > 0 {
		timer := time.NewTimer(time.Until(r.arrived.Add(ways)))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-s.closing:
			return
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	now := time.Now()
	offset := s.clock.at(now)
	received := r.arrived.Add(r.to + offset)
	transmitted := now.Add(offset - r.back)
	packet := answer(r.request, r.settings, received, transmitted)
	// A client that has gone is no fault of ours: its ICMP error is not looked at.
	_, _ = s.conn.WriteToUDPAddrPort(spoil(packet, r.settings.Malformed, s.noise), r.from)
}
