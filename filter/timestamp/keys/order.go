package keys

// Step is one step of the search for a record's time: the names of one trust in one place.
type Step struct {
	Place Place
	Trust Trust
}

// Order is the order of the search, the same for records and for lines that are JSON. What carries
// the record is asked before what is less sure of it, and what the record carries only after when
// it was created: a payload's times may be of earlier events.
var Order = [...]Step{
	{Top, Own}, {Envelope, Own},
	{Top, Lesser}, {Envelope, Lesser},
	{Top, Line}, {Envelope, Line}, {Payload, Line},
	{Top, Creation}, {Envelope, Creation},
	{Top, Span}, {Envelope, Span},
	{Payload, Own}, {Payload, Lesser}, {Payload, Creation}, {Payload, Span},
	{Top, Reception}, {Envelope, Reception}, {Payload, Reception},
}

// IsSure reports whether a time found there is the record's also where a program tells of other
// things.
func (s Step) IsSure() bool { return s.Place == Top && (s.Trust == Own || s.Trust == Line) }

// MayBeHalf reports whether a date found there may belong to a time of day beside it.
func (s Step) MayBeHalf() bool { return s.Place == Top && !s.IsWeak() }

// IsWeak reports whether a time found there may be that of a thing which the record is about.
func (s Step) IsWeak() bool {
	return s.Trust > Line || s.Place == Payload && s.Trust != Line
}
