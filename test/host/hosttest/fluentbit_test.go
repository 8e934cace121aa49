package hosttest

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// The host against Fluent Bit: the same configuration and input must give the same output, but for
// the present time.

const parsers = "[PARSER]\n    Name out\n    Format json\n    Time_Key time\n    Time_Format %Y-%m-%dT%H:%M:%S.%LZ\n" +
	"[PARSER]\n    Name keep\n    Format json\n    Time_Key time\n    Time_Format %Y-%m-%dT%H:%M:%S.%L%z\n    Time_Keep On\n"

const parsed = "    Log_Level error\n    Parsers_File parsers.conf\n[INPUT]\n    Name tail\n    Path in.log\n    Tag t.*\n" +
	"    Read_from_Head on\n    Exit_On_Eof on\n    Buffer_Chunk_Size 1m\n    Buffer_Max_Size 1m\n"

var comparisons = map[string]string{
	"default":           parsed + "    Parser out\n" + stdout,
	"unparsed":          parsed + lines,
	"json_lines":        parsed + "    Parser keep\n" + lines,
	"json_lines, date":  parsed + "    Parser out\n" + stdout + "    Format json_lines\n",
	"json_lines, ISO":   parsed + "    Parser out\n" + stdout + "    Format json_lines\n    Json_Date_Format iso8601\n",
	"json_lines, epoch": parsed + "    Parser out\n" + stdout + "    Format json_lines\n    Json_Date_Format epoch\n",
	"file":              parsed + "    Parser out\n[OUTPUT]\n    Name file\n    Match *\n    File out\n",
	"file, plain":       parsed + "    Parser keep\n[OUTPUT]\n    Name file\n    Match *\n    File out\n    Format plain\n",
	"filtered":          parsed + "[FILTER]\n    Name fixture\n    Match t.*\n    Action mask\n" + lines,
}

// odd are lines at the borders: of numbers, of JSON, of UTF-8, of lines.
var odd = []string{
	`{"time":"2024-03-05T10:11:12.123456789Z","a":1}`, `{"time":"2024-03-05T10:11:12.1Z"}`, `{"time":12}`, `{"time":"bad"}`,
	`{"time":"2024-03-05T10:11:12.5 bad"}`, `plain text`, `{"a":1}{"b":2}`, `[1,2]`, `  {"sp" : 1 } `, `{"a":1} trailing`,
	`{"a":01}`, `{"a":1.}`, `{"a":-0}`, `{"a":-0.0}`, `{"a":1e400}`, `{"a":1E5,"b":1e-320,"c":123456789012345678901234567890}`,
	`{"n":2147483648,"m":-2147483649,"k":4294967296,"l":9223372036854775807,"o":9223372036854775808,"p":-9223372036854775809}`,
	`{"a":0.1,"b":1.5e300,"c":3.0,"d":-2.0,"e":1e15,"f":1e16,"g":123456789.125,"h":5e-324,"i":9007199254740993.0}`,
	`{"a":"\ud83d\ude00 \ud800 \udc00 \ud800\u0041 \u00e9 \u0000 \u0041"}`, "{\"a\":\"\xff\xfe \xc3 \xe2\x82 \xf0\x9f\x98 ok\"}",
	"{\"a\":\"\xed\xa0\x80\xc0\x80\xf5\x80\x80\x80\xf8\x88\x80\x80\x80\"}", "{\"a\":\"tab\there\"}", `{"a":"q\q"}`, `{"a":"\u12"}`,
	`{"a":"\ud83d\u12"}`, `{"a":nul}`, `{"a":true,"a":false,"b":{"c":1,"c":2}}`, `{"":""}`, `{}`, `{"a":[[],{},[{}]]}`, `{"a":1,}`,
	"\r", "crlf\r", "", "{\"a\":\"\x7f\\/\\b\\f\"}", "\xff\xfe raw", "é😀 raw", `[]`, `"x"`, `12`, `null`, "secret7",
	`{"k":"` + strings.Repeat("x", 300) + `"}`, `{` + strings.Repeat(`"k":1,`, 20) + `"l":2}`,
}

// randomLines are JSON maps with a time, and some of them broken at one byte.
func randomLines(random *rand.Rand, count int) []string {
	var all []string
	for i := range count {
		stamp := fmt.Sprintf("2024-03-05T10:11:%02d.%09dZ", i%60, random.Intn(1e9))
		line := []byte(fmt.Sprintf(`{"time":%q,"v":%s}`, stamp, randomValue(random, 0)))
		if random.Intn(5) == 0 {
			line[1+random.Intn(len(line)-1)] = "\x80\xff\xc3\xe2\xf0\"\\}\x01"[random.Intn(9)]
		}
		all = append(all, string(line))
	}
	return all
}

func randomValue(random *rand.Rand, depth int) string {
	switch kind := random.Intn(10); {
	case kind < 2:
		return fmt.Sprint(random.Int63() >> random.Intn(63) * int64(1-2*random.Intn(2)))
	case kind < 4:
		text, _ := json.Marshal(random.NormFloat64() * math.Pow(10, float64(random.Intn(600)-300)))
		return string(text)
	case kind < 7 || depth > 4:
		return randomString(random)
	case kind < 8:
		return []string{"true", "false", "null"}[random.Intn(3)]
	}
	var members []string
	list := random.Intn(2) == 0
	for range random.Intn(5) {
		member := randomValue(random, depth+1)
		if !list {
			member = randomString(random) + ":" + member
		}
		members = append(members, member)
	}
	if list {
		return "[" + strings.Join(members, ",") + "]"
	}
	return "{" + strings.Join(members, ",") + "}"
}

func randomString(random *rand.Rand) string {
	pieces := []string{"a", "é", "😀", `\"`, `\\`, `\n`, `\u0001`, "\x7f", "/", "中", " ", "\u2028", "\uffff", `\ud83d\ude00`, `\u00e9`}
	text := `"`
	for range random.Intn(8) {
		text += pieces[random.Intn(len(pieces))]
	}
	return text + `"`
}

func TestAgainstFluentBit(t *testing.T) {
	found, err := launch.FindFluentBit()
	require.NoError(t, err)
	if found.Path == "" {
		t.Skip("skipped: needs Fluent Bit ($FLUENT_BIT, PATH or /opt/fluent-bit/bin)")
	}
	if !found.AtLeast("5.1") {
		t.Skipf("skipped: needs Fluent Bit 5.1, as which the host prints (%s is found)", found.Version)
	}
	host, fixture := builds[0].compile(t)
	input := strings.Join(append(odd, randomLines(rand.New(rand.NewSource(1)), 2000)...), "\n") + "\nbegun"
	for name, text := range comparisons {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compare(t, text, input, host, found.Path, fixture)
		})
	}
}

func compare(t *testing.T, text, input, host, fluentBit, fixture string) {
	var outputs [2][]string
	for i, program := range []string{fluentBit, host} {
		folder := write(t, map[string]string{"host.conf": service + text, "parsers.conf": parsers, "in.log": input})
		got := run(t, folder, "", program, "-e", fixture, "-c", "host.conf")
		require.Zero(t, got.status, got.stderr)
		written, err := os.ReadFile(filepath.Join(folder, "out"))
		if err != nil {
			written = []byte(got.stdout)
		}
		outputs[i] = strings.Split(withoutMoments(string(written)), "\n")
	}
	require.Greater(t, len(outputs[0]), 2000, "Fluent Bit wrote too little for a comparison")
	require.Len(t, outputs[1], len(outputs[0]))
	for i, want := range outputs[0] {
		assert.Equal(t, want, outputs[1][i], "line %d", i+1)
	}
}
