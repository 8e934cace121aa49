package main

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter"
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/zone"
	"timesync/offsets"
	"timesync/offsets/timemap"
	"timesync/plugin/settings"
)

// rewriter is the filter of one instance with the view of a clock that nobody measured: no instant
// is moved.
type rewriter struct {
	filter *filter.Filter
	view   timemap.View
}

// writtenKey is where the filter writes what it read.
const writtenKey = "written"

// properties configure the filter for a case, as a user would: what shows the outcome, what the
// case says, and set on top.
func (x *corpusCase) properties(hint string, set []settings.Property) []settings.Property {
	all := []settings.Property{
		{Name: "time_zone", Value: x.zone()},
		{Name: "precision", Value: "ns"},
		{Name: "details", Value: "on"},
		{Name: "on_error", Value: "flag"},
		{Name: "output_key", Value: writtenKey},
	}
	if now := x.now(hint); now != "" {
		all = append(all, settings.Property{Name: "reference_time", Value: now})
	}
	for name, value := range x.Set {
		all = append(all, settings.Property{Name: name, Value: value})
	}
	return append(all, set...)
}

func newRewriter(properties []settings.Property) (*rewriter, error) {
	s, err := settings.Parse(properties)
	if err != nil {
		return nil, err
	}
	f, err := filter.New(s.Filter)
	if err != nil {
		return nil, err
	}
	return &rewriter{f, offsets.NewClock(nil).Timeline(s.Policy).View()}, nil
}

// rewrite returns the chunk as the plugin hands it back.
func (r *rewriter) rewrite(chunk []byte) []byte {
	if out, changed := r.filter.Rewrite(chunk, nil, &r.view, filter.LocalClock); changed {
		return out
	}
	return chunk
}

// appendEnvelope writes an event up to its body. Its own time is zero, which is none.
func appendEnvelope(dst []byte) []byte {
	dst = msgp.AppendArrayHeader(msgp.AppendArrayHeader(dst, 2), 2)
	dst = append(dst, 0xd7, 0)
	dst = binary.BigEndian.AppendUint64(dst, 0)
	return msgp.AppendMapHeader(dst, 0)
}

// appendEvent writes an event up to the value of its body's only key.
func appendEvent(dst []byte, key string) []byte {
	return msgp.AppendString(msgp.AppendMapHeader(appendEnvelope(dst), 1), key)
}

// outcome is what became of one record.
type outcome struct {
	instant string // decimal nanoseconds, or refusal
	format  string // by which it was read
	reason  string // why it was not
}

func readOutcomes(chunk []byte) (outcomes []outcome, err error) {
	for len(chunk) > 0 {
		var body map[string]any
		if chunk, err = readEvent(chunk, &body); err != nil {
			return nil, fmt.Errorf("reading record %d of what came out: %w", len(outcomes)+1, err)
		}
		outcomes = append(outcomes, outcomeOf(body))
	}
	return outcomes, nil
}

// readEvent reads [[time, metadata], body].
func readEvent(b []byte, body *map[string]any) (rest []byte, err error) {
	if _, b, err = msgp.ReadArrayHeaderBytes(b); err != nil {
		return nil, err
	}
	if b, err = msgp.Skip(b); err != nil {
		return nil, err
	}
	*body, rest, err = msgp.ReadMapStrIntfBytes(b, nil)
	return rest, err
}

// outcomeOf looks at a body: what was read has details, and what was written stands under
// writtenKey.
func outcomeOf(body map[string]any) outcome {
	details, read := body["timesync"].(map[string]any)
	if !read {
		reason, _ := body["timesync_error"].(string)
		if reason == "" {
			reason = timestamp.NoStamp.String()
		}
		return outcome{instant: refusal, reason: reason}
	}
	written, _ := body[writtenKey].(string)
	format, _ := details["format"].(string)
	at, err := time.Parse(time.RFC3339Nano, written)
	if err != nil {
		return outcome{instant: "unreadable: " + written, format: format}
	}
	return outcome{instant: nanosText(at), format: format}
}

// location is the zone of that name; the filter has accepted it before.
func location(name string) *time.Location {
	known, err := zone.Parse(name)
	if err != nil {
		return time.UTC
	}
	return known
}
