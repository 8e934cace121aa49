package ntpserver_test

import (
	"errors"
	"net"
	"testing"
	"time"

	"github.com/beevik/ntp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/ntpserver"
)

// start runs a server on loopback until the test ends.
func start(t *testing.T, settings ntpserver.Settings) *ntpserver.Server {
	t.Helper()
	server, err := ntpserver.Start("127.0.0.1:0", settings, 1)
	require.NoError(t, err)
	t.Cleanup(server.Close)
	return server
}

func query(server *ntpserver.Server) (*ntp.Response, error) {
	return ntp.QueryWithOptions(server.Address(), ntp.QueryOptions{Timeout: 2 * time.Second})
}

// The client is beevik/ntp. Its own error is half of its round trip, so the
// offset of a server without delay must lie within that of the truth.
func TestOffsetIsServed(t *testing.T) {
	for _, offset := range []time.Duration{0, 2500 * time.Millisecond, -7250 * time.Millisecond, 400 * 24 * time.Hour, -time.Nanosecond} {
		t.Run(offset.String(), func(t *testing.T) {
			server := start(t, ntpserver.Settings{Offset: offset})
			got, err := query(server)
			require.NoError(t, err)
			assert.NoError(t, got.Validate())
			assert.LessOrEqual(t, (got.ClockOffset - offset).Abs(), got.RTT/2+time.Microsecond)
			assert.Equal(t, offset, server.Offset())
		})
	}
}

func TestDelaysAreHonest(t *testing.T) {
	const to, back = 30 * time.Millisecond, 10 * time.Millisecond
	got, err := query(start(t, ntpserver.Settings{DelayTo: to, DelayBack: back}))
	require.NoError(t, err)
	assert.GreaterOrEqual(t, got.RTT, to+back)
	// A longer way out moves the measured offset by half the difference, no matter
	// how late the timer was; the rest of the round trip may lie on either side.
	assert.LessOrEqual(t, (got.ClockOffset - (to-back)/2).Abs(), (got.RTT-to-back)/2+time.Microsecond)
}

func TestDriftBendsWithoutJump(t *testing.T) {
	server := start(t, ntpserver.Settings{DriftPPM: 1e6}) // a clock of double speed
	first := time.Now()
	for server.Offset() == 0 {
	}
	server.Update(func(s *ntpserver.Settings) { s.DriftPPM = 0 })
	gained := server.Offset()
	assert.Positive(t, gained)
	assert.LessOrEqual(t, gained, time.Since(first)+time.Millisecond)
	server.Update(func(s *ntpserver.Settings) { s.Offset = -time.Second })
	assert.Equal(t, gained-time.Second, server.Offset())
}

func TestHeaderFields(t *testing.T) {
	got, err := query(start(t, ntpserver.Settings{
		Stratum: 5, Leap: 1, Precision: -10, RootDelay: 250 * time.Millisecond, RootDispersion: 125 * time.Millisecond,
	}))
	require.NoError(t, err)
	assert.Equal(t, uint8(5), got.Stratum)
	assert.Equal(t, ntp.LeapAddSecond, got.Leap)
	assert.Equal(t, time.Second/1024, got.Precision)
	assert.Equal(t, 250*time.Millisecond, got.RootDelay)
	assert.Equal(t, 125*time.Millisecond, got.RootDispersion)
}

func TestKissOfDeath(t *testing.T) {
	for _, code := range []string{"RATE", "DENY", "RSTR"} {
		server := start(t, ntpserver.Settings{KissCode: code})
		got, err := query(server)
		require.NoError(t, err)
		assert.True(t, got.IsKissOfDeath())
		assert.Equal(t, code, got.KissCode)
		assert.Equal(t, ntpserver.Kissed, server.Requests()[0].Fate)
	}
}

func TestUnfitServersAreToldApart(t *testing.T) {
	for name, settings := range map[string]ntpserver.Settings{
		"stratum 16":     {Stratum: 16},
		"leap 3":         {Leap: 3},
		"root distance":  {RootDispersion: 17 * time.Second},
		"malformed zero": {Malformed: ntpserver.Zero},
		"wrong origin":   {Malformed: ntpserver.WrongOrigin},
		"truncated":      {Malformed: ntpserver.Truncated},
		"mode":           {Malformed: ntpserver.WrongMode},
		"backwards":      {Malformed: ntpserver.Backwards},
		"garbage":        {Malformed: ntpserver.Garbage},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := query(start(t, settings))
			if err == nil {
				err = got.Validate()
			}
			assert.Error(t, err)
		})
	}
}

// What beevik/ntp makes of an oversized reply is its own affair; on the wire it
// must be longer than a header.
func TestOversizedReplyIsOversized(t *testing.T) {
	server := start(t, ntpserver.Settings{Malformed: ntpserver.Oversized})
	conn, err := net.Dial("udp", server.Address())
	require.NoError(t, err)
	defer conn.Close()
	request := make([]byte, 48)
	request[0] = 4<<3 | 3
	_, err = conn.Write(request)
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(5*time.Second)))
	n, err := conn.Read(make([]byte, 4096))
	require.NoError(t, err)
	assert.Equal(t, 48+1400, n)
}

func TestLossIsCountedAndSeeded(t *testing.T) {
	fates := func() (all []ntpserver.Fate) {
		server := start(t, ntpserver.Settings{Loss: 0.5})
		for range 40 {
			// A lost reply is not waited for: the count tells that the request came.
			_, _ = ntp.QueryWithOptions(server.Address(), ntp.QueryOptions{Timeout: 20 * time.Millisecond})
		}
		for _, r := range server.Requests() {
			all = append(all, r.Fate)
		}
		assert.Len(t, all, int(server.Count()))
		return all
	}
	first := fates()
	assert.Contains(t, first, ntpserver.Lost)
	assert.Contains(t, first, ntpserver.Answered)
	assert.Equal(t, first, fates(), "the same seed must lose the same requests")
}

func TestWhatIsNoRequestGetsNoReply(t *testing.T) {
	server := start(t, ntpserver.Settings{})
	conn, err := net.Dial("udp", server.Address())
	require.NoError(t, err)
	defer conn.Close()
	for _, packet := range [][]byte{{}, {0x23}, make([]byte, 47), make([]byte, 48)} {
		_, err := conn.Write(packet)
		require.NoError(t, err)
	}
	_, err = query(server) // comes after the others on the same socket
	require.NoError(t, err)
	assert.Equal(t, uint64(1), server.Count())
}

func TestCloseForgetsRepliesOnTheirWay(t *testing.T) {
	server := start(t, ntpserver.Settings{DelayBack: time.Hour})
	conn, err := net.Dial("udp", server.Address())
	require.NoError(t, err)
	defer conn.Close()
	request := make([]byte, 48)
	request[0] = 4<<3 | 3
	_, err = conn.Write(request)
	require.NoError(t, err)
	for server.Count() == 0 {
	}
	begun := time.Now()
	server.Close()
	server.Close()
	assert.Less(t, time.Since(begun), 5*time.Second)
}

func TestStartRefusesATakenAddress(t *testing.T) {
	server := start(t, ntpserver.Settings{})
	_, err := ntpserver.Start(server.Address(), ntpserver.Settings{}, 1)
	var failed *net.OpError
	assert.True(t, errors.As(err, &failed), "%v", err)
}
