package offsets

import (
	"context"
	"crypto/md5"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReadKeys(t *testing.T) {
	const file = `# comment
% another
; ! and more

1 MD5 ASCII:abcd
 20 sha1 HEX:0011223344ff
3 AES128 HEX:000102030405060708090a0b0c0d0e0f
4 AES256 HEX:000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f
5 SHA256 0123456789abcdefghijkl
4294967295 plain
`
	keys, err := ReadKeys(strings.NewReader(file))
	require.NoError(t, err)
	require.Len(t, keys, 6)
	for id, secret := range map[uint32]string{1: "abcd", 20: "\x00\x11\x22\x33\x44\xff", 5: "0123456789abcdefghijkl", 4294967295: "plain"} {
		require.Equal(t, id, keys[id].ID)
		require.Equal(t, secret, keys[id].secret)
	}
	require.Equal(t, keys[1].kind, keys[4294967295].kind, "MD5 is what chrony takes where no type is named")
	require.NotEqual(t, keys[1].Fingerprint(), keys[5].Fingerprint())
}

func TestBadKeyFiles(t *testing.T) {
	for file, want := range map[string]string{
		"1":                                  "line 1: 1 words",
		"1 MD5 a b":                          "line 1: 4 words",
		"\n\nx MD5 abcd":                     "line 3: the ID 'x'",
		"0 MD5 abcd":                         "line 1: the ID '0'",
		"4294967296 MD5 abcd":                "line 1: the ID '4294967296'",
		"1 TIGER abcdefgh":                   "line 1: the type 'TIGER'",
		"1 MD5 HEX:abc":                      "line 1: the key is not an even number of hexadecimal digits",
		"1 MD5 HEX:zz":                       "line 1: the key is not",
		"1 MD5 abc":                          "line 1: a key of 3 bytes where MD5 takes 4 to 32",
		"1 AES128 HEX:00112233":              "line 1: a key of 4 bytes where AES128 takes 16 to 16",
		"1 MD5 abcd\n2 MD5 abcd\n1 MD5 efgh": "line 3: the ID 1 is given twice",
		"1 SHA1 " + strings.Repeat("k", 33):  "line 1: a key of 33 bytes",
	} {
		_, err := ReadKeys(strings.NewReader(file))
		require.ErrorContains(t, err, want, file)
	}
}

// signed is an honest reply with the proof of an MD5 key (RFC 5905 section 7.3: digest of key and message).
func signed(id uint32, secret string) func(request []byte) [][]byte {
	return func(request []byte) [][]byte {
		reply := honest(request, time.Second)
		digest := md5.Sum(append([]byte(secret), reply...))
		return [][]byte{append(binary.BigEndian.AppendUint32(reply, id), digest[:]...)}
	}
}

// TestKeyedServer: a reply without the proof, or with a wrong one, is no sample and has a name.
func TestKeyedServer(t *testing.T) {
	keys, err := ReadKeys(strings.NewReader("7 MD5 secret"))
	require.NoError(t, err)
	tests := []struct {
		name   string
		answer func([]byte) [][]byte
		want   Rejection
	}{
		{"right", signed(7, "secret"), accepted},
		{"no proof", ahead(time.Second), Forged},
		{"another secret", signed(7, "Secret"), Forged},
		{"another ID", signed(8, "secret"), Forged},
		{"refused by the server", func(request []byte) [][]byte { // crypto-NAK, RFC 5905 section 9.2
			return [][]byte{append(honest(request, time.Second), 0, 0, 0, 0)}
		}, Forged},
		{"proof changed", func(request []byte) [][]byte {
			reply := signed(7, "secret")(request)[0]
			reply[20] ^= 1
			return [][]byte{reply}
		}, Forged},
		{"proof cut", func(request []byte) [][]byte { return [][]byte{signed(7, "secret")(request)[0][:60]} }, Forged},
		{"too long", func(request []byte) [][]byte {
			return [][]byte{append(signed(7, "secret")(request)[0], make([]byte, 8)...)}
		}, Malformed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := undisciplined(NewMeasured([]Server{{Name: responder(t, test.answer), Key: keys[7]}}))
			result, _ := clock.ask(context.Background(), clock.associations[0])
			require.Equal(t, test.want.String(), result.String())
			_, any := clock.associations[0].estimator.Newest()
			require.Equal(t, test.want == accepted, any)
		})
	}
}
