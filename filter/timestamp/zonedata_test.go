package timestamp

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// allZones loads every zone of the tz database that comes with Go.
func allZones(t *testing.T) map[string]*time.Location {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("no go command: zones are not compared (%v)", err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skipf("no zoneinfo.zip in this Go: zones are not compared (%v)", err)
	}
	defer archive.Close()
	zones := map[string]*time.Location{}
	for _, file := range archive.File {
		if zone, err := time.LoadLocation(file.Name); err == nil && file.Name != "Factory" && !file.FileInfo().IsDir() {
			zones[file.Name] = zone
		}
	}
	if len(zones) < 300 {
		t.Fatalf("%d zones found", len(zones))
	}
	return zones
}

// periodsOf lists the stretches of a zone's time between two years.
func periodsOf(zone *time.Location, from, to int) (periods []period) {
	at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for end := time.Date(to, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); at < end; {
		p := periodAt(zone, at)
		if p.end <= at || p.start > at {
			panic(zone.String() + ": a period that does not hold its own instant: " + time.Unix(at, 0).UTC().String())
		}
		if last := len(periods) - 1; last >= 0 && p.offset == periods[last].offset && p.name == periods[last].name {
			periods[last].end = p.end // the library parts a period at the end of a year
		} else {
			periods = append(periods, p)
		}
		at = p.end
	}
	return periods
}

// TestLocalTimes compares wall times around every change of every zone, 1970 to 2100, with a search over all offsets
// that the zone ever has: one instant that shows the wall time is read, two are refused, none is read by the offset
// before the change.
func TestLocalTimes(t *testing.T) {
	for name, zone := range allZones(t) {
		reader := newTestReader(t, "")
		periods := periodsOf(zone, 1970, 2100)
		offsets := map[int32]bool{}
		for _, p := range periods {
			offsets[p.offset] = true
		}
		for i := 1; i < len(periods); i++ {
			for _, apart := range []int64{-7200, -3601, -3600, -1800, -1, 0, 1, 1800, 3599, 3600, 7200} {
				wall := periods[i].start + int64(periods[i].offset) + apart
				var found []int64
				for offset := range offsets {
					at := wall - int64(offset)
					if _, shown := zoneOf(time.Unix(at, 0).In(zone)); shown == offset {
						found = append(found, at)
					}
				}
				got, in, why := reader.fromLocal(wall, zone, &Context{})
				switch {
				case len(found) == 1 && why == Read && got == found[0] && wall-int64(in.offset) == got:
				case len(found) == 2 && why == AmbiguousTime:
				case len(found) == 0 && why == Read && got == wall-int64(periods[i-1].offset):
				default:
					t.Errorf("%s %s: %d %s, the search finds %v", name, time.Unix(wall, 0).UTC(), got, why, found)
				}
			}
		}
	}
}

// TestAbbreviationsAgainstDatabase checks the rule that the table states against all zones, 2019 to 2037.
func TestAbbreviationsAgainstDatabase(t *testing.T) {
	meanings := map[string]map[int32]string{}
	for name, zone := range allZones(t) {
		for _, p := range periodsOf(zone, 2019, 2038) {
			if meanings[p.name] == nil {
				meanings[p.name] = map[int32]string{}
			}
			meanings[p.name][p.offset] = name
		}
	}
	for name, offsets := range meanings {
		row := findAbbreviation([]byte(name))
		switch {
		case !isLetter(name[0]) || name == "-00" || name == "ChST" || len(name) > 4:
		case row == nil:
			t.Errorf("%s, used by %v, is not in the table", name, offsets)
		case len(offsets) > 1 && !row.ambiguous:
			t.Errorf("%s has several meanings: %v", name, offsets)
		case len(offsets) == 1 && !row.ambiguous && offsets[row.offset] == "":
			t.Errorf("%s is %d, the database says %v", name, row.offset, offsets)
		}
	}
	for i := 1; i < len(abbreviations); i++ {
		if abbreviations[i-1].name >= abbreviations[i].name {
			t.Errorf("%s is out of order", abbreviations[i].name)
		}
	}
}
