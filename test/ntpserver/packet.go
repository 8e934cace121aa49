package ntpserver

import (
	"encoding/binary"
	"math/bits"
	"time"
)

// packetSize is the length of an NTP header without extensions (RFC 5905 section 7.3).
const packetSize = 48

// Byte positions in the header (RFC 5905 figure 8).
const (
	atFlags          = 0 // leap indicator 2 bits, version 3 bits, mode 3 bits
	atStratum        = 1
	atPoll           = 2
	atPrecision      = 3
	atRootDelay      = 4
	atRootDispersion = 8
	atReferenceID    = 12
	atReferenceTime  = 16
	atOrigin         = 24
	atReceive        = 32
	atTransmit       = 40
)

// Association modes (RFC 5905 figure 10).
const (
	modeMask   = 0b0000_0111
	modeClient = 3
	modeServer = 4
)

// unixEpoch is 1970-01-01 in seconds of the NTP era 0 (RFC 5905 figure 4).
const unixEpoch = 2_208_988_800

// wireTime is t as an NTP timestamp: seconds since 1900 modulo 2^32, then a
// binary fraction of 32 bits, cut off.
func wireTime(t time.Time) uint64 {
	fraction, _ := bits.Div64(uint64(t.Nanosecond()), 0, uint64(time.Second))
	return uint64(t.Unix()+unixEpoch)<<32 | fraction>>32
}

// wireShort is d in the NTP short format: 16 bits of seconds, 16 of fraction.
func wireShort(d time.Duration) uint32 {
	return uint32(d.Seconds() * (1 << 16))
}

// isRequest reports whether packet is something a time server answers.
func isRequest(packet []byte) bool {
	return len(packet) >= packetSize && packet[atFlags]&modeMask == modeClient
}

// answer is the reply to request by a server whose clock read received when
// the request came and sends the reply at transmitted.
func answer(request []byte, set Settings, received, transmitted time.Time) []byte {
	reply := make([]byte, packetSize)
	version := request[atFlags] & 0b0011_1000
	reply[atFlags] = set.Leap<<6 | version | modeServer
	reply[atStratum] = max(set.Stratum, 1)
	reply[atPoll] = request[atPoll]
	reply[atPrecision] = byte(precisionOf(set))
	binary.BigEndian.PutUint32(reply[atRootDelay:], wireShort(set.RootDelay))
	binary.BigEndian.PutUint32(reply[atRootDispersion:], wireShort(set.RootDispersion))
	copy(reply[atReferenceID:], referenceID(reply[atStratum]))
	binary.BigEndian.PutUint64(reply[atReferenceTime:], wireTime(received.Add(-8*time.Second)))
	copy(reply[atOrigin:atReceive], request[atTransmit:])
	binary.BigEndian.PutUint64(reply[atReceive:], wireTime(received))
	binary.BigEndian.PutUint64(reply[atTransmit:], wireTime(transmitted))
	if set.KissCode != "" {
		reply[atStratum] = 0
		copy(reply[atReferenceID:atReferenceTime], set.KissCode)
	}
	return reply
}

func precisionOf(set Settings) int8 {
	if set.Precision == 0 {
		return -23
	}
	return set.Precision
}

// referenceID names the source of a server of that stratum: at stratum 1 a code
// beginning with X, kept free for experiments (RFC 5905 section 7.3), below it
// the address of its server, here one that documents only (RFC 5737).
func referenceID(stratum uint8) []byte {
	if stratum == 1 {
		return []byte("XTST")
	}
	return []byte{192, 0, 2, 1}
}
