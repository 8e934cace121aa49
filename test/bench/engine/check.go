package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tinylib/msgp/msgp"
)

// checkedRecords are enough for several chunks.
const checkedRecords = 5000

const moved = 2500 * time.Millisecond

// fileOutput writes what comes out as it is, for the check before anything is timed.
const fileOutput = `[OUTPUT]
    Name   file
    Match  *
    Path   ${WORK}
    File   checked
    Format msgpack
`

// check runs the two pipelines that rewrite, untimed, and compares every record that comes out: who
// does less than the whole work would be measured too cheap.
func (b *bench) check() error {
	few := *b
	few.records = checkedRecords
	path := filepath.Join(b.work, "few.log")
	if err := newGenerator().writeTo(path, few.records); err != nil {
		return err
	}
	for _, p := range []pipeline{
		{name: timesync, config: service + input + timesyncFilter + fileOutput, filter: timesync},
		{name: lua, config: service + input + luaFilter + fileOutput},
	} {
		output := filepath.Join(b.work, "checked")
		if err := os.RemoveAll(output); err != nil {
			return fmt.Errorf("removing an old output: %w", err)
		}
		if _, err := few.run(p, []string{path}); err != nil {
			return err
		}
		events, err := os.ReadFile(output)
		if err != nil {
			return fmt.Errorf("reading what %s wrote: %w", p.name, err)
		}
		if err := compareEvents(events, few.records, p.name == timesync); err != nil {
			return fmt.Errorf("what %s wrote is wrong: %w", p.name, err)
		}
	}
	return nil
}

// compareEvents compares events with what the generator's records should have become.
func compareEvents(events []byte, records int, marked bool) error {
	source := newGenerator()
	for n := range records {
		line := source.next(nil)
		want, err := expectedEvent(line, source.at.Add(moved), marked)
		if err != nil {
			return err
		}
		got, rest, err := nextEvent(events)
		if err != nil {
			return fmt.Errorf("record %d: %w", n, err)
		}
		if got != want {
			return fmt.Errorf("record %d is %s, not %s", n, got, want)
		}
		events = rest
	}
	if len(events) > 0 {
		return fmt.Errorf("%d bytes follow the last record", len(events))
	}
	return nil
}

// expectedEvent is what becomes of a line, in the form of nextEvent.
func expectedEvent(line []byte, at time.Time, marked bool) (string, error) {
	var object map[string]any
	if err := json.Unmarshal(line, &object); err != nil {
		return "", err
	}
	body, err := json.Marshal(object)
	if err != nil {
		return "", err
	}
	before := at.Add(-moved).AppendFormat(nil, stampLayout)
	body = bytes.Replace(body, before, at.AppendFormat(nil, "2006-01-02T15:04:05.000Z"), 1)
	metadata := "{}"
	if marked {
		metadata = fmt.Sprintf(`{"timesync":%d}`, moved)
	}
	return fmt.Sprintf("[[%d.%09d,%s],%s]", at.Unix(), at.Nanosecond(), metadata, body), nil
}

// nextEvent takes one event [[time, metadata], body] from the front and shows it with the keys in
// order, for Lua keeps none.
func nextEvent(events []byte) (shown string, rest []byte, err error) {
	for range 2 {
		if _, events, err = msgp.ReadArrayHeaderBytes(events); err != nil {
			return "", nil, err
		}
	}
	at := msgp.RawExtension{Type: 0}
	if events, err = msgp.ReadExtensionBytes(events, &at); err != nil || len(at.Data) != 8 {
		return "", nil, fmt.Errorf("its time is %x: %w", at.Data, err)
	}
	var parts [2][]byte
	for i := range parts {
		var object map[string]any
		if object, events, err = msgp.ReadMapStrIntfBytes(events, nil); err != nil {
			return "", nil, err
		}
		if parts[i], err = json.Marshal(object); err != nil { // in the order of the keys
			return "", nil, err
		}
	}
	seconds, nanoseconds := binary.BigEndian.Uint32(at.Data), binary.BigEndian.Uint32(at.Data[4:])
	return fmt.Sprintf("[[%d.%09d,%s],%s]", seconds, nanoseconds, parts[0], parts[1]), events, nil
}
