package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"
)

func TestRecords(t *testing.T) {
	source := newGenerator()
	var newSeconds, size int
	const count = 10_000
	for n := range count {
		before := source.at
		line := source.next(nil)
		size += len(line)
		require.Less(t, len(line), recordSize)
		require.Less(t, source.at.Sub(before).Seconds(), 3.0)
		if source.at.Unix() != before.Unix() {
			newSeconds++
		}
		keys := strings.Split(string(line), `":`)
		require.Len(t, keys, 7)
		require.True(t, strings.HasSuffix(keys[places[n%4]], `"time`), "record %d: %s", n, line)
	}
	assert.InDelta(t, count/2, newSeconds, count/50)
	assert.InDelta(t, 190, size/count, 10)
	first := newGenerator().next(nil)
	assert.Equal(t, string(first), string(newGenerator().next(nil)), "always the same records")
}

func TestWriteInputs(t *testing.T) {
	b := bench{work: t.TempDir(), records: 1001}
	whole, parts, err := b.writeInputs()
	require.NoError(t, err)
	require.Len(t, parts, inputThreads)
	count := func(paths []string) (lines int) {
		for _, path := range paths {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			lines += bytes.Count(text, []byte("\n"))
		}
		return lines
	}
	assert.Equal(t, 1001, count(whole))
	assert.Equal(t, 1001, count(parts))
}

func TestCompareEvents(t *testing.T) {
	event := func(stamp string, mark int64) []byte {
		dst := []byte("\x92\x92\xd7\x00\x66\x6c\x17\x42\x00\x00\x00\x00")
		dst = msgp.AppendMapHeader(dst, 1)
		dst = msgp.AppendInt64(msgp.AppendString(dst, "timesync"), mark)
		dst = msgp.AppendMapHeader(dst, 1)
		return msgp.AppendString(msgp.AppendString(dst, "time"), stamp)
	}
	line := fmt.Appendf(nil, `{"time":%q}`, firstStamp.Format(stampLayout))
	want, err := expectedEvent(line, firstStamp.Add(moved), true)
	require.NoError(t, err)
	got, rest, err := nextEvent(append(event("2024-06-14T10:11:14.500Z", 2_500_000_000), 1))
	require.NoError(t, err)
	assert.Equal(t, []byte{1}, rest)
	assert.Equal(t, `[[1718359874.000000000,{"timesync":2500000000}],{"time":"2024-06-14T10:11:14.500Z"}]`, got)
	assert.Equal(t, strings.Replace(got, "874.000000000", "874.500000000", 1), want)
	_, _, err = nextEvent(event("", 0)[:20])
	assert.Error(t, err)
}

func TestTables(t *testing.T) {
	o := outcome{}
	for round := range 3 {
		noise := float64(round) / 10 // the same for all of a round
		for i, p := range classic {
			o[p.name] = append(o[p.name], figures{cpu: 2 + float64(i) + noise, wall: 2, peak: 50e6 + float64(i)*1e6, waits: 10})
		}
	}
	var out bytes.Buffer
	printClassic(&out, o)
	lines := strings.Split(out.String(), "\n")
	assert.Equal(t, "bare\t2.10\t-\t-\t-\t-\t1.00\t1.05\t50.0\t1.00", lines[1])
	assert.Equal(t, "timesync\t4.10\t2.000\t1.000\t0.667\t0.400\t1.00\t2.05\t52.0\t1.04", lines[3])
	out.Reset()
	printThreads(&out, o)
	assert.Contains(t, out.String(), "timesync\t4.10\t2.00\t1.00\t1.00\t2.05\t10\t52.0\n")
	assert.Equal(t, "-", ratio(1, 0))
}

func TestMedian(t *testing.T) {
	assert.Equal(t, 3.0, median([]float64{9, 1, 3}))
	assert.Equal(t, 2.0, median([]float64{9, 1, 3, 0}))
}

func TestPages(t *testing.T) {
	assert.EqualValues(t, 4096, parsePosition("pos:\t4096\nflags:\t0100000\n"))
	assert.EqualValues(t, -1, parsePosition(""))
	status := "Name:\tfluent-bit\nVmHWM:\t   20 kB\nVmRSS:\t   12 kB\nRssAnon:\t    2 kB\nRssFile:\t   10 kB\nThreads:\t5\n"
	assert.Equal(t, 17, parseWaits("Name:\tflb-in-tail.0-w\nvoluntary_ctxt_switches:\t17\nnonvoluntary_ctxt_switches:\t522\n"))
	assert.Zero(t, parseWaits("Name:\tfluent-bit\nvoluntary_ctxt_switches:\t17\n"))
	assert.Equal(t, memory{peak: 20480, resident: 12288, anonymous: 2048, file: 10240, threads: 5}, parseMemory(status))
}

// TestPosition: how far a process has read is seen from outside; here the process is this one.
func TestPosition(t *testing.T) {
	folder, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	path := filepath.Join(folder, "file")
	require.NoError(t, os.WriteFile(path, []byte("12345678"), 0o600))
	assert.EqualValues(t, -1, position(os.Getpid(), path))
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	_, err = file.Read(make([]byte, 3))
	require.NoError(t, err)
	assert.EqualValues(t, 3, position(os.Getpid(), path))
	assert.False(t, allRead(os.Getpid(), []string{path}))
	_, err = file.Read(make([]byte, 8))
	require.NoError(t, err)
	assert.True(t, allRead(os.Getpid(), []string{path}))
}
