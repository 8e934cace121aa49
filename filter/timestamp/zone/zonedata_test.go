package zone_test

import (
	"slices"
	"testing"

	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/zone"
)

// TestAbbreviationsAgainstDatabase holds the rule of the table against all zones, 2019 to 2037.
func TestAbbreviationsAgainstDatabase(t *testing.T) {
	meanings := map[string]map[int32]string{}
	for name, location := range stamptest.AllZones(t) {
		for _, p := range stamptest.PeriodsOf(location, 2019, 2038) {
			if meanings[p.Name] == nil {
				meanings[p.Name] = map[int32]string{}
			}
			meanings[p.Name][p.Offset] = name
		}
	}
	for name, offsets := range meanings {
		row := zone.FindAbbreviation([]byte(name))
		switch {
		case !scan.IsLetter(name[0]) || name == "-00" || name == "ChST" || len(name) > 4:
		case row == nil:
			t.Errorf("%s, used by %v, is not in the table", name, offsets)
		case len(offsets) > 1 && !row.Ambiguous:
			t.Errorf("%s has several meanings: %v", name, offsets)
		case len(offsets) == 1 && !row.Ambiguous && offsets[row.Offset] == "":
			t.Errorf("%s is %d, the database says %v", name, row.Offset, offsets)
		case row.Ambiguous:
			for offset, user := range offsets {
				if meanings, _ := row.Meanings(); !slices.Contains(meanings, offset) {
					t.Errorf("%s does not mean %d, as it does in %s", name, offset, user)
				}
			}
		}
	}
	for i := range zone.Abbreviations {
		row := &zone.Abbreviations[i]
		if meanings, _ := row.Meanings(); row.Ambiguous != (len(meanings) > 1) || len(meanings) > doubt.Most {
			t.Errorf("%s has the meanings %v", row.Name, meanings)
		}
	}
	for i := 1; i < len(zone.Abbreviations); i++ {
		if zone.Abbreviations[i-1].Name >= zone.Abbreviations[i].Name {
			t.Errorf("%s is out of order", zone.Abbreviations[i].Name)
		}
	}
}
