package offsets

import (
	"context"
	"encoding/binary"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/estimate"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// undisciplined replaces what the machine of the test says of its own clock.
func undisciplined(c *Clock) *Clock {
	c.seams.disciplined = func() bool { return false }
	return c
}

func testLog(t *testing.T) Log {
	return Log{Errorf: t.Logf, Warnf: t.Logf, Infof: t.Logf, Debugf: t.Logf}
}

func TestThreeServersOnLoopback(t *testing.T) {
	for _, offset := range []time.Duration{2500 * time.Millisecond, -7250 * time.Millisecond} {
		clock := undisciplined(NewClock([]string{
			responder(t, ahead(offset)), responder(t, ahead(offset)), responder(t, ahead(offset))}))
		clock.Start(Polling{}, testLog(t))
		require.True(t, clock.WaitFirst(5*time.Second))
		view := clock.Timeline(Policy{}).View()
		c := view.Now()
		clock.Stop()
		require.Equal(t, timemap.Applied, c.Outcome)
		require.Equal(t, timemap.Synced, c.State)
		require.Less(t, c.Bound, int64(time.Second))
		require.LessOrEqual(t, abs(c.Offset-int64(offset)), c.Bound+500_000, "the responder's own stamps take a moment")
		require.Equal(t, view.HostNow()+c.Offset, view.TrueNow())
	}
}

// spoiled is an honest reply with something done to it.
func spoiled(spoil func(reply []byte) []byte) func([]byte) [][]byte {
	return func(request []byte) [][]byte { return [][]byte{spoil(honest(request, time.Second))} }
}

// TestHostileReplies sends them through a real socket: none makes a sample, each is counted under
// its reason.
func TestHostileReplies(t *testing.T) {
	set := func(at int, value byte) func([]byte) []byte {
		return func(reply []byte) []byte { reply[at] = value; return reply }
	}
	tests := []struct {
		name   string
		answer func([]byte) [][]byte
		want   ntp.Rejection
	}{
		{"kiss RATE", spoiled(func(r []byte) []byte { r[1] = 0; copy(r[12:], "RATE"); return r }), ntp.Kiss},
		{"kiss of four zeros", spoiled(func(r []byte) []byte { r[1] = 0; copy(r[12:], "\x00\x00\x00\x00"); return r }), ntp.Kiss},
		{"stratum 16", spoiled(set(1, 16)), ntp.Stratum},
		{"leap alarm", spoiled(set(0, 3<<6|4<<3|4)), ntp.Leap},
		{"wrong origin", spoiled(set(31, 0x5a)), ntp.NoReply},
		{"zero origin", spoiled(func(r []byte) []byte { clear(r[24:32]); return r }), ntp.NoReply},
		{"zero transmit", spoiled(func(r []byte) []byte { clear(r[40:48]); return r }), ntp.Malformed},
		{"all zeros", spoiled(func(r []byte) []byte { clear(r); return r }), ntp.NoReply},
		{"own request returned", func(request []byte) [][]byte { return [][]byte{request} }, ntp.NoReply},
		{"version 0", spoiled(set(0, 4)), ntp.Malformed},
		{"version 7", spoiled(set(0, 7<<3|4)), ntp.Malformed},
		{"truncated", spoiled(func(r []byte) []byte { return r[:47] }), ntp.NoReply},
		{"empty", spoiled(func(r []byte) []byte { return nil }), ntp.NoReply},
		{"one byte more", spoiled(func(r []byte) []byte { return append(r, 0) }), ntp.Malformed},
		{"60 KB", spoiled(func(r []byte) []byte { return append(r, make([]byte, 60_000)...) }), ntp.Malformed},
		{"server ticked backwards", spoiled(func(r []byte) []byte { binary.BigEndian.PutUint32(r[32:], ^uint32(0)); return r }), ntp.Causality},
		{"held for 100 s", spoiled(func(r []byte) []byte {
			binary.BigEndian.PutUint32(r[40:], binary.BigEndian.Uint32(r[40:])+100)
			return r
		}), ntp.Causality},
		{"root dispersion 2 s", spoiled(set(9, 2)), ntp.Distance},
		{"root delay 60000 s", spoiled(set(4, 0xea)), ntp.Unhealthy},
		{"precision 2^20 s", spoiled(set(3, 20)), ntp.Unhealthy},
		{"precision 2^127 s", spoiled(set(3, 127)), ntp.Unhealthy},
		{"precision 2^-128 s", spoiled(set(3, 128)), ntp.Unhealthy},
		{"poll 2^-128 s", spoiled(set(2, 128)), ntp.Unhealthy},
		{"reference 40 hours old", spoiled(func(r []byte) []byte { stampNTP(r[16:], time.Now().Add(-40*time.Hour)); return r }), ntp.Unhealthy},
		{"reference later than transmit", spoiled(func(r []byte) []byte { stampNTP(r[16:], time.Now().Add(time.Hour)); return r }), ntp.Unhealthy},
		{"silent", silent, ntp.NoReply},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := responder(t, test.answer)
			clock := undisciplined(NewClock([]string{server}))
			clock.configure(Polling{Timeout: 200 * time.Millisecond}.withDefaults())
			result, kiss := clock.poller.ask(context.Background(), clock.pool.associations[0])
			require.Equal(t, test.want.String(), result.String())
			_, ok := clock.pool.associations[0].estimator.Newest()
			require.False(t, ok)
			require.EqualValues(t, 1, clock.Status().Servers[0].Rejected[test.want])
			require.False(t, clock.WaitFirst(0))
			if test.name == "kiss RATE" {
				require.Equal(t, "RATE", kiss)
			}
		})
	}
}

// TestJunkAheadOfTheReply is passed over, however much of it there is.
func TestJunkAheadOfTheReply(t *testing.T) {
	server := responder(t, func(request []byte) [][]byte {
		forged := honest(request, time.Hour)
		forged[24] ^= 1
		junk := [][]byte{{}, {0}, make([]byte, 47), make([]byte, 48), request, forged}
		for range 50 {
			junk = append(junk, forged)
		}
		return append(junk, honest(request, time.Second))
	})
	clock := undisciplined(NewClock([]string{server}))
	clock.configure(Polling{Timeout: time.Second}.withDefaults())
	result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
	require.Equal(t, ntp.Accepted.String(), result.String())
	require.InDelta(t, int64(time.Second), clock.Status().Offset, 20e6)
}

// TestLoop: a server that takes its time from this machine tells nothing about its clock.
func TestLoop(t *testing.T) {
	tests := []struct {
		name      string
		stratum   byte
		reference string
		want      ntp.Rejection
	}{
		{"below us", 3, "192.0.2.77", ntp.Loop},
		{"below another machine", 3, "192.0.2.78", ntp.Accepted},
		{"a reference clock of that name", 1, "192.0.2.77", ntp.Accepted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := undisciplined(NewClock([]string{responder(t, spoiled(func(r []byte) []byte {
				r[1] = test.stratum
				copy(r[12:], netip.MustParseAddr(test.reference).AsSlice())
				return r
			}))}))
			query := ntp.NewClient()
			query.OwnAddresses = func() []netip.Addr {
				return []netip.Addr{netip.MustParseAddr("198.51.100.1"), netip.MustParseAddr("192.0.2.77")}
			}
			clock.seams.query = query.Query
			result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
			require.Equal(t, test.want.String(), result.String())
		})
	}
}

func TestNobodyListens(t *testing.T) {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	require.NoError(t, err)
	conn.Close()
	clock := undisciplined(NewClock([]string{conn.LocalAddr().String()}))
	result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
	require.Equal(t, ntp.Network, result)
}

// TestStopIsQuick: with silent servers, and with a resolver that hangs until it is given up.
func TestStopIsQuick(t *testing.T) {
	before := runtime.NumGoroutine()
	clock := undisciplined(NewClock([]string{responder(t, silent), responder(t, silent), "ntp.invalid", "time.invalid"}))
	clock.seams.resolve = func(ctx context.Context, _ string) ([]netip.Addr, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	requireQuickStops(t, clock)
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before+2; time.Sleep(time.Millisecond) {
		require.True(t, time.Now().Before(deadline), "more goroutines are left than the two responders")
	}
}

// TestStopWithTheRealResolver: a name server that never answers must not hold Stop up.
func TestStopWithTheRealResolver(t *testing.T) {
	requireQuickStops(t, undisciplined(NewClock([]string{"host.name-that-does-not-exist.invalid"})))
}

// requireQuickStops judges the median of many, for the machine may be busy with something else at
// any one.
func requireQuickStops(t *testing.T, clock *Clock) {
	var took []time.Duration
	for range 21 {
		clock.Start(Polling{Timeout: time.Minute}, Log{})
		require.False(t, clock.WaitFirst(10*time.Millisecond))
		begin := time.Now()
		clock.Stop()
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	t.Logf("median %s, longest %s", took[10], took[20])
	require.Less(t, took[10], 100*time.Millisecond)
}

// memoryConn is a connection in memory whose one reply is made from the request.
type memoryConn struct {
	net.Conn
	request []byte
	reply   func(request []byte) []byte
}

func (c *memoryConn) Write(b []byte) (int, error) {
	c.request = append([]byte(nil), b...)
	return len(b), nil
}
func (c *memoryConn) Read(b []byte) (int, error)  { return copy(b, c.reply(c.request)), nil }
func (c *memoryConn) Close() error                { return nil }
func (c *memoryConn) SetDeadline(time.Time) error { return nil }

// FuzzReply: bytes that do not carry the request's origin never panic and never make a sample; with
// it, whatever is accepted keeps the limits of a usable exchange.
func FuzzReply(f *testing.F) {
	request := make([]byte, 48)
	f.Add(honest(request, time.Second), false)
	f.Add(honest(request, time.Second), true)
	f.Add([]byte{}, true)
	f.Add(make([]byte, 49), true)
	f.Fuzz(func(t *testing.T, reply []byte, answers bool) {
		query := ntp.NewClient()
		query.Dial = func(context.Context, string) (net.Conn, error) {
			return &memoryConn{reply: func(request []byte) []byte {
				sent := append([]byte(nil), reply...)
				if answers && len(sent) >= 32 {
					copy(sent[24:], request[40:48])
				}
				return sent
			}}, nil
		}
		clock := undisciplined(NewClock([]string{"192.0.2.1"}))
		clock.seams.query = query.Query
		result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
		s, ok := clock.pool.associations[0].estimator.Newest()
		require.Equal(t, result == ntp.Accepted, ok)
		require.NotEqual(t, ntp.Panicked, result)
		if result == ntp.Accepted {
			require.True(t, answers)
			require.Len(t, reply, 48)
			require.True(t, s.Delay > 0 && s.Delay <= maxDelay && s.Error > 0)
			require.LessOrEqual(t, (s.Delay+s.RootDelay)/2+s.RootDispersion, estimate.MaxDistance)
		}
	})
}

// TestDuplicateAndLateReplies: the second copy of a reply, and one that comes when nobody waits any
// more, are nobody's.
func TestDuplicateAndLateReplies(t *testing.T) {
	twice := func(request []byte) [][]byte { return [][]byte{honest(request, 0), honest(request, time.Hour)} }
	clock := undisciplined(NewClock([]string{responder(t, twice)}))
	var first estimate.Sample
	for i := range 3 {
		result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
		require.Equal(t, ntp.Accepted, result)
		newest, _ := clock.pool.associations[0].estimator.Newest()
		if i == 0 {
			first = newest
		}
		require.Less(t, abs(newest.Theta-first.Theta), int64(time.Second))
	}

	late := func(request []byte) [][]byte { time.Sleep(300 * time.Millisecond); return [][]byte{honest(request, 0)} }
	clock = undisciplined(NewClock([]string{responder(t, late)}))
	clock.configure(Polling{Timeout: 100 * time.Millisecond}.withDefaults())
	for range 3 { // the reply to the first comes while the second waits, on a socket of its own
		result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
		require.Equal(t, ntp.NoReply, result)
	}
	_, ok := clock.pool.associations[0].estimator.Newest()
	require.False(t, ok)
}
