package settings

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"timesync/offsets/timemap"
)

// correctionsForm is what corrections_file must name. The instants are those that the host's clock
// showed.
const correctionsForm = "a readable file of lines 'from,to,offset' in order of time: RFC 3339 or seconds since 1970, " +
	"and an offset such as +2.5s; # begins a comment"

// readCorrections reads corrections_file, if one is named.
func (s *Settings) readCorrections() error {
	if s.CorrectionsFile == "" {
		return nil
	}
	file, err := os.Open(s.CorrectionsFile)
	if err == nil {
		defer file.Close()
		s.Corrections, err = parseCorrections(file)
	}
	if err != nil {
		return &Error{"corrections_file", s.CorrectionsFile, correctionsForm + "; but: " + err.Error()}
	}
	return nil
}

// parseCorrections reads a CSV of from,to,offset; a first line of just these names is skipped. The
// error names the line.
func parseCorrections(from io.Reader) (windows timemap.Corrections, err error) {
	scanner := bufio.NewScanner(from)
	named := false
	for number := 1; scanner.Scan(); number++ {
		line, _, _ := strings.Cut(scanner.Text(), "#")
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line == "" {
			continue
		}
		if !named && strings.EqualFold(strings.ReplaceAll(line, " ", ""), "from,to,offset") {
			named = true
			continue
		}
		named = true
		w, err := parseWindow(line)
		if err == nil {
			err = fits(windows, w)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		windows = append(windows, w)
	}
	if err := scanner.Err(); err != nil {
		return nil, err
	}
	return windows, nil
}

func parseWindow(line string) (w timemap.Window, err error) {
	fields := strings.Split(line, ",")
	if len(fields) != 3 {
		return w, fmt.Errorf("'%s' has %d fields, not 3", line, len(fields))
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	var from, to, known bool
	var offset time.Duration
	w.From, from = exactInstant(fields[0])
	w.To, to = exactInstant(fields[1])
	offset, known = signed(fields[2])
	w.Offset = int64(offset)
	switch {
	case !from:
		return w, fmt.Errorf("'%s' is no instant", fields[0])
	case !to:
		return w, fmt.Errorf("'%s' is no instant", fields[1])
	case !known || offset.Abs() > century:
		return w, fmt.Errorf("'%s' is no offset", fields[2])
	case w.From >= w.To:
		return w, fmt.Errorf("the window does not end after it begins")
	}
	return w, nil
}

// fits returns the reason for which a window cannot follow the others.
func fits(windows timemap.Corrections, w timemap.Window) error {
	if len(windows) == 0 {
		return nil
	}
	switch last := windows[len(windows)-1]; {
	case w.From >= last.To:
		return nil
	case w.To <= last.From:
		return fmt.Errorf("the window is earlier than the one before it")
	}
	return fmt.Errorf("the window overlaps the one before it")
}

// exactInstant reads RFC 3339 or seconds since 1970, with up to nine decimals, to the nanosecond.
func exactInstant(text string) (nanos int64, ok bool) {
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at.UnixNano(), at.Year() >= 1970 && at.Year() < 2262
	}
	whole, fraction, dotted := strings.Cut(text, ".")
	if dotted && (fraction == "" || len(fraction) > 9) || strings.Trim(whole+fraction, "0123456789") != "" {
		return 0, false
	}
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || seconds >= math.MaxInt64/int64(time.Second) {
		return 0, false
	}
	part, err := strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
	return seconds*int64(time.Second) + part, err == nil
}
