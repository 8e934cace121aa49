package ntp

import (
	"strings"
	"testing"

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
