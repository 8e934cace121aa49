//go:build race

package offsets

// underRace reports whether the race detector looks on.
const underRace = true
