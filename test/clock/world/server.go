package world

import "math/rand/v2"

// Server is an NTP server and the paths to it and back.
type Server struct {
	Up, Down Path
	Error    func(now int64) int64 // of its clock at a true instant; nil: none
	Loss     float64               // chance of each packet to be lost
}

// Path delays packets: a constant and an exponential variable of a mean.
type Path struct{ Constant, Mean float64 }

func (p Path) delay(random *rand.Rand) int64 {
	return int64(p.Constant + p.Mean*random.ExpFloat64())
}

const turnRound = 20_000 // ns between request and reply in the server, as in the recorded traces

// Reply is what an exchange with a server left: the four timestamps, and the host's clocks just
// before and just after it.
type Reply struct {
	T1, T2, T3, T4 int64
	Before, After  Clocks
}

// Ask exchanges packets with a server. meddle, if any, happens while the reply is under way. ok is
// false if a packet was lost; the time has passed all the same.
func (w *World) Ask(server *Server, meddle func()) (reply Reply, ok bool) {
	up, down := w.Random.Float64() >= server.Loss, w.Random.Float64() >= server.Loss
	reply.Before = w.Clocks()
	reply.T1 = reply.Before.Real
	w.Pass(server.Up.delay(w.Random))
	reply.T2 = server.reads(w.now)
	w.Pass(turnRound)
	reply.T3 = server.reads(w.now)
	if meddle != nil {
		meddle()
	}
	w.Pass(server.Down.delay(w.Random))
	reply.After = w.Clocks()
	reply.T4 = reply.After.Real
	return reply, up && down
}

func (s *Server) reads(now int64) int64 {
	if s.Error == nil {
		return now
	}
	return now + s.Error(now)
}
