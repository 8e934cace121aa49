package chrony

import (
	"context"
	"encoding/binary"
	"math"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// commandFloat is the slow writer of candm.h's Float: the coefficient is brought into 25 bits by
// halving and doubling.
func commandFloat(x float64) uint32 {
	exponent := 25
	for x != 0 && math.Abs(x) < 1<<23 && exponent > -63+25 {
		x, exponent = x*2, exponent-1
	}
	for math.Abs(x) >= 1<<24 {
		x, exponent = x/2, exponent+1
	}
	return uint32(exponent)<<25 | uint32(int32(math.Round(x)))&(1<<25-1)
}

// trackingReply is what chronyd would answer.
func trackingReply(request []byte, word Tracking) []byte {
	reply := make([]byte, trackingLength)
	reply[0], reply[1] = commandVersion, commandReply
	copy(reply[atCommand:atCommand+2], request[atCommand:])
	binary.BigEndian.PutUint16(reply[atReply:], replyTracking)
	copy(reply[atEcho:atEcho+4], request[atSequence:])
	binary.BigEndian.PutUint32(reply[atReferenceID:], word.ReferenceID)
	binary.BigEndian.PutUint16(reply[atStratum:], word.Stratum)
	binary.BigEndian.PutUint16(reply[atLeap:], word.Leap)
	binary.BigEndian.PutUint32(reply[atReferenceTime:], noHighSeconds)
	binary.BigEndian.PutUint32(reply[atReferenceTime+4:], uint32(word.Updated/int64(time.Second)))
	binary.BigEndian.PutUint32(reply[atReferenceTime+8:], uint32(word.Updated%int64(time.Second)))
	for at, ns := range map[int]int64{atCorrection: word.Correction, atRootDelay: word.RootDelay,
		atRootDispersion: word.RootDispersion, atUpdateInterval: word.UpdateInterval} {
		binary.BigEndian.PutUint32(reply[at:], commandFloat(float64(ns)/1e9))
	}
	return reply
}

// standIn answers on loopback as chronyd would.
func standIn(t *testing.T, word Tracking) (address string) {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		request := make([]byte, 1024)
		for {
			n, from, err := conn.ReadFromUDP(request)
			if err != nil {
				return
			}
			if n == trackingLength && request[0] == commandVersion && request[1] == commandRequest {
				_, _ = conn.WriteToUDP(trackingReply(request[:n], word), from) // who asked may have left
			}
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return conn.LocalAddr().String()
}

// healthy is a healthy chronyd's.
func healthy(offset time.Duration) Tracking {
	return Tracking{ReferenceID: 0xc0000201, Stratum: 2, Updated: time.Now().UnixNano() - int64(3*time.Second), Correction: int64(offset),
		RootDelay: 20e6, RootDispersion: 2e6, UpdateInterval: int64(64 * time.Second)}
}

func TestCommandSeconds(t *testing.T) {
	var field [4]byte
	for _, x := range []float64{0, 1, -1, 2.5, -7.25, 1e-9, -3e-6, 0.000123456, 64.5, 1e6, -86400} {
		binary.BigEndian.PutUint32(field[:], commandFloat(x))
		require.InDelta(t, x*1e9, float64(commandSeconds(field[:])), math.Abs(x)*1e9/(1<<22)+1, "%g", x)
	}
	binary.BigEndian.PutUint32(field[:], 0x7effffff) // the largest there is
	require.Equal(t, int64(100*365*24*3600)*1e9, commandSeconds(field[:]))
	binary.BigEndian.PutUint32(field[:], 0x0c800000) // 2^(6-25) * 2^23
	require.Equal(t, int64(16e9), commandSeconds(field[:]))
}

func TestTrackingOverTheNetwork(t *testing.T) {
	want := healthy(2500 * time.Millisecond)
	address := standIn(t, want)
	closed, err := net.ListenPacket("udp4", "127.0.0.1:0")
	require.NoError(t, err)
	closed.Close()
	got, err := Ask(context.Background(), []string{closed.LocalAddr().String(), address})
	require.NoError(t, err)
	require.Equal(t, want, got)
	_, err = Ask(context.Background(), []string{closed.LocalAddr().String()})
	require.ErrorContains(t, err, "asking the local chronyd")
}

func TestRepliesThatAreNoTracking(t *testing.T) {
	right := trackingReply(trackingRequest(7), healthy(0))
	_, err := parseTracking(right, 7)
	require.NoError(t, err)
	_, err = parseTracking(right, 8)
	require.ErrorIs(t, err, ErrNotTracking)
	for n := range trackingLength {
		_, err := parseTracking(right[:n], 7)
		require.ErrorIs(t, err, ErrNotTracking, "%d bytes", n)
	}
	for _, at := range []int{0, 1, atCommand + 1, atReply + 1, atStatus + 1, atEcho} {
		spoiled := append([]byte(nil), right...)
		spoiled[at] ^= 0x40
		_, err := parseTracking(spoiled, 7)
		require.ErrorIs(t, err, ErrNotTracking, "byte %d", at)
	}
}

// FuzzTracking: whatever comes, nothing panics, and what is read is within a hundred years.
func FuzzTracking(f *testing.F) {
	f.Add(trackingReply(trackingRequest(7), healthy(time.Second)))
	f.Add(make([]byte, trackingLength))
	f.Fuzz(func(t *testing.T, reply []byte) {
		word, err := parseTracking(reply, 7)
		if err != nil {
			require.ErrorIs(t, err, ErrNotTracking)
			return
		}
		const century = 100 * 365 * 24 * 3600 * int64(time.Second)
		for _, ns := range []int64{word.Correction, word.RootDelay, word.RootDispersion, word.UpdateInterval} {
			require.True(t, -century <= ns && ns <= century, "%d", ns)
		}
	})
}
