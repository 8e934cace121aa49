package offsets

import "math"

// students is the 99.95 % point of Student's t for 2 and more degrees of freedom: by how many estimated deviations an
// estimate of few samples may be off where the normal distribution's 3.3 would do for many (the usual tables).
var students = [...]float64{31.60, 12.92, 8.610, 6.869, 5.959, 5.408, 5.041, 4.781, 4.587, 4.437, 4.318, 4.221, 4.140, 4.073}

// skewSigmas is the point for more degrees of freedom than the table has, a little above the truth.
const skewSigmas = 4

// studentPoint is infinite for a single degree of freedom: one residual tells nothing of the noise.
func studentPoint(freedom int) float64 {
	switch at := freedom - 2; {
	case at < 0:
		return math.Inf(1)
	case at < len(students):
		return students[at]
	}
	return skewSigmas
}
