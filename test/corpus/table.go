package main

import (
	"fmt"
	"io"
)

// table prints one tab-separated row per group, and before it the misses if they are asked for.
type table struct {
	out     io.Writer
	verbose bool
	all     sum
}

func (t *table) head() {
	fmt.Fprintln(t.out, "group\tcases\tright\trefused\twrong\tlast_resort\tdateparse_right\tdateparse_refused\tdateparse_wrong")
}

// row prints a group and adds it up.
func (t *table) row(name string, s sum) {
	t.print(name, s)
	t.all.cases += s.cases
	t.all.lastResort += s.lastResort
	t.all.ours.plus(s.ours)
	t.all.rival.plus(s.rival)
}

// decided prints a group that was judged once more: of its sum only what is wrong counts.
func (t *table) decided(name string, s sum) {
	t.print(name+" decided", s)
	t.all.ours.wrong += s.ours.wrong
}

func (t *table) sum() { t.print("all", t.all) }

func (t *table) print(name string, s sum) {
	fmt.Fprintf(t.out, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", name, s.cases,
		s.ours.right, s.ours.refused, s.ours.wrong, s.lastResort, s.rival.right, s.rival.refused, s.rival.wrong)
}

func (s *score) plus(other score) {
	s.right += other.right
	s.refused += other.refused
	s.wrong += other.wrong
}

// miss prints a case that is not right, as a comment line of the table. Wrong instants are always
// printed.
func (t *table) miss(group string, x *corpusCase, o outcome) {
	if !t.verbose && o.instant == refusal {
		return
	}
	text, _ := x.text()
	fmt.Fprintf(t.out, "# %s %s\tgot %s %s%s\tright %v\t%.160q\n", group, x.ID, o.instant, o.reason, o.format, x.accepted(), text)
}
