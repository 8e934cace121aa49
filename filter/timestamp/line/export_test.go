package line

import (
	"slices"

	"timesync/filter/timestamp"
)

// Clue is a row of the table of what stands beside a stamp.
type Clue struct {
	Name, Example, Counter string
	Reason                 timestamp.Reason
}

// Clues returns that table.
func Clues() (list []Clue) {
	for _, c := range clues {
		list = append(list, Clue{c.name, c.example, c.counter, c.reason})
	}
	return list
}

// WithoutClue takes one row out of it while do runs.
func WithoutClue(i int, do func()) {
	kept := clues
	clues = slices.Delete(slices.Clone(kept), i, i+1)
	mayAfter, formatAfter = indexClues(clues)
	do()
	clues = kept
	mayAfter, formatAfter = indexClues(clues)
}

// Attempts returns the names of the attempts and their examples.
func Attempts() (list [][2]string) {
	for _, a := range attempts {
		list = append(list, [2]string{a.name, a.example})
	}
	return list
}

// WithoutAttempt takes one of them out while do runs.
func WithoutAttempt(i int, do func()) {
	kept := attempts
	attempts = slices.Delete(slices.Clone(kept), i, i+1)
	attemptsAt = indexAttempts(attempts)
	do()
	attempts, attemptsAt = kept, indexAttempts(kept)
}

// Word is a row of the table of words.
type Word struct{ Text, Example string }

// Words returns the table of words.
func Words() (rows []Word) {
	for _, w := range words {
		rows = append(rows, Word{w.text, w.example})
	}
	return rows
}

// Sayings returns the examples of the table of sayings.
func Sayings() (examples []string) {
	for _, s := range sayings {
		examples = append(examples, s.example)
	}
	return examples
}

// EpochRows returns the examples and counter-examples of the rows of epochs.
func EpochRows() (rows [][2]string) {
	for _, r := range epochRows {
		rows = append(rows, [2]string{r.example, r.counter})
	}
	return rows
}

// MayBeFuller is mayBeFuller.
var MayBeFuller = mayBeFuller
