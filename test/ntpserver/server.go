// Package ntpserver is an NTP server for tests: it answers on loopback with a
// clock, a network and manners that the test chooses (Settings), and remembers
// what it was asked.
package ntpserver

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"
)

// logLength is how many of the newest requests a Server remembers.
const logLength = 4096

// Server answers NTP requests on one UDP address until it is closed.
type Server struct {
	conn    *net.UDPConn
	closing chan struct{}
	running sync.WaitGroup // the reading loop and each reply still on its way

	mutex    sync.Mutex // protects all below
	settings Settings
	clock    clock
	random   *rand.Rand // losses and delays, drawn in order of arrival
	noise    *rand.Rand // bytes of malformed replies
	count    uint64
	log      []Request
}

// Request is one request as the server saw it.
type Request struct {
	At     time.Time      // host clock when it came
	From   netip.AddrPort // who asked
	Offset time.Duration  // server clock minus host clock at that moment
	Fate   Fate
}

// Fate is what became of a request.
type Fate string

const (
	Answered Fate = "answered"
	Lost     Fate = "lost"
	Kissed   Fate = "kissed"    // answered by a kiss-o'-death
	Spoiled  Fate = "malformed" // answered by something malformed
)

// Start listens on address (host:port, port 0 takes a free one) and answers by
// settings. The same seed gives the same losses and delays, request by request.
func Start(address string, settings Settings, seed uint64) (*Server, error) {
	conn, err := listen(address)
	if err != nil {
		return nil, fmt.Errorf("listening for NTP on %s: %w", address, err)
	}
	s := &Server{
		conn:    conn,
		closing: make(chan struct{}),
		random:  rand.New(rand.NewPCG(seed, 0)),
		noise:   rand.New(rand.NewPCG(seed, 1)),
	}
	s.Update(func(now *Settings) { *now = settings })
	s.running.Add(1)
	go s.serve()
	return s, nil
}

// Address is where the server listens, host:port.
func (s *Server) Address() string { return s.conn.LocalAddr().String() }

// Update changes the settings; the next request is answered by the new ones.
func (s *Server) Update(change func(*Settings)) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	change(&s.settings)
	s.clock.set(s.settings.Offset, s.settings.DriftPPM, time.Now())
}

// Offset is server clock minus host clock now.
func (s *Server) Offset() time.Duration {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.clock.at(time.Now())
}

// Count is how many requests have come since Start.
func (s *Server) Count() uint64 {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.count
}

// Requests returns the newest requests, at most 4096, oldest first.
func (s *Server) Requests() []Request {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Request(nil), s.log...)
}

// Close stops listening, forgets replies still on their way and returns when
// nothing of the server runs any more. It may be called again.
func (s *Server) Close() {
	s.mutex.Lock()
	select {
	case <-s.closing:
	default:
		close(s.closing)
		s.conn.Close()
	}
	s.mutex.Unlock()
	s.running.Wait()
}

// serve reads requests until the connection is closed. A request's plan is drawn
// here, in order of arrival, so that the seed alone decides it.
func (s *Server) serve() {
	defer s.running.Done()
	buffer := make([]byte, 2048)
	control := make([]byte, 128)
	for {
		n, from, arrived, err := receive(s.conn, buffer, control)
		if err != nil {
			if s.closed() {
				return
			}
			continue // e.g. an ICMP error for an earlier reply
		}
		if !isRequest(buffer[:n]) {
			continue
		}
		reply, lost := s.plan(append([]byte(nil), buffer[:n]...), from, arrived)
		if lost {
			continue
		}
		s.running.Add(1)
		go s.send(reply)
	}
}

func (s *Server) closed() bool {
	select {
	case <-s.closing:
		return true
	default:
		return false
	}
}
