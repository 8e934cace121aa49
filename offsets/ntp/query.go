package ntp

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"net"
	"net/netip"
	"os"
	"slices"
	"time"

	"github.com/beevik/ntp"

	"timesync/offsets/hostclock"
)

// Endpoint is where a query goes.
type Endpoint struct {
	Source  string     // the name that the exchange carries
	Address netip.Addr // not valid where no name is resolved: simulated servers
	Port    string
	Key     *Key
}

// Client asks servers over UDP. The clocks are read just before the request is made and just after
// the reply came.
type Client struct {
	ReadClocks   func() hostclock.Reading
	OwnAddresses func() []netip.Addr
	Dial         func(ctx context.Context, address string) (net.Conn, error)
}

// NewClient makes a Client of this machine's clocks, addresses and sockets.
func NewClient() *Client {
	return &Client{ReadClocks: hostclock.Read, OwnAddresses: ownAddresses, Dial: dialUDP}
}

// Query makes one exchange. It ends when ctx does.
func (q *Client) Query(ctx context.Context, to Endpoint) (Exchange, hostclock.Reading, hostclock.Reading, Rejection) {
	var origin sieve
	options := ntp.QueryOptions{
		Timeout: remaining(ctx),
		Auth:    to.Key.options(),
		Dialer: func(_, remote string) (conn net.Conn, err error) {
			origin.conn, err = q.Dial(ctx, remote)
			return origin.conn, err
		},
		Extensions: []ntp.Extension{&origin, plainReply{keyed: to.Key != nil}},
	} // GetSystemTime stays nil: only then does the library take the kernel's receive stamp
	before := q.ReadClocks()
	response, err := ntp.QueryWithOptions(net.JoinHostPort(to.Address.String(), to.Port), options)
	after := q.ReadClocks()
	reason := Failure(err)
	if reason != Accepted {
		return Exchange{}, before, after, reason
	}
	exchange := exchangeOf(to.Source, response)
	if q.loops(&exchange) {
		return exchange, before, after, Loop
	}
	if exchange.KissCode == "" && unhealthy(response.Validate()) {
		reason = Unhealthy
	}
	return exchange, before, after, reason
}

// patience is how long a reply is waited for where the context sets no deadline.
const patience = 2 * time.Second

// remaining is the time until ctx's deadline.
func remaining(ctx context.Context) time.Duration {
	deadline, set := ctx.Deadline()
	if !set {
		return patience
	}
	return max(time.Until(deadline), time.Millisecond)
}

// loops reports whether the server takes its time from this machine: below stratum 1 the reference
// is the IPv4 address of the server's own server (RFC 5905 section 7.3). Loopback addresses name
// the server's machine, not this one.
func (q *Client) loops(e *Exchange) bool {
	if e.Stratum < 2 || e.Stratum >= MaxStratum {
		return false
	}
	var reference [4]byte
	binary.BigEndian.PutUint32(reference[:], e.ReferenceID)
	return slices.Contains(q.OwnAddresses(), netip.AddrFrom4(reference))
}

// dialUDP opens a socket that closes when ctx ends, which is what wakes a reader waiting for a
// silent server.
func dialUDP(ctx context.Context, address string) (net.Conn, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "udp", address)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { conn.Close() })
	return conn, nil
}

var (
	errReplyLength  = errors.New("reply is not as long as the header and the key's digest, if any")
	errReplyVersion = errors.New("reply of another protocol version")
	errExponent     = errors.New("reply with an impossible poll interval or precision")
)

const (
	replyLength   = 48 // RFC 5905 section 7.3: the header; a request without extensions or key is answered without
	longestMAC    = 24 // key ID and digest (RFC 7822 section 7.5: longer digests are cut to 20 bytes)
	newestVersion = 4
)

// plainReply refuses what the library would take: replies of another length or version, which it
// reads as far as they go, and exponents that it cannot shift by: 2^-128 makes it panic, a
// precision coarser than a second may overflow to 0.
type plainReply struct{ keyed bool }

func (plainReply) ProcessQuery(*bytes.Buffer) error { return nil }

func (p plainReply) ProcessResponse(reply []byte) error {
	if len(reply) != replyLength && !(p.keyed && len(reply) > replyLength && len(reply) <= replyLength+longestMAC) {
		return errReplyLength
	}
	if version := reply[0] >> 3 & 7; version < 1 || version > newestVersion {
		return errReplyVersion
	}
	if poll, precision := int8(reply[2]), int8(reply[3]); poll == math.MinInt8 || precision == math.MinInt8 || precision > 0 {
		return errExponent
	}
	return nil
}

// Failure is the reason that the error of a query stands for.
func Failure(err error) Rejection {
	var network net.Error
	var call *os.SyscallError
	switch {
	case err == nil:
		return Accepted
	case errors.Is(err, ntp.ErrAuthFailed), errors.Is(err, ntp.ErrAuthNAK):
		return Forged
	case errors.Is(err, ntp.ErrServerTickedBackwards):
		return Causality
	case errors.Is(err, errExponent):
		return Unhealthy
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout(), errors.Is(err, net.ErrClosed):
		return NoReply
	case errors.As(err, &call), errors.As(err, &network):
		return Network
	}
	return Malformed
}

// unhealthy reports whether the library found a fault that has no name of its own among the
// reasons.
func unhealthy(err error) bool {
	return err != nil && !errors.Is(err, ntp.ErrKissOfDeath) && !errors.Is(err, ntp.ErrInvalidStratum) &&
		!errors.Is(err, ntp.ErrInvalidLeapSecond)
}

func exchangeOf(server string, r *ntp.Response) Exchange {
	stamps := r.Timestamps
	return Exchange{
		Server:         server,
		T1:             stamps.ClientXmit.UnixNano(),
		T2:             stamps.ServerRecv.UnixNano(),
		T3:             stamps.ServerXmit.UnixNano(),
		T4:             stamps.ClientRecv.UnixNano(),
		RootDelay:      int64(r.RootDelay),
		RootDispersion: int64(r.RootDispersion),
		Precision:      int64(r.Precision),
		ReferenceID:    r.ReferenceID,
		Stratum:        r.Stratum,
		Leap:           uint8(r.Leap),
		KissCode:       r.KissCode,
	}
}
