package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"

	"timesync/offsets/ntp"
)

// recording is one recorded run: exchanges with ground truth and, where it was recorded, what
// chronyd made of them.
type recording struct {
	scenario   string
	exchanges  []ntp.Exchange
	truth      []instant
	chronyd    []update
	protoBound float64 // mean bound of the prototype, ns; 0: not known
}

// instant is the true offset at a reading of the client's clock, ns.
type instant struct {
	at     int64
	offset float64
}

// update is chronyd's estimate from a reading of the client's clock on, ns and s/s.
type update struct {
	at            int64
	offset, bound float64
	rate, skew    float64
}

// epoch is time 0 of the recordings: 2010-01-01 00:00 UTC.
const epoch = 1_262_304_000 * int64(1e9)

func nanoseconds(seconds float64) int64 { return epoch + int64(math.Round(seconds*1e9)) }

// readRecording reads the files of a run, prefix.exchanges.csv and so on, in the form that the
// README beside the shared traces describes.
func readRecording(prefix, scenario string) (*recording, error) {
	r := &recording{scenario: scenario}
	err := eachRow(prefix+".exchanges.csv", 9, func(row []float64) {
		r.exchanges = append(r.exchanges, ntp.Exchange{
			Server: strconv.Itoa(int(row[0])),
			T1:     nanoseconds(row[1]), T2: nanoseconds(row[2]), T3: nanoseconds(row[3]), T4: nanoseconds(row[4]),
			RootDelay: int64(row[5] * 1e9), RootDispersion: int64(row[6] * 1e9),
			Stratum: uint8(row[7]), Precision: int64(math.Exp2(row[8]) * 1e9),
		})
	})
	if err != nil {
		return nil, err
	}
	err = eachRow(prefix+".truth.csv", 2, func(row []float64) {
		r.truth = append(r.truth, instant{nanoseconds(row[0]), row[1] * 1e9})
	})
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(prefix + ".chronyd.csv"); err == nil {
		err = eachRow(prefix+".chronyd.csv", 6, func(row []float64) {
			r.chronyd = append(r.chronyd, update{nanoseconds(row[0]), row[1] * 1e9, row[2] * 1e9, row[4] * 1e-6, row[5] * 1e-6})
		})
		if err != nil {
			return nil, err
		}
	}
	if len(r.exchanges) == 0 || len(r.truth) < 2 {
		return nil, fmt.Errorf("reading %s: no exchanges or no truth", prefix)
	}
	return r, nil
}

// eachRow calls do with every row of a file of numbers under a header.
func eachRow(file string, columns int, do func(row []float64)) error {
	records, err := readCSV(file)
	if err != nil {
		return err
	}
	for i, record := range records {
		row := make([]float64, len(record))
		for k, field := range record {
			if row[k], err = strconv.ParseFloat(field, 64); err != nil {
				return fmt.Errorf("reading %s: row %d: %w", file, i+1, err)
			}
		}
		if len(row) < columns {
			return fmt.Errorf("reading %s: row %d has %d columns, wanted %d", file, i+1, len(row), columns)
		}
		do(row)
	}
	return nil
}

// readCSV returns the rows below the header.
func readCSV(file string) ([][]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading a recording: %w", err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("reading %s: no header", file)
	}
	return records[1:], nil
}

// protoBounds reads the prototype's mean bounds of a folder, ns by run; nothing if it has none.
func protoBounds(folder string) (map[string]float64, error) {
	bounds := map[string]float64{}
	f, err := os.Open(filepath.Join(folder, "SUMMARY.csv"))
	if os.IsNotExist(err) {
		return bounds, nil
	} else if err != nil {
		return nil, fmt.Errorf("reading a summary: %w", err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil || len(records) == 0 {
		return nil, fmt.Errorf("reading a summary: %w", err)
	}
	column := slices.Index(records[0], "proto_bound")
	if column < 0 {
		return bounds, nil
	}
	for _, record := range records[1:] {
		if bound, err := strconv.ParseFloat(record[column], 64); err == nil { // empty: no estimate
			bounds[record[0]+"-"+record[1]] = bound * 1e9
		}
	}
	return bounds, nil
}

// offsetAt interpolates the truth.
func (r *recording) offsetAt(at int64) float64 {
	i := sort.Search(len(r.truth), func(i int) bool { return r.truth[i].at >= at })
	i = max(1, min(i, len(r.truth)-1))
	a, b := r.truth[i-1], r.truth[i]
	return a.offset + (b.offset-a.offset)*float64(at-a.at)/float64(b.at-a.at)
}
