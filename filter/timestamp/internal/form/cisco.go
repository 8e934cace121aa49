package form

// Marks that IOS writes before the time of a clock that it does not trust (Cisco IOS, "service timestamps"). They become the
// name of the form.
const (
	MarkUnset    = '*' // the clock was never set
	MarkUnsynced = '.' // it was, and lost its server
)

// CiscoForm is the name of the form with a mark before the stamp, or its own where there is none.
func CiscoForm(form string, mark byte) string {
	switch {
	case form != "rfc3164" && form != "name_day" && form != "time_first":
	case mark == MarkUnset:
		return "cisco_unset"
	case mark == MarkUnsynced:
		return "cisco_unsynced"
	}
	return form
}
