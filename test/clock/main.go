// Command clock judges the measured clock beside simpler clients and chronyd, on recorded exchanges
// with ground truth and in simulated scenarios, and prints one tab-separated row for each. Ours is
// judged by the map as records get it: after slewing, correct always, to the nanosecond.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	folder := flag.String("traces", "../shared/clock", "folder of recorded runs, in the form its README describes")
	flag.Parse()
	recorded, err := traceRows(*folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if len(recorded) == 0 {
		fmt.Fprintln(os.Stderr, "no recorded runs in", *folder+": only the simulated scenarios are shown")
	}
	rows := recorded
	for _, sc := range scenarios() {
		rows = append(rows, simulatedRow(sc))
	}
	printTable(os.Stdout, append(rows, backlogRow()))
}
