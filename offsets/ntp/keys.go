package ntp

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/beevik/ntp"
)

// Key is a symmetric key shared with a server (RFC 5905 section 7.3, RFC 8573).
type Key struct {
	ID     uint32
	kind   ntp.AuthType
	secret string // bytes
}

// Fingerprint is the same for the same key, and different for different ones. It holds the secret:
// not for logs.
func (k *Key) Fingerprint() string { return fmt.Sprintf("%d %d %x", k.ID, k.kind, k.secret) }

// keyKind is how long the secret of a kind may be, in bytes. The library would truncate longer ones
// where chronyd does not.
type keyKind struct {
	kind            ntp.AuthType
	least, greatest int
}

// keyKinds are the types of chrony's key file that the library knows too.
func keyKinds() map[string]keyKind {
	return map[string]keyKind{
		"MD5":    {ntp.AuthMD5, 4, 32},
		"SHA1":   {ntp.AuthSHA1, 4, 32},
		"SHA256": {ntp.AuthSHA256, 4, 32},
		"SHA512": {ntp.AuthSHA512, 4, 32},
		"AES128": {ntp.AuthAES128, 16, 16},
		"AES256": {ntp.AuthAES256, 32, 32},
	}
}

// ReadKeys reads chrony's key file (chrony.conf(5), keyfile): lines of ID, type and key, the key in
// HEX: or ASCII, the type MD5 where it is left out; lines that begin with #, %, ; or ! are
// comments. An error names the line.
func ReadKeys(file io.Reader) (map[uint32]*Key, error) {
	keys := map[uint32]*Key{}
	lines := bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.ContainsRune("#%;!", rune(line[0])) {
			continue
		}
		key, err := parseKey(strings.Fields(line))
		if err == nil && keys[key.ID] != nil {
			err = fmt.Errorf("the ID %d is given twice", key.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		keys[key.ID] = key
	}
	return keys, lines.Err()
}

func parseKey(fields []string) (*Key, error) {
	if len(fields) == 2 {
		fields = []string{fields[0], "MD5", fields[1]}
	}
	if len(fields) != 3 {
		return nil, fmt.Errorf("%d words instead of an ID, a type and a key", len(fields))
	}
	id, err := strconv.ParseUint(fields[0], 10, 32)
	if err != nil || id == 0 {
		return nil, fmt.Errorf("the ID '%s' is no number from 1 to 4294967295", fields[0])
	}
	kind, known := keyKinds()[strings.ToUpper(fields[1])]
	if !known {
		return nil, fmt.Errorf("the type '%s' is none of MD5, SHA1, SHA256, SHA512, AES128, AES256", fields[1])
	}
	secret, err := parseSecret(fields[2])
	if err != nil {
		return nil, err
	}
	if len(secret) < kind.least || len(secret) > kind.greatest {
		return nil, fmt.Errorf("a key of %d bytes where %s takes %d to %d", len(secret), strings.ToUpper(fields[1]), kind.least, kind.greatest)
	}
	return &Key{ID: uint32(id), kind: kind.kind, secret: secret}, nil
}

func parseSecret(text string) (string, error) {
	if digits, isHex := strings.CutPrefix(text, "HEX:"); isHex {
		secret, err := hex.DecodeString(digits)
		if err != nil {
			return "", fmt.Errorf("the key is not an even number of hexadecimal digits")
		}
		return string(secret), nil
	}
	return strings.TrimPrefix(text, "ASCII:"), nil
}

// options is the key as the library takes it; none for nil.
func (k *Key) options() ntp.AuthOptions {
	if k == nil {
		return ntp.AuthOptions{}
	}
	return ntp.AuthOptions{Type: k.kind, Key: "HEX:" + hex.EncodeToString([]byte(k.secret)), KeyID: k.ID}
}
