//go:build race

package journal

// thin is how much less is tried under the race detector, which has nothing to find where one
// goroutine works.
const thin = 4
