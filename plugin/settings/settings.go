// Package settings turns the properties of one filter instance, text as the user
// wrote it, into typed configuration. It is pure Go: the plugin around it only
// fetches the text from Fluent Bit.
package settings

import (
	"fmt"
	"strings"
	"time"

	"timesync/filter"
	"timesync/offsets"
	"timesync/offsets/journal"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// Settings is what one instance was told.
type Settings struct {
	Filter filter.Config

	Clock       ClockOwner          // clock
	Source      Source              // offset_source, never SourceAuto
	Servers     []string            // ntp_servers
	Keys        map[string]*ntp.Key // their option key, by server
	KeyFile     string              // ntp_keys
	Fixed       *time.Duration      // fixed_offset; nil: none
	Polling     offsets.Polling     // poll_min, poll_max, ntp_timeout
	Policy      offsets.Policy      // correct, min_sources, max_correction, max_error, max_drift_ppm, backlog_holdover
	StartupWait time.Duration       // startup_wait
	Journal     journal.Folder      // journal, journal_retention

	CorrectionsFile string              // corrections_file
	Corrections     timemap.Corrections // what stands in it

	keys []chosenKey // until the key file is read
}

// ClockOwner says whose clock wrote the stamps.
type ClockOwner uint8

const (
	ClockAuto   ClockOwner = iota // told by the input: see Remote
	ClockLocal                    // this host's
	ClockRemote                   // another machine's
)

// String returns the value of the property.
func (c ClockOwner) String() string { return [...]string{"auto", "local", "remote"}[c] }

// Source says where the offset comes from.
type Source uint8

const (
	SourceAuto   Source = iota // the servers where there are any, else the local chronyd
	SourceNTP                  // ntp_servers
	SourceChrony               // the local chronyd; without one nothing is corrected
	SourceKernel               // the kernel's word that the host is right, and how right
	SourceFixed                // fixed_offset
)

// String returns the source's name in log lines.
func (s Source) String() string { return [...]string{"auto", "ntp", "chrony", "kernel", "fixed"}[s] }

// Property is one line of the configuration. A property that is repeated, or is
// a YAML array, appears once per value, in order.
type Property struct{ Name, Value string }

// Error says which property is wrong, how, and what is allowed, in one line.
type Error struct{ Name, Value, Allowed string }

func (e *Error) Error() string {
	return fmt.Sprintf("property %s: value '%s' is not allowed; allowed is %s", e.Name, e.Value, e.Allowed)
}

// Parse reads the properties of an instance. Names and enumerated values are
// case-insensitive; names that are not in the table belong to Fluent Bit (match,
// alias, log_level) and are skipped, as the host itself refuses unknown ones.
// The error is an *Error.
func Parse(properties []Property) (*Settings, error) {
	s := defaults()
	values := gather(properties)
	for i := range rules {
		given := values[i]
		if len(given) == 0 {
			continue
		}
		if !rules[i].isList() {
			given = given[len(given)-1:]
		}
		if err := rules[i].read(s, given); err != nil {
			return nil, err
		}
	}
	return s, s.check()
}

func defaults() *Settings {
	return &Settings{
		Filter:      filter.Default(),
		Polling:     offsets.Polling{Timeout: 2 * time.Second},
		Policy:      offsets.Policy{Correct: offsets.CorrectAuto, MinSources: 1, MaxError: time.Second, BacklogHoldover: 10 * time.Minute, MaxDriftPPM: 15},
		StartupWait: 3 * time.Second,
		Journal:     journal.Folder{Retention: 7 * 24 * time.Hour},
	}
}

// gather collects the values of each property that the table knows, by the
// index of its rule.
func gather(properties []Property) map[int][]string {
	values := map[int][]string{}
	for _, p := range properties {
		if i := ruleOf(p.Name); i >= 0 {
			values[i] = append(values[i], p.Value)
		}
	}
	return values
}

func ruleOf(name string) int {
	for i := range rules {
		if strings.EqualFold(rules[i].name, name) {
			return i
		}
	}
	return -1
}

// settlePolling fills in the interval that was not given: its default, or the
// other one where that would contradict it.
func (s *Settings) settlePolling() {
	p := &s.Polling
	switch {
	case p.Min == 0 && p.Max == 0:
		p.Min, p.Max = defaultPollMin, defaultPollMax
	case p.Min == 0:
		p.Min = min(defaultPollMin, p.Max)
	case p.Max == 0:
		p.Max = max(defaultPollMax, p.Min)
	}
}

// RFC 5905 section 7.2: MINPOLL 6 and MAXPOLL 10 as chrony and ntpd set them for
// public servers, 2^6 and 2^10 s.
const (
	defaultPollMin = 64 * time.Second
	defaultPollMax = 1024 * time.Second
)

// check looks at properties that depend on each other and settles offset_source.
func (s *Settings) check() error {
	s.settlePolling()
	switch {
	case s.Polling.Min > s.Polling.Max:
		return &Error{"poll_min", s.Polling.Min.String(), fmt.Sprintf("at most poll_max, which is %v", s.Polling.Max)}
	case s.Source == SourceNTP && len(s.Servers) == 0:
		return &Error{"offset_source", "ntp", "ntp only together with ntp_servers"}
	case s.Source == SourceFixed && s.Fixed == nil:
		return &Error{"offset_source", "fixed", "fixed only together with fixed_offset"}
	case s.Source != SourceFixed && s.Fixed != nil:
		return &Error{"fixed_offset", s.Fixed.String(), "an offset only together with offset_source fixed"}
	}
	if err := s.settleKeys(); err != nil {
		return err
	}
	if s.Source == SourceAuto {
		s.Source = SourceChrony
		if len(s.Servers) > 0 {
			s.Source = SourceNTP
		}
	}
	_, err := filter.New(s.Filter) // compiles the layouts
	if err != nil {
		return &Error{"time_format", strings.Join(s.Filter.Formats, "|"), err.Error()}
	}
	return s.readCorrections()
}
