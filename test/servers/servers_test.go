package servers

import (
	"flag"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/offsets"
	"timesync/offsets/ntp"
)

var driftSeconds = flag.Int("drift", 40, "seconds for which TestChronydsThatDrift measures")

// freeAddressOn is an address of the host (127.x) whose UDP port is free.
func freeAddressOn(t *testing.T, host string) string {
	conn, err := net.ListenPacket("udp4", host+":0")
	require.NoError(t, err)
	defer conn.Close()
	return conn.LocalAddr().String()
}

// ntpAnswer asks once, as plainly as can be.
func ntpAnswer(address string) []byte {
	conn, err := net.Dial("udp4", address)
	if err != nil {
		return nil
	}
	defer conn.Close()
	request := make([]byte, 48)
	request[0] = 4<<3 | 3 // version 4, client
	_ = conn.SetDeadline(time.Now().Add(200 * time.Millisecond))
	_, _ = conn.Write(request)
	n, _ := conn.Read(request)
	return request[:n]
}

// TestFalsetickerAmongChronyds: three real servers at +2.5 s, one at +9 s.
func TestFalsetickerAmongChronyds(t *testing.T) {
	alone(t)
	var servers []offsets.Server
	for _, shift := range []string{"+2.5s", "+2.5s", "+2.5s", "+9s"} {
		d := serve(t, nil, shifted(t, shift)...)
		servers = append(servers, offsets.Server{Name: d.address})
	}
	clock := measure(t, servers...)
	settled(t, clock, 5)
	status := clock.Status()
	t.Log(describe(status))
	assert.InDelta(t, 2.5, time.Duration(status.Offset).Seconds(), 0.0002)
	assert.True(t, status.Verified)
	assert.Equal(t, 3, status.Agree)
	assert.Equal(t, "falseticker", status.Servers[3].Verdict)
	assert.InDelta(t, 9, time.Duration(status.Servers[3].Offset).Seconds(), 0.001)
}

// TestChronydThatSteps: one of three jumps by 4 s at run time. It is out within two polls, and what
// is measured stays.
func TestChronydThatSteps(t *testing.T) {
	alone(t)
	file := filepath.Join(t.TempDir(), "faketime")
	require.NoError(t, os.WriteFile(file, []byte("+2.5s"), 0o600))
	honest := shifted(t, "+2.5s")
	liar := append(shifted(t, ""), "FAKETIME_TIMESTAMP_FILE="+file, "FAKETIME_NO_CACHE=1")
	a, b := serve(t, nil, honest...), serve(t, nil, honest...)
	c := serve(t, nil, append(liar[:1:1], liar[2:]...)...)
	clock := measure(t, plainServers(a.address, b.address, c.address)...)
	settled(t, clock, 5)
	require.NoError(t, os.WriteFile(file, []byte("-1.5s"), 0o600))
	stepped := time.Now()
	for time.Since(stepped) < 8*time.Second {
		status := clock.Status()
		require.InDelta(t, 2.5, time.Duration(status.Offset).Seconds(), 0.0003, describe(status))
		if time.Since(stepped) > 3*time.Second { // two polls of a second, and their spread
			require.NotEqual(t, "agrees", status.Servers[2].Verdict)
			require.Equal(t, 2, status.Agree)
		}
		time.Sleep(50 * time.Millisecond)
	}
	require.Equal(t, "falseticker", clock.Status().Servers[2].Verdict)
	t.Log(describe(clock.Status()))
}

// TestChronydsThatDrift: servers whose clocks gain on the host's, as they do on a host with a bad
// crystal.
func TestChronydsThatDrift(t *testing.T) {
	alone(t)
	var servers []offsets.Server
	for range 3 {
		d := serve(t, nil, shifted(t, "+2.5s x1.0005")...)
		servers = append(servers, offsets.Server{Name: d.address})
	}
	clock := measure(t, servers...)
	settled(t, clock, *driftSeconds)
	status := clock.Status()
	t.Log(describe(status))
	assert.InDelta(t, 500, status.FrequencyPPM, 5)
	assert.Equal(t, 3, status.Agree)
}

// TestChronydsKeys: each type of key that chronyd knows too, right and wrong.
func TestChronydsKeys(t *testing.T) {
	t.Parallel()
	const theirs = `1 MD5 ASCII:first
2 SHA1 HEX:00112233445566778899aabbccddeeff00112233
3 SHA256 HEX:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
4 AES128 HEX:000102030405060708090a0b0c0d0e0f
5 AES256 HEX:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
6 SHA512 ASCII:longerThanTwentyCharacters
7 MD5 ASCII:another
`
	file := filepath.Join(t.TempDir(), "keys")
	require.NoError(t, os.WriteFile(file, []byte(theirs), 0o600))
	d := serve(t, []string{"keyfile " + file})
	ours, err := ntp.ReadKeys(strings.NewReader(strings.Replace(theirs, "ASCII:another", "ASCII:mistaken", 1)))
	require.NoError(t, err)
	for id := uint32(1); id <= 7; id++ {
		clock := measure(t, offsets.Server{Name: d.address, Key: ours[id]})
		if id == 7 {
			require.False(t, clock.WaitFirst(2*time.Second), "a wrong key")
			continue
		}
		require.True(t, clock.WaitFirst(5*time.Second), "key %d: %+v", id, clock.Status().Servers[0])
	}
}
