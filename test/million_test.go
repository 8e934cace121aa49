package test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"
)

const millionInput = `[INPUT]
    Name           tail
    Tag            t
    Path           ${INPUT}
    Parser         json_at
    Read_from_Head on
[OUTPUT]
    Name   file
    Match  *
    Path   ${OUT}
    File   records
    Format msgpack
`

const millionFilter = `[FILTER]
    Name          timesync
    Match         *
    offset_source fixed
    fixed_offset  +2.5s
    time_zone     UTC
`

// TestMillion sends many records of mixed shapes through Fluent Bit, with the
// filter and without, and compares event by event: as many come out, in the same
// order; those with nothing to change are the same byte for byte, the others differ
// by what the filter writes; and what the metrics count adds up. TIMESYNC_RECORDS
// says how many (100000).
func TestMillion(t *testing.T) {
	object := objectPath(t)
	programs := fluentBits(t)
	records := mixture(numberFrom(t, "TIMESYNC_RECORDS", 100_000), 1)
	input := filepath.Join(t.TempDir(), "input")
	writeMixture(t, input, records)
	for _, program := range programs {
		t.Run(program.Name(), func(t *testing.T) {
			plain := startLive(t, program, object, millionInput, "INPUT="+input)
			before := eventsOf(t, plain, len(records))
			filtered := startLive(t, program, object, millionInput+millionFilter, "INPUT="+input)
			filtered.wait(t, 5*time.Minute, "every record to be counted", func() bool {
				return outcomes(filtered.metrics()) >= float64(len(records))
			})
			counted := filtered.metrics()
			after := eventsOf(t, filtered, len(records))
			require.Len(t, before, len(records))
			require.Len(t, after, len(records))
			refused := compareEvents(t, records, before, after)
			name := `name="timesync.0",outcome=`
			assert.Equal(t, float64(len(records)), outcomes(counted))
			assert.Equal(t, float64(refused), counted[key("records_total", name+`"refused"`)])
			assert.Equal(t, float64(len(records)-refused), counted[key("records_total", name+`"corrected"`)])
		})
	}
}

// eventsOf waits until so many events have come out, stops Fluent Bit and returns
// all there are.
func eventsOf(t *testing.T, l *live, count int) [][]byte {
	t.Helper()
	path := filepath.Join(l.out, "records")
	size := int64(0)
	l.wait(t, 5*time.Minute, fmt.Sprint(count, " records to come out"), func() bool {
		info, err := os.Stat(path)
		if err != nil || info.Size() == size {
			return err == nil && len(readEvents(t, path)) >= count
		}
		size = info.Size() // still growing
		return false
	})
	require.Zero(t, l.Stop(30*time.Second).ExitCode)
	return readEvents(t, path)
}

// readEvents cuts a file of MessagePack into its events.
func readEvents(t *testing.T, path string) (events [][]byte) {
	rest, err := os.ReadFile(path)
	require.NoError(t, err)
	for len(rest) > 0 {
		after, err := msgp.Skip(rest)
		if err != nil {
			return events // the last one is still being written
		}
		events = append(events, rest[:len(rest)-len(after)])
		rest = after
	}
	return events
}

// compareEvents returns how many records passed as they came. It stops at the
// first wrong one: all after it would be wrong the same way.
func compareEvents(t *testing.T, records []mixed, before, after [][]byte) (unchanged int) {
	for i, r := range records {
		if r.key == "" {
			unchanged++
			require.True(t, bytes.Equal(before[i], after[i]), "%s\nbefore %x\nafter  %x", r.line, before[i], after[i])
			continue
		}
		was, is := decode(t, before[i]), decode(t, after[i])
		require.EqualValues(t, i, is.body["n"], r.line)
		require.Equal(t, r.want, is.body[r.key], r.line)
		require.True(t, is.at.Equal(r.at), "event time %v, not %v: %s", is.at, r.at, r.line)
		require.Equal(t, map[string]any{"timesync": int64(mixtureOffset)}, is.metadata, r.line)
		delete(was.body, r.key)
		delete(is.body, r.key)
		require.Equal(t, was.body, is.body, r.line)
	}
	return unchanged
}

// event is one decoded log event.
type event struct {
	at       time.Time
	metadata map[string]any
	body     map[string]any
}

// decode reads [[time, metadata], body], the slow and obvious way.
func decode(t *testing.T, raw []byte) (e event) {
	outer, rest, err := msgp.ReadArrayHeaderBytes(raw)
	require.NoError(t, err)
	inner, rest, err := msgp.ReadArrayHeaderBytes(rest)
	require.NoError(t, err)
	require.Equal(t, [2]uint32{2, 2}, [2]uint32{outer, inner})
	extension := msgp.RawExtension{Type: 0}
	rest, err = msgp.ReadExtensionBytes(rest, &extension)
	require.NoError(t, err)
	require.Len(t, extension.Data, 8)
	e.at = time.Unix(int64(binary.BigEndian.Uint32(extension.Data)), int64(binary.BigEndian.Uint32(extension.Data[4:])))
	e.metadata, rest, err = msgp.ReadMapStrIntfBytes(rest, nil)
	require.NoError(t, err)
	e.body, rest, err = msgp.ReadMapStrIntfBytes(rest, nil)
	require.NoError(t, err)
	require.Empty(t, rest)
	return e
}
