package ntpserver

import (
	"encoding/binary"
	"math/rand/v2"
	"time"
)

// spoil returns reply broken in the given way. What is random comes from random,
// so that a seed decides it.
func spoil(reply []byte, kind Malformed, random *rand.Rand) []byte {
	switch kind {
	case Truncated:
		return reply[:20]
	case Oversized:
		return append(reply, randomBytes(1400, random)...)
	case WrongOrigin:
		reply[atOrigin] ^= 0xff
	case Zero:
		clear(reply)
	case Garbage:
		copy(reply, randomBytes(len(reply), random))
	case WrongMode:
		reply[atFlags] = reply[atFlags]&^modeMask | modeClient
	case Backwards:
		received := binary.BigEndian.Uint64(reply[atReceive:])
		binary.BigEndian.PutUint64(reply[atTransmit:], received-1<<32)
	}
	return reply
}

func randomBytes(n int, random *rand.Rand) []byte {
	made := make([]byte, n)
	for i := range made {
		made[i] = byte(random.Uint32())
	}
	return made
}

// wait is one way's delay: the fixed part and an exponential one of mean jitter,
// cut at twenty means so that no reply is lost in the far tail.
func wait(fixed, jitter time.Duration, random *rand.Rand) time.Duration {
	return fixed + time.Duration(min(random.ExpFloat64(), 20)*float64(jitter))
}
