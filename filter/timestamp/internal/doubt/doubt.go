// Package doubt decides stamps that have more than one reading. A kind of doubt is a row that names
// the evidence which may decide it; evidence strikes out the readings that it contradicts. It does
// not know what readings are of, nor where evidence comes from.
package doubt

import "timesync/filter/timestamp"

// Reading is one of the ways to read a stamp.
type Reading struct {
	Value   int64 // what the readings differ in: an instant, a day, an offset
	Assumes uint8 // what it takes for granted, in the words of its kind
}

// Most is how many readings a stamp has at most: three orders of a date, or two and none.
const Most = 3

// Readings are the readings of one stamp.
type Readings struct {
	list  [Most]Reading
	count int
}

// Of are the readings of a stamp, up to Most of them.
func Of(list ...Reading) (r Readings) {
	for _, x := range list {
		r.Add(x)
	}
	return r
}

// Add adds a reading.
func (r *Readings) Add(x Reading) {
	r.list[r.count] = x
	r.count++
}

// At returns the reading that assumes something; ok is false where none does.
func (r *Readings) At(assumes uint8) (x Reading, ok bool) {
	for _, x := range r.list[:r.count] {
		if x.Assumes == assumes {
			return x, true
		}
	}
	return Reading{}, false
}

// First returns the first reading and how many there are.
func (r Readings) First() (first Reading, count int) { return r.list[0], r.count }

// Set has a bit for each of some readings.
type Set uint8

// All are all readings, None are none.
const (
	None Set = 0
	All  Set = 1<<Most - 1
)

// Where are the readings that assume something.
func (r *Readings) Where(assumes uint8) (s Set) {
	for i, x := range r.list[:r.count] {
		if x.Assumes == assumes {
			s |= 1 << i
		}
	}
	return s
}

// But are all readings that assume something else.
func (r *Readings) But(assumes uint8) Set { return All &^ r.Where(assumes) }

// Assumed has a bit for what each reading assumes whose value passes a test.
func (r *Readings) Assumed(passes func(value int64) bool) (assumed uint8) {
	for _, x := range r.list[:r.count] {
		if passes(x.Value) {
			assumed |= 1 << x.Assumes
		}
	}
	return assumed
}

// Evidence returns the readings that it contradicts. from is what it may look at.
type Evidence[From any] func(from From, r Readings) (struck Set)

// Kind is a kind of doubt.
type Kind[From any] struct {
	Name    string
	Reason  timestamp.Reason // against a stamp that nothing decides
	By      []Evidence[From] // in order of rank: what one leaves open the next is asked
	Example string           // a text that has it
}

// Decide returns the one reading that evidence leaves, or the kind's reason against the stamp where
// it leaves several that differ, or contradicts all.
func (k *Kind[From]) Decide(from From, r Readings) (Reading, timestamp.Reason) {
	left := Set(1<<r.count - 1)
	for i := 0; ; i++ {
		if x, ok := r.agreed(left); ok {
			return x, timestamp.Read
		}
		if left == None || i == len(k.By) {
			return Reading{}, k.Reason
		}
		left &^= k.By[i](from, r)
	}
}

// agreed returns the first of some readings if all of them have the same value.
func (r *Readings) agreed(left Set) (first Reading, ok bool) {
	for i, x := range r.list[:r.count] {
		switch {
		case left>>i&1 == 0:
		case !ok:
			first, ok = x, true
		case x.Value != first.Value:
			return Reading{}, false
		}
	}
	return first, ok
}
