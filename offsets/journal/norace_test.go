//go:build !race

package journal

// thin is how much less is tried under the race detector: see there.
const thin = 1
