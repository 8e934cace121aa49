package stamptest

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"timesync/filter/timestamp/zone"
)

// AllZones loads every zone of the tz database that comes with Go.
func AllZones(t *testing.T) map[string]*time.Location {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("skipped: needs the go command (in PATH: %v)", err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skipf("skipped: needs zoneinfo.zip (in this Go's lib/time: %v)", err)
	}
	defer archive.Close()
	zones := map[string]*time.Location{}
	for _, file := range archive.File {
		if location, err := time.LoadLocation(file.Name); err == nil && file.Name != "Factory" && !file.FileInfo().IsDir() {
			zones[file.Name] = location
		}
	}
	if len(zones) < 300 {
		t.Fatalf("%d zones found", len(zones))
	}
	return zones
}

// PeriodsOf lists the periods of a zone's time between two years.
func PeriodsOf(location *time.Location, from, to int) (periods []zone.Period) {
	at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for end := time.Date(to, 1, 1, 0, 0, 0, 0, time.UTC).Unix(); at < end; {
		p := zone.PeriodAt(location, at)
		if p.End <= at || p.Start > at {
			panic(location.String() + ": a period that does not hold its own instant: " + time.Unix(at, 0).UTC().String())
		}
		if last := len(periods) - 1; last >= 0 && p.Offset == periods[last].Offset && p.Name == periods[last].Name {
			periods[last].End = p.End // the library parts a period at the end of a year
		} else {
			periods = append(periods, p)
		}
		at = p.End
	}
	return periods
}
