package offsets

import (
	"encoding/binary"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// ntpEpoch is 1900-01-01 in Unix seconds (RFC 5905 section 6).
const ntpEpoch = -2_208_988_800

// responder answers on loopback; answer makes the datagrams to send for a request, none to stay
// silent.
func responder(t testing.TB, answer func(request []byte) [][]byte) string {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		buffer := make([]byte, 1024)
		for {
			n, from, err := conn.ReadFromUDP(buffer)
			if err != nil {
				return
			}
			for _, reply := range answer(buffer[:n]) {
				_, _ = conn.WriteToUDP(reply, from) // who asked may have left
			}
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return conn.LocalAddr().String()
}

// honest is a correct reply of a stratum 1 server whose clock is ahead of the host's by offset.
func honest(request []byte, offset time.Duration) []byte {
	now := time.Now().Add(offset)
	reply := make([]byte, 48)
	reply[0], reply[1], reply[2], reply[3] = 4<<3|4, 1, 6, 0xe9 // version 4, mode 4; stratum 1; poll 6; precision 2^-23
	binary.BigEndian.PutUint32(reply[8:], 1<<6)                 // root dispersion 1 ms
	copy(reply[12:], "GPS\x00")
	stampNTP(reply[16:], now.Add(-time.Second))
	copy(reply[24:32], request[40:48])
	stampNTP(reply[32:], now)
	stampNTP(reply[40:], now)
	return reply
}

func stampNTP(field []byte, at time.Time) {
	binary.BigEndian.PutUint32(field, uint32(at.Unix()-ntpEpoch))
	binary.BigEndian.PutUint32(field[4:], uint32(uint64(at.Nanosecond())<<32/1_000_000_000))
}

func ahead(offset time.Duration) func([]byte) [][]byte {
	return func(request []byte) [][]byte { return [][]byte{honest(request, offset)} }
}

func silent([]byte) [][]byte { return nil }
