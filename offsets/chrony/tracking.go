package chrony

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"
)

// Tracking is what chronyd reports of the host clock at the moment it is asked.
type Tracking struct {
	ReferenceID    uint32
	Stratum        uint16
	Leap           uint16
	Updated        int64 // host time of its last update, ns since the Unix epoch
	Correction     int64 // true time minus host time, ns
	RootDelay      int64 // ns
	RootDispersion int64 // ns, grown up to now by its own account
	UpdateInterval int64 // between its last two updates, ns
}

// staleUpdates is how many of its own intervals chronyd's last update may be old (ClockBound's
// rule).
const staleUpdates = 8

// Stale reports whether chronyd's last update is too old to be believed.
func (t *Tracking) Stale(now int64) bool {
	return t.UpdateInterval > 0 && now-t.Updated > staleUpdates*t.UpdateInterval
}

// The command protocol of chronyd, version 6, in big endian (chrony's candm.h: CMD_Request,
// CMD_Reply, RPY_Tracking).
const (
	commandVersion  = 6
	commandRequest  = 1
	commandReply    = 2
	requestTracking = 33
	replyTracking   = 5
	trackingLength  = 104 // of the reply, and of the request, which is padded to it lest it serve to amplify

	atCommand  = 4
	atReply    = 6
	atStatus   = 8
	atEcho     = 16 // of the sequence number, which in a request stands at 8
	atSequence = 8

	atReferenceID    = 28
	atStratum        = 52
	atLeap           = 54
	atReferenceTime  = 56
	atCorrection     = 68
	atRootDelay      = 92
	atRootDispersion = 96
	atUpdateInterval = 100
)

// noHighSeconds in the upper half of a time says that it has 32 bits only (candm.h TV_NOHIGHSEC).
const noHighSeconds = 0x7fffffff

// ErrNotTracking is returned for anything that is no reply to the request.
var ErrNotTracking = errors.New("no reply of chronyd to this request")

// Addresses are chronyd's default command ports, which answer any local user, and its socket, which
// does where it may be reached (chrony.conf(5), cmdport and bindcmdaddress).
func Addresses() []string {
	return []string{"127.0.0.1:323", "[::1]:323", "/run/chrony/chronyd.sock"}
}

// Ask asks at each address in turn until one answers. The error is that of the first.
func Ask(ctx context.Context, addresses []string) (Tracking, error) {
	var first error
	for _, address := range addresses {
		t, err := askTracking(ctx, address)
		if err == nil {
			return t, nil
		}
		if first == nil {
			first = err
		}
	}
	return Tracking{}, fmt.Errorf("asking the local chronyd: %w", first)
}

func askTracking(ctx context.Context, address string) (Tracking, error) {
	conn, err := dialCommand(ctx, address)
	if err != nil {
		return Tracking{}, err
	}
	defer conn.Close()
	if deadline, set := ctx.Deadline(); set {
		if err := conn.SetDeadline(deadline); err != nil {
			return Tracking{}, err
		}
	}
	sequence := rand.Uint32()
	if _, err := conn.Write(trackingRequest(sequence)); err != nil {
		return Tracking{}, err
	}
	reply := make([]byte, 2*trackingLength)
	n, err := conn.Read(reply)
	if err != nil {
		return Tracking{}, err
	}
	return parseTracking(reply[:n], sequence)
}

func trackingRequest(sequence uint32) []byte {
	request := make([]byte, trackingLength)
	request[0], request[1] = commandVersion, commandRequest
	binary.BigEndian.PutUint16(request[atCommand:], requestTracking)
	binary.BigEndian.PutUint32(request[atSequence:], sequence)
	return request
}

func parseTracking(reply []byte, sequence uint32) (Tracking, error) {
	if len(reply) < trackingLength || reply[0] != commandVersion || reply[1] != commandReply ||
		binary.BigEndian.Uint16(reply[atCommand:]) != requestTracking || binary.BigEndian.Uint16(reply[atReply:]) != replyTracking ||
		binary.BigEndian.Uint16(reply[atStatus:]) != 0 || binary.BigEndian.Uint32(reply[atEcho:]) != sequence {
		return Tracking{}, ErrNotTracking
	}
	return Tracking{
		ReferenceID:    binary.BigEndian.Uint32(reply[atReferenceID:]),
		Stratum:        binary.BigEndian.Uint16(reply[atStratum:]),
		Leap:           binary.BigEndian.Uint16(reply[atLeap:]),
		Updated:        commandTime(reply[atReferenceTime:]),
		Correction:     commandSeconds(reply[atCorrection:]),
		RootDelay:      commandSeconds(reply[atRootDelay:]),
		RootDispersion: commandSeconds(reply[atRootDispersion:]),
		UpdateInterval: commandSeconds(reply[atUpdateInterval:]),
	}, nil
}

func commandTime(field []byte) int64 {
	high, low, nanos := binary.BigEndian.Uint32(field), binary.BigEndian.Uint32(field[4:]), binary.BigEndian.Uint32(field[8:])
	if high == noHighSeconds {
		high = 0
	}
	return int64(uint64(high)<<32|uint64(low))*int64(time.Second) + int64(nanos)
}

// commandSeconds reads a Float of candm.h, a signed exponent of 7 bits and a signed coefficient of
// 25, as nanoseconds: 2^(exponent-25) * coefficient seconds. What does not fit is cut to a hundred
// years, which every limit refuses.
func commandSeconds(field []byte) int64 {
	bits := int32(binary.BigEndian.Uint32(field))
	exponent, coefficient := int(bits>>25), float64(bits<<7>>7)
	const century = 100 * 365 * 24 * 3600
	seconds := max(-century, min(math.Ldexp(coefficient, exponent-25), century))
	return int64(math.Round(seconds * float64(time.Second)))
}
