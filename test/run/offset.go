package main

import (
	"fmt"
	"strconv"
	"time"
)

// offsetFlag is a flag: a bare number is seconds, anything else a Go duration.
type offsetFlag struct{ time.Duration }

func (s *offsetFlag) Set(text string) error {
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		text = strconv.FormatFloat(number, 'f', -1, 64) + "s"
	}
	parsed, err := time.ParseDuration(text)
	if err != nil {
		return fmt.Errorf("want seconds (2.5) or a duration (2500ms)")
	}
	s.Duration = parsed
	return nil
}
