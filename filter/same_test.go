package filter

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp/keys"
)

// A line that is JSON gives the stamp that the record does which a parser makes of it.
func TestLinesAsRecords(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	f := newFilter(t, func(c *Config) { c.OutputKey = "written" })
	read := 0
	for n := range 3000 {
		members := randomMembers(random, 2)
		raw := "{" + strings.Join(members, ",") + "}"
		line := writtenOf(t, f, fmt.Sprint("line", n), pairs("log", raw))
		require.Equal(t, writtenOf(t, f, fmt.Sprint("record", n), recordOf(t, raw)), line, raw)
		if line != ingestedText {
			read++
		}
	}
	require.Greater(t, read, 1000, "too few have a stamp")
}

// ingestedText is the event time as it is written.
const ingestedText = "2024-03-05T12:00:00.000000005Z"

// writtenOf is what is written for a record that is the first of its stream.
func writtenOf(t *testing.T, f *Filter, tag string, body []byte) any {
	t.Helper()
	got := rewritten(t, f, tag, body)
	if body, ok := got.(map[string]any); ok {
		return body["written"]
	}
	return got
}

// randomMembers are a few members of an object, with times under known names and others, in
// containers and other objects.
func randomMembers(random *rand.Rand, levels int) (members []string) {
	seen := map[string]bool{}
	for range 1 + random.IntN(4) {
		name := randomName(random)
		if seen[name] {
			continue
		}
		seen[name] = true
		value := fmt.Sprintf(`"2024-02-%02d %02d:11:12"`, 1+random.IntN(28), random.IntN(24))
		switch random.IntN(8) {
		case 0:
			value = fmt.Sprint(1709633472 + random.IntN(1e6))
		case 1:
			value = []string{`"n/a"`, `"2024-02-03"`, `"10:11:12"`, `null`, `7`, `[{"time":1709633472}]`, `"02/03/2024 10:11:12"`}[random.IntN(7)]
		case 2, 3, 4:
			if levels > 0 {
				value = "{" + strings.Join(randomMembers(random, levels-1), ",") + "}"
			}
		}
		members = append(members, fmt.Sprintf("%q:%s", name, value))
	}
	return members
}

func randomName(random *rand.Rand) string {
	switch random.IntN(3) {
	case 0:
		return keys.Containers[random.IntN(len(keys.Containers))].Name
	case 1:
		return []string{"a", "user", "log", "message", "updated_at", "time", "timestamp", "date", "level", "levelname", "commit"}[random.IntN(11)]
	}
	name := keys.Times[random.IntN(len(keys.Times))].Name
	if strings.Contains(name, "_REALTIME_") {
		name = "time" // journald's are microseconds in a record
	}
	spellings := keys.Spellings(name)
	return spellings[random.IntN(len(spellings))]
}

// recordOf makes the body that a JSON parser does, its members in their order.
func recordOf(t *testing.T, raw string) []byte {
	t.Helper()
	values := json.NewDecoder(strings.NewReader(raw))
	values.UseNumber()
	return appendNextOf(t, nil, values)
}

func appendNextOf(t *testing.T, dst []byte, values *json.Decoder) []byte {
	t.Helper()
	token, err := values.Token()
	require.NoError(t, err)
	switch value := token.(type) {
	case json.Delim:
		var members []byte
		count := uint32(0)
		for ; values.More(); count++ {
			members = appendNextOf(t, members, values)
		}
		_, err = values.Token()
		require.NoError(t, err)
		if value == '[' {
			return append(msgp.AppendArrayHeader(dst, count), members...)
		}
		return append(msgp.AppendMapHeader(dst, count/2), members...)
	case json.Number:
		if integer, err := value.Int64(); err == nil {
			return msgp.AppendInt64(dst, integer)
		}
		float, err := value.Float64()
		require.NoError(t, err)
		return msgp.AppendFloat64(dst, float)
	case string:
		return msgp.AppendString(dst, value)
	}
	return msgp.AppendNil(dst)
}
