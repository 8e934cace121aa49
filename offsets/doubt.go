package offsets

// pollsToJump is how many consecutive polls must contradict the estimate before it is given up.
const pollsToJump = 2

// doubt is about the estimate, while a majority contradicts it: RAW was disturbed (a virtual
// machine was paused, say) or the servers were. The zero doubt is none.
type doubt struct {
	raised    bool
	since     int64 // RAW just before the first contradiction
	polls     int   // consecutive ones that contradict the estimate
	confirmed bool  // they were enough: the next majority is believed
}

// raise notes a contradiction that a majority found at a RAW moment, and reports whether it is the
// first. One of which an alarm gave notice was contradicted by a poll before.
func (d *doubt) raise(at int64, alarmed bool) (first bool) {
	if d.raised {
		return false
	}
	d.raised, d.since = true, at-maxDelay // the sample that began it is at most this old
	if alarmed {
		d.polls = 1
	}
	return true
}

// count counts a poll if it was a whole one, and reports whether they are enough.
func (d *doubt) count(whole bool) bool {
	if whole {
		d.polls++
	}
	d.confirmed = d.polls >= pollsToJump
	return d.confirmed
}
