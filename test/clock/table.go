package main

import (
	"fmt"
	"io"
	"strings"
)

// row is one scenario over its runs.
type row struct {
	name                      string
	newest, low8, chronyd, us pooled
	protoBound                float64 // mean over the runs, ns; 0: not known
	protoRuns                 int
	worst                     bool   // the RMS shown is that of the worst run, not of all together
	mark                      string // met, or what is not
}

func (r *row) addTrace(recorded *recording) {
	clients, chronyd := recorded.replay()
	r.newest.add(clients.byNewest)
	r.low8.add(clients.byLow8)
	r.chronyd.add(chronyd)
	r.us.add(clients.us)
	if recorded.protoBound > 0 {
		r.protoBound += recorded.protoBound
		r.protoRuns++
	}
}

// Marks of the recorded runs.
const (
	rmsMark   = 1.10 // of chronyd's RMS on the same packets
	boundMark = 1.2  // of the prototype's mean bound

	// nearLieRMS and nearLieMax are for the scenarios whose liars are inside the round trip, which
	// chronyd believes, ns.
	nearLieRMS = 150_000
	nearLieMax = 500_000
)

// judgeTrace reports whether the marks are met.
func (r *row) judgeTrace() {
	var missed []string
	miss := func(is bool, what string) {
		if is {
			missed = append(missed, what)
		}
	}
	nearLie := strings.HasSuffix(r.name, "false-5ms")
	switch {
	case r.us.runs == 0:
		miss(r.chronyd.runs > 0, "no estimate")
	case r.chronyd.runs == 0 && r.protoRuns == 0 && r.newest.runs == 0:
		miss(true, "an estimate without majority")
	default:
		miss(!nearLie && r.chronyd.runs > 0 && r.us.rms() > rmsMark*r.chronyd.rms(), "rms")
		miss(nearLie && r.us.highest > nearLieRMS, "rms")
		miss(nearLie && r.us.worst > nearLieMax, "max")
		miss(r.protoRuns > 0 && r.us.bound() > boundMark*r.protoBound/float64(r.protoRuns), "bound")
		miss(r.us.violations > 0, "violations")
	}
	r.conclude(missed)
}

func (r *row) conclude(missed []string) {
	r.mark = "met"
	if len(missed) > 0 {
		r.mark = "missed: " + strings.Join(missed, ", ")
	}
}

var clientNames = []string{"newest", "low8", "chronyd", "timesync"}

// printTable writes the rows, tab-separated, times in microseconds: the RMS over all recorded runs,
// or of the worst simulated one, the worst maximum and the mean bound; - where a client has no
// estimate at any mark.
func printTable(out io.Writer, rows []*row) {
	header := []string{"scenario", "runs", "marks"}
	for _, client := range clientNames {
		for _, column := range []string{"rms_us", "max_us", "bound_us", "violations"} {
			header = append(header, client+"_"+column)
		}
	}
	fmt.Fprintln(out, strings.Join(append(header, "mark"), "\t"))
	for _, r := range rows {
		fields := []string{r.name, fmt.Sprint(r.us.all), fmt.Sprint(r.us.marks)}
		for _, client := range []*pooled{&r.newest, &r.low8, &r.chronyd, &r.us} {
			fields = append(fields, client.fields(r.worst)...)
		}
		fmt.Fprintln(out, strings.Join(append(fields, r.mark), "\t"))
	}
}

func (p *pooled) fields(worst bool) []string {
	if p.runs == 0 {
		return []string{"-", "-", "-", "-"}
	}
	microseconds := func(ns float64) string { return fmt.Sprintf("%.1f", ns/1e3) }
	rms := p.rms()
	if worst {
		rms = p.highest
	}
	return []string{microseconds(rms), microseconds(p.worst), microseconds(p.bound()), fmt.Sprint(p.violations)}
}
