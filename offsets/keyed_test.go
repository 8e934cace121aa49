package offsets

import (
	"context"
	"crypto/md5"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/ntp"
)

// signed is an honest reply with the proof of an MD5 key (RFC 5905 section 7.3: digest of key and
// message).
func signed(id uint32, secret string) func(request []byte) [][]byte {
	return func(request []byte) [][]byte {
		reply := honest(request, time.Second)
		digest := md5.Sum(append([]byte(secret), reply...))
		return [][]byte{append(binary.BigEndian.AppendUint32(reply, id), digest[:]...)}
	}
}

// TestKeyedServer: a reply without the proof, or with a wrong one, is no sample and has a name.
func TestKeyedServer(t *testing.T) {
	keys, err := ntp.ReadKeys(strings.NewReader("7 MD5 secret"))
	require.NoError(t, err)
	tests := []struct {
		name   string
		answer func([]byte) [][]byte
		want   ntp.Rejection
	}{
		{"right", signed(7, "secret"), ntp.Accepted},
		{"no proof", ahead(time.Second), ntp.Forged},
		{"another secret", signed(7, "Secret"), ntp.Forged},
		{"another ID", signed(8, "secret"), ntp.Forged},
		{"refused by the server", func(request []byte) [][]byte { // crypto-NAK, RFC 5905 section 9.2
			return [][]byte{append(honest(request, time.Second), 0, 0, 0, 0)}
		}, ntp.Forged},
		{"proof changed", func(request []byte) [][]byte {
			reply := signed(7, "secret")(request)[0]
			reply[20] ^= 1
			return [][]byte{reply}
		}, ntp.Forged},
		{"proof cut", func(request []byte) [][]byte { return [][]byte{signed(7, "secret")(request)[0][:60]} }, ntp.Forged},
		{"too long", func(request []byte) [][]byte {
			return [][]byte{append(signed(7, "secret")(request)[0], make([]byte, 8)...)}
		}, ntp.Malformed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := undisciplined(NewMeasured([]Server{{Name: responder(t, test.answer), Key: keys[7]}}))
			result, _ := clock.poller.ask(context.Background(), clock.pool.associations[0])
			require.Equal(t, test.want.String(), result.String())
			_, ok := clock.pool.associations[0].estimator.Newest()
			require.Equal(t, test.want == ntp.Accepted, ok)
		})
	}
}
