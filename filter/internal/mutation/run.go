package mutation

import (
	"hash/fnv"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"testing"
)

// batch is how many inputs are one subtest, which has its own row of random numbers: each can be
// repeated alone.
const batch = 20_000

// Run runs check on the inputs that next makes, in parallel batches. The environment variable
// TIMESYNC_MUTATIONS says how many, standard where it does not. check reports whether it had
// something to compare: where that is rare, nothing is tested. What a failure shows is to be a
// seed.
func Run[T any](t *testing.T, standard int, seeds []string, next func(*Mutator) T, check func(testing.TB, T) bool) {
	t.Parallel()
	count := countFrom(t, standard)
	var compared atomic.Int64
	t.Cleanup(func() {
		report := t.Logf
		if !t.Failed() && compared.Load() < int64(count/20) {
			report = t.Errorf
		}
		report("%s: %d of %d inputs had something to compare", t.Name(), compared.Load(), count)
	})
	name := fnv.New64()
	name.Write([]byte(t.Name()))
	for first := 0; first < count; first += batch {
		t.Run(strconv.Itoa(first/batch), func(t *testing.T) {
			t.Parallel()
			m := &Mutator{Rand: rand.New(rand.NewPCG(name.Sum64(), uint64(first))), seeds: seeds}
			compared.Add(runBatch(t, min(batch, count-first), m, next, check))
		})
	}
}

func runBatch[T any](t *testing.T, count int, m *Mutator, next func(*Mutator) T, check func(testing.TB, T) bool) (compared int64) {
	var input T
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("panic: %v\n%s", p, debug.Stack())
		}
		if t.Failed() {
			t.Logf("input: %#v", input)
		}
	}()
	for range count {
		if input = next(m); check(t, input) {
			compared++
		}
	}
	return compared
}

func countFrom(t *testing.T, standard int) int {
	text := os.Getenv("TIMESYNC_MUTATIONS")
	if text == "" {
		return standard
	}
	count, err := strconv.Atoi(text)
	if err != nil || count < 1 {
		t.Fatalf("TIMESYNC_MUTATIONS=%q is no number of inputs", text)
	}
	return count
}
