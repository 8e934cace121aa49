package offsets

const (
	delayTestSamples = 6    // fewer do not tell the usual delay (chrony, SST_GetDelayTestData)
	delayTestSigmas  = 10   // chrony's default maxdelaydevratio
	clockTolerance   = 1e-6 // s/s, what an oscillator's rate changes by unforeseen: chrony's default maxclockerror
)

// delayed tells whether the sample was under way so much longer than the best one that it can only do harm: the excess is
// far beyond the usual deviation, and explains what the sample says otherwise than the line (chrony's test C). A sample
// that the excess does not explain is news and is kept.
func (s *source) delayed(sample Sample) bool {
	if len(s.samples)-s.window < delayTestSamples {
		return false
	}
	age := sample.At - s.samples[len(s.samples)-1].At
	tolerance := delayTestSigmas*s.line.deviation + float64(age)*(s.line.skew+clockTolerance)
	excess := float64(sample.Delay-leastDelay(s.samples)) / 2
	miss := float64(abs(sample.Theta - s.line.thetaAt(sample.At)))
	return excess > tolerance && miss-excess <= tolerance
}
