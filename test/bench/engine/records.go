package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"time"
)

// stampLayout is log4j's: 2024-06-14 10:11:12,123.
const stampLayout = "2006-01-02 15:04:05,000"

var firstStamp = time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC)

// fields are what a record holds beside its stamp.
var fields = []string{
	`"level":"INFO"`, `"logger":"org.example.server.Dispatcher"`, `"thread":"http-nio-8080-exec-17"`,
	`"text":"request served in 12 ms for client 10.0.0.17"`, `"status":200`,
}

// places of the stamp among the fields, from first to last. They take turns.
var places = []int{0, 2, 4, 5}

// generator makes records of 6 keys and about 190 bytes, always the same ones. Stamps advance at
// random by 0 to 3 s, so that half of them are in a new second.
type generator struct {
	random *rand.Rand
	at     time.Time
	made   int
}

func newGenerator() *generator {
	return &generator{random: rand.New(rand.NewPCG(11, 12)), at: firstStamp}
}

// next appends one record as a line. Three of five stamps advance, and of those five of six reach
// another second.
func (g *generator) next(dst []byte) []byte {
	if g.random.IntN(5) < 3 {
		g.at = g.at.Add(time.Duration(g.random.IntN(3000)) * time.Millisecond)
	}
	place := places[g.made%len(places)]
	g.made++
	separator := byte('{')
	for i := 0; i <= len(fields); i++ {
		dst = append(dst, separator)
		separator = ','
		switch {
		case i == place:
			dst = append(g.at.AppendFormat(append(dst, `"time":"`...), stampLayout), '"')
		case i < place:
			dst = append(dst, fields[i]...)
		default:
			dst = append(dst, fields[i-1]...)
		}
	}
	return append(dst, "}\n"...)
}

// writeTo writes so many records to a new file.
func (g *generator) writeTo(path string, records int) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("writing records: %w", err)
	}
	defer file.Close()
	buffered := bufio.NewWriter(file)
	var line []byte
	for range records {
		line = g.next(line[:0])
		if _, err := buffered.Write(line); err != nil {
			return fmt.Errorf("writing records: %w", err)
		}
	}
	return buffered.Flush()
}
