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

	products, parsedProducts map[string]score
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
	addProducts(&t.products, s.products)
}

// parsed prints the lines of a group that were judged once more, as records: of their sum only what
// is wrong counts.
func (t *table) parsed(name string, s sum) {
	t.print(name, s)
	t.all.ours.wrong += s.ours.wrong
	addProducts(&t.parsedProducts, s.products)
}

func addProducts(all *map[string]score, added map[string]score) {
	if *all == nil {
		*all = map[string]score{}
	}
	for product, score := range added {
		score.plus((*all)[product])
		(*all)[product] = score
	}
}

// decided prints a group that was judged once more: of its sum only what is wrong counts.
func (t *table) decided(name string, s sum) {
	t.print(name+" decided", s)
	t.all.ours.wrong += s.ours.wrong
}

// sum prints what the groups come to, and how many products are wholly right.
func (t *table) sum() {
	t.printProducts("products", t.products)
	t.printProducts("products parsed", t.parsedProducts)
	t.print("all", t.all)
}

func (t *table) printProducts(name string, products map[string]score) {
	if len(products) == 0 {
		return
	}
	s := sum{cases: len(products)}
	for _, score := range products {
		s.ours.plus(score.worst())
	}
	t.print(name, s)
}

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
