package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/plugin/settings"
)

// TestMessagesThatMentionTimes: no message of prose.jsonl gives its record a time, whether it
// has just arrived or a parser has given it an event time, alone or in one stream with the others.
// That of a replay is judged with the rest of the corpus.
func TestMessagesThatMentionTimes(t *testing.T) {
	group, err := readGroup("testdata/prose.jsonl")
	require.NoError(t, err)
	now := time.Now()
	for name, event := range map[string]time.Time{"just arrived": now, "with an event time": now.Add(-20 * time.Hour)} {
		stream := newLive(t)
		for i := range group.cases {
			text, err := group.cases[i].text()
			require.NoError(t, err)
			record := appendLive(nil, event, text)
			for _, filter := range []*rewriter{stream, newLive(t)} {
				assert.Equal(t, "event", sourceOf(t, filter.rewrite(record)), "%s: %s", name, text)
			}
		}
	}
}

// newLive returns the filter of an instance without properties but details.
func newLive(t *testing.T) *rewriter {
	r, err := newRewriter([]settings.Property{{Name: "details", Value: "on"}, {Name: "time_zone", Value: "UTC"}})
	require.NoError(t, err)
	return r
}

func appendLive(dst []byte, event time.Time, text string) []byte {
	dst = append(msgp.AppendArrayHeader(msgp.AppendArrayHeader(dst, 2), 2), 0xd7, 0)
	dst = binary.BigEndian.AppendUint32(dst, uint32(event.Unix()))
	dst = binary.BigEndian.AppendUint32(dst, uint32(event.Nanosecond()))
	dst = msgp.AppendString(msgp.AppendMapHeader(msgp.AppendMapHeader(dst, 0), 1), "log")
	return msgp.AppendString(dst, text)
}

// sourceOf returns where the record of a chunk has its time from.
func sourceOf(t *testing.T, chunk []byte) string {
	var body map[string]any
	_, err := readEvent(chunk, &body)
	require.NoError(t, err)
	details, _ := body["timesync"].(map[string]any)
	source, _ := details["source"].(string)
	return source
}

// TestStreamsOfSentences: of programs that write their own time into a sentence or at its end, the
// first five lines keep the event time and all others are right.
func TestStreamsOfSentences(t *testing.T) {
	file, err := os.ReadFile("testdata/streams/sentences.jsonl")
	require.NoError(t, err)
	for line := range strings.Lines(string(file)) {
		var s struct {
			ID    string
			Zone  *string  `json:"zone_assumed"`
			Lines []string `json:"lines"`
			UTC   []string `json:"utc_ns"`
		}
		require.NoError(t, json.Unmarshal([]byte(line), &s))
		var cases []corpusCase
		for i, text := range s.Lines {
			cases = append(cases, corpusCase{ID: s.ID, Line: text, UTC: s.UTC[i], Zone: s.Zone})
		}
		outcomes, err := outcomesOf(cases, time.Now().UTC().Format(time.RFC3339), nil)
		require.NoError(t, err)
		for i, o := range outcomes {
			if o.instant != refusal || i >= 5 {
				assert.Equal(t, s.UTC[i], o.instant, "%s, line %d: %s", s.ID, i+1, s.Lines[i])
			}
		}
	}
}
