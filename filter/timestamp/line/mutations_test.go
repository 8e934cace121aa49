package line_test

import (
	"testing"

	"timesync/filter/internal/mutation"
	"timesync/filter/timestamp/internal/stamptest"
)

const someMutations = 20_000

// TestMutations runs the body of each fuzz target on its seeds, changed at random; see package
// mutation.
func TestMutations(t *testing.T) {
	text := (*mutation.Mutator).Text
	t.Run("FuzzReadText", func(t *testing.T) {
		reader := stamptest.Maker(t, readTextZone)
		mutation.Run(t, someMutations, seedTexts(), text, func(t testing.TB, text string) bool { return checkReadText(t, reader(), text) })
	})
	t.Run("FuzzFind", func(t *testing.T) {
		reader := stamptest.Maker(t, findZone)
		mutation.Run(t, someMutations, seedTexts(), text, func(t testing.TB, line string) bool { return checkFind(t, reader(), line) })
	})
	t.Run("FuzzRFC3339", func(t *testing.T) {
		reader := stamptest.Maker(t, "")
		mutation.Run(t, someMutations, dashedTexts(), text, func(t testing.TB, text string) bool { return checkRFC3339(t, reader(), text) })
	})
	t.Run("FuzzWarm", func(t *testing.T) {
		cold := stamptest.Maker(t, warmZone)
		mutation.Run(t, someMutations, append(seedTexts(), namedTexts()...), alike, func(t testing.TB, texts [2]string) bool {
			return checkWarm(t, cold, texts[0], texts[1])
		})
	})
	t.Run("FuzzFast", func(t *testing.T) {
		reader, general := stamptest.Maker(t, warmZone), stamptest.Maker(t, warmZone, "auto", "auto")
		mutation.Run(t, someMutations, trailingTexts, stampAndTrailing, func(t testing.TB, texts [2]string) bool {
			return checkFast(t, reader(), general(), texts[0], texts[1])
		})
	})
	t.Run("FuzzStrptime", func(t *testing.T) {
		mutation.Run(t, someMutations, layoutTexts(), layoutAndText, func(t testing.TB, x [2]string) bool { return checkStrptime(t, x[0], x[1]) })
	})
	t.Run("FuzzStream", func(t *testing.T) {
		reader := stamptest.Maker(t, "")
		mutation.Run(t, someMutations, streamSeeds, triples, func(t testing.TB, dates string) bool { return checkStream(t, reader(), []byte(dates)) })
	})
	t.Run("FuzzTimesOfDay", func(t *testing.T) {
		reader := stamptest.Maker(t, "")
		mutation.Run(t, someMutations, timesOfDaySeeds, triples, func(t testing.TB, lines string) bool { return checkTimesOfDay(t, reader(), []byte(lines)) })
	})
}

// namedTexts are all texts of the shapes with a month's name.
func namedTexts() (texts []string) {
	for _, part := range namedParts {
		for _, date := range part.dates {
			for _, trailing := range part.trailing {
				texts = append(texts, date+"10:11:12"+trailing)
			}
		}
	}
	return texts
}

// alike are two texts, most often nearly the same.
func alike(m *mutation.Mutator) [2]string {
	first := m.Text()
	if m.IntN(4) == 0 {
		return [2]string{first, m.Text()}
	}
	return [2]string{first, m.Change(first)}
}

// stampAndTrailing are a stamp, and the same with a changed text after it.
func stampAndTrailing(m *mutation.Mutator) [2]string {
	stamp := fastStamps[m.IntN(len(fastStamps))]
	return [2]string{stamp, stamp + m.Text()}
}

func layoutTexts() (texts []string) {
	for _, seed := range layoutSeeds() {
		texts = append(texts, seed[0], seed[1])
	}
	return texts
}

// conversions are the letters of strptime.
const conversions = "aAbBhCdefgGHIjklLmMnpsStuUVwWyYzZ%"

// layoutAndText are a layout and a text for it, one of them changed, or both.
func layoutAndText(m *mutation.Mutator) [2]string {
	seeds := layoutSeeds()
	pair := seeds[m.IntN(len(seeds))]
	if m.IntN(3) == 0 {
		pair[0] = m.Change(pair[0])
	}
	if m.IntN(3) == 0 {
		at := m.IntN(len(pair[0]) + 1)
		pair[0] = pair[0][:at] + "%" + conversions[m.IntN(len(conversions)):][:1] + pair[0][at:]
	}
	if m.IntN(2) == 0 {
		pair[1] = m.Change(pair[1])
	}
	return pair
}

// triples are up to 30 times three bytes, drawn from a few.
func triples(m *mutation.Mutator) string {
	if m.IntN(8) == 0 {
		return m.Text()
	}
	draw := func() byte {
		switch m.IntN(4) {
		case 0:
			return byte(m.IntN(256))
		case 1:
			return byte(-m.IntN(8))
		}
		return byte(m.IntN(12))
	}
	few := make([][3]byte, 1+m.IntN(4))
	for i := range few {
		few[i] = [3]byte{draw(), draw(), draw()}
	}
	var drawn []byte
	for range 1 + m.IntN(30) {
		triple := few[m.IntN(len(few))]
		if m.IntN(4) == 0 {
			triple[m.IntN(len(triple))] = draw()
		}
		drawn = append(drawn, triple[:]...)
	}
	return string(drawn)
}
