package settings

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"timesync/offsets"
	"timesync/offsets/ntp"
)

// appendServer reads host[:port] and the options after it, each set off by a
// semicolon; key=ID is the only one.
func appendServer(s *Settings, text string) bool {
	parts := strings.Split(text, ";")
	name, ok := server(strings.TrimSpace(parts[0]))
	chosen := chosenKey{server: name}
	for _, option := range parts[1:] {
		id, isKey := strings.CutPrefix(strings.ToLower(strings.TrimSpace(option)), "key=")
		number, err := strconv.ParseUint(id, 10, 32)
		if !isKey || err != nil || number == 0 || chosen.id != 0 {
			return false
		}
		chosen.id = uint32(number)
	}
	s.Servers = append(s.Servers, name)
	if chosen.id != 0 {
		s.keys = append(s.keys, chosen)
	}
	return ok
}

// chosenKey is the option key of a server, before the key file is read.
type chosenKey struct {
	server string
	id     uint32
}

// settleKeys reads the key file and finds each server's key in it.
func (s *Settings) settleKeys() error {
	if s.KeyFile == "" {
		if len(s.keys) > 0 {
			first := s.keys[0]
			return &Error{"ntp_servers", fmt.Sprintf("%s;key=%d", first.server, first.id), "key=ID only together with ntp_keys"}
		}
		return nil
	}
	keys, err := readKeyFile(s.KeyFile)
	if err != nil {
		return &Error{"ntp_keys", s.KeyFile, "a file in chrony's key format, lines of ID TYPE KEY; " + err.Error()}
	}
	s.Keys = map[string]*ntp.Key{}
	for _, chosen := range s.keys {
		key := keys[chosen.id]
		if key == nil {
			return &Error{"ntp_servers", fmt.Sprintf("%s;key=%d", chosen.server, chosen.id), "an ID that is in ntp_keys " + s.KeyFile}
		}
		s.Keys[chosen.server] = key
	}
	return nil
}

func readKeyFile(path string) (map[uint32]*ntp.Key, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return ntp.ReadKeys(file)
}

// NTPServers are the servers with their keys.
func (s *Settings) NTPServers() []offsets.Server {
	servers := make([]offsets.Server, 0, len(s.Servers))
	for _, name := range s.Servers {
		servers = append(servers, offsets.Server{Name: name, Key: s.Keys[name]})
	}
	return servers
}
