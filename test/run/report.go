package main

import (
	"fmt"
	"io"
	"time"
)

// report prints each record before and after, judges it, and says how many were
// not right.
func report(out io.Writer, samples []sample, records []map[string]any, offset time.Duration) (wrong int) {
	fmt.Fprintf(out, "%-27s %-36s %-37s %s\n", "format", "stamp", "corrected", "difference")
	for i, s := range samples {
		if i >= len(records) {
			fmt.Fprintf(out, "%-27s %-36s no record came out\n", s.format, s.stamp)
			wrong++
			continue
		}
		v := judge(s, records[i], offset)
		fmt.Fprintf(out, "%-27s %-36s %-37s %s\n", s.format, s.stamp, v.written, seconds(v.difference))
		if v.err != nil {
			fmt.Fprintf(out, "    wrong: %v\n    record: %v\n", v.err, records[i])
			wrong++
		}
	}
	if extra := len(records) - len(samples); extra > 0 {
		fmt.Fprintf(out, "%d records more than lines\n", extra)
		wrong += extra
	}
	return wrong
}

// seconds writes a duration as people write offsets: +2.500000 s.
func seconds(d time.Duration) string { return fmt.Sprintf("%+.6f s", d.Seconds()) }
