// Package bench measures what the filter costs beside the least that any filter does: copying a
// chunk, stepping over it, and decoding it the naive way.
package bench

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/tinylib/msgp/msgp"
)

// shape writes the body of one record whose stamp reads text.
type shape func(dst []byte, n int, text string) []byte

// workload is a kind of records. Shapes take turns.
type workload struct {
	name   string
	shapes []shape
}

var workloads = []workload{
	{"flat", []shape{flat(0), flat(2), flat(4), flat(5)}},
	{"wide", []shape{wide(0), wide(20), wide(40), wide(59)}},
	{"deep", []shape{deep}},
	{"line", []shape{line}},
	{"json", []shape{jsonLine}},
	{"access", []shape{accessLine}},
	{"event", []shape{withoutStamp}},
}

const stampLayout = "2006-01-02 15:04:05.000"

// form is how the parts of a record are headed.
type form int

const (
	ofV51   form = iota // fixarrays and map32s, as Fluent Bit 5.1 writes them
	ofV22               // array32s and map32s, as 2.2 and 4.2 do
	compact             // the shortest, as other programs do
)

// chunk writes so many records. Their stamps advance at random by 0 to 3 s, so that half are in a
// new second.
func (w workload) chunk(records int, form form) (dst []byte) {
	random := rand.New(rand.NewPCG(11, 12))
	at := time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC)
	for n := range records {
		if random.IntN(2) == 0 {
			at = at.Add(time.Duration(random.IntN(3000)) * time.Millisecond)
		}
		text := []byte(at.Format(stampLayout))
		text[len("2006-01-02 15:04:05")] = ','
		dst = form.appendPairHeader(form.appendPairHeader(dst))
		dst = binary.BigEndian.AppendUint32(append(dst, 0xd7, 0), uint32(at.Unix()+1))
		dst = binary.BigEndian.AppendUint32(dst, uint32(random.IntN(1e9)))
		dst = form.appendMap(dst, []byte{0x80})
		dst = form.appendMap(dst, w.shapes[n%len(w.shapes)](nil, n, string(text)))
	}
	return dst
}

func (f form) appendPairHeader(dst []byte) []byte {
	if f == ofV22 {
		return binary.BigEndian.AppendUint32(append(dst, 0xdd), 2)
	}
	return append(dst, 0x92)
}

// appendMap writes a map, which has its shortest header, with the form's own.
func (f form) appendMap(dst, shortest []byte) []byte {
	if f == compact {
		return append(dst, shortest...)
	}
	pairs, rest, _ := msgp.ReadMapHeaderBytes(shortest)
	return append(binary.BigEndian.AppendUint32(append(dst, 0xdf), pairs), rest...)
}

// flat is a record of 6 keys and about 180 bytes with the stamp in that place.
func flat(place int) shape {
	return func(dst []byte, n int, text string) []byte {
		return appendFields(dst, 6, place, text)
	}
}

// wide is a record of 60 keys.
func wide(place int) shape {
	return func(dst []byte, n int, text string) []byte {
		return appendFields(dst, 60, place, text)
	}
}

var values = []struct {
	key   string
	value any
}{
	{"level", "INFO"}, {"logger", "org.example.server.Dispatcher"}, {"thread", "http-nio-8080-exec-17"},
	{"text", "request served in 12 ms for client 10.0.0.17"}, {"status", 200},
}

// appendFields writes a map of so many keys, the stamp under "time" in its place.
func appendFields(dst []byte, keys, place int, text string) []byte {
	dst = msgp.AppendMapHeader(dst, uint32(keys))
	for i := range keys {
		if i == place {
			dst = msgp.AppendString(msgp.AppendString(dst, "time"), text)
			continue
		}
		field := i
		if i > place {
			field--
		}
		v := values[field%len(values)]
		key := v.key
		if round := field / len(values); round > 0 {
			key = fmt.Sprint(key, round)
		}
		dst, _ = msgp.AppendIntf(msgp.AppendString(dst, key), v.value)
	}
	return dst
}

// deep holds maps inside maps, six of them, before its stamp.
func deep(dst []byte, n int, text string) []byte {
	dst = msgp.AppendMapHeader(dst, 3)
	dst = msgp.AppendString(dst, "kubernetes")
	for level := range 6 {
		dst = msgp.AppendMapHeader(dst, 2)
		dst = msgp.AppendInt(msgp.AppendString(dst, "number"), n+level)
		dst = msgp.AppendString(dst, "below")
	}
	dst = msgp.AppendString(dst, "end")
	dst = msgp.AppendString(msgp.AppendString(dst, "time"), text)
	return msgp.AppendString(msgp.AppendString(dst, "text"), "request served")
}

// line is a raw line under "log".
func line(dst []byte, n int, text string) []byte {
	dst = msgp.AppendMapHeader(dst, 1)
	return msgp.AppendString(msgp.AppendString(dst, "log"),
		text+" INFO  [http-nio-8080-exec-17] org.example.server.Dispatcher - request served in 12 ms for client 10.0.0.17")
}

// jsonLine is a raw line that is an object of JSON.
func jsonLine(dst []byte, n int, text string) []byte {
	dst = msgp.AppendMapHeader(dst, 1)
	return msgp.AppendString(msgp.AppendString(dst, "log"), `{"time":"`+text+
		`","level":"INFO","thread":"http-nio-8080-exec-17","logger":"org.example.server.Dispatcher","text":"request served in 12 ms"}`)
}

// accessLine is a raw line as web servers write it, in whole seconds.
func accessLine(dst []byte, n int, text string) []byte {
	clock := text[len("2006-01-02 "):len("2006-01-02 15:04:05")]
	dst = msgp.AppendMapHeader(dst, 1)
	return msgp.AppendString(msgp.AppendString(dst, "log"),
		`10.112.72.172 - frank [14/Jun/2024:`+clock+` +0200] "GET /client/index.html HTTP/1.1" 200 5778 "-" "Mozilla/5.0 (Windows)"`)
}

// withoutStamp leaves the record its event time alone.
func withoutStamp(dst []byte, n int, text string) []byte {
	dst = msgp.AppendMapHeader(dst, 3)
	dst = msgp.AppendString(msgp.AppendString(dst, "level"), "INFO")
	dst = msgp.AppendInt(msgp.AppendString(dst, "number"), n)
	return msgp.AppendString(msgp.AppendString(dst, "logger"), "org.example.server.Dispatcher")
}
