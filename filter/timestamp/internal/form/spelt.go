package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/zone"
)

// speltOut reads such a name. One that only looks like one refuses the stamp.
func (d *Draft) speltOut() bool {
	end := zone.PhraseEnd(d.Text, d.At)
	if end == 0 {
		return false
	}
	phrase := d.Text[d.At:end]
	named, ok := zone.FindSpelt(phrase)
	if !ok {
		if zone.LooksLikeName(phrase) {
			d.Refuse(timestamp.UnknownZone)
		}
		return false
	}
	d.Zone, d.Spelt, d.At = ZoneSpelt, named, end
	return true
}
