package main

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/araddon/dateparse"
	"github.com/tinylib/msgp/msgp"

	"timesync/plugin/settings"
)

// score counts the outcomes of cases.
type score struct{ right, refused, wrong int }

func (s *score) add(x *corpusCase, o outcome) {
	switch {
	case x.isRight(o.instant, o.reason):
		s.right++
	case o.instant == refusal:
		s.refused++
	default:
		s.wrong++
	}
}

// worst counts once, by the worst that is in it.
func (s *score) worst() score {
	switch {
	case s.wrong > 0:
		return score{wrong: 1}
	case s.refused > 0:
		return score{refused: 1}
	}
	return score{right: 1}
}

// sum is the row of a group.
type sum struct {
	cases       int
	ours, rival score
	lastResort  int // cases that the filter read by dateparse, behind its check

	products map[string]score
}

func (s *sum) addProduct(x *corpusCase, o outcome) {
	if product := x.product(); product != "" {
		score := s.products[product]
		score.add(x, o)
		s.products[product] = score
	}
}

// judge runs a group through the filter. A file of lines is one chunk, since its lines are one
// stream; the cases of a suite have nothing to do with each other, and each is a chunk and a filter
// of its own.
func judge(g group, set []settings.Property, miss func(group string, x *corpusCase, o outcome)) (s sum, err error) {
	s.products = map[string]score{}
	for rest := g.cases; len(rest) > 0; {
		length := 1
		if g.nowHint != "" {
			length = len(rest)
		}
		outcomes, err := outcomesOf(rest[:length], g.nowHint, set)
		if err != nil {
			return s, err
		}
		for i := range outcomes {
			x := &rest[i]
			s.ours.add(x, outcomes[i])
			s.addProduct(x, outcomes[i])
			s.rival.add(x, outcome{instant: dateparseAlone(x), reason: x.Reason})
			if outcomes[i].format == "dateparse" {
				s.lastResort++
			}
			if !x.isRight(outcomes[i].instant, outcomes[i].reason) {
				miss(g.name, x, outcomes[i])
			}
		}
		rest = rest[length:]
	}
	s.cases = len(g.cases)
	return s, nil
}

// outcomesOf sends cases through one filter, configured for the first of them.
func outcomesOf(cases []corpusCase, hint string, set []settings.Property) ([]outcome, error) {
	rewriter, err := newRewriter(cases[0].properties(hint, set))
	if err != nil {
		return nil, fmt.Errorf("configuring case %s: %w", cases[0].ID, err)
	}
	var chunk []byte
	for i := range cases {
		if chunk, err = appendCase(chunk, &cases[i]); err != nil {
			return nil, fmt.Errorf("writing case %s: %w", cases[i].ID, err)
		}
	}
	outcomes, err := readOutcomes(rewriter.rewrite(chunk))
	if err == nil && len(outcomes) != len(cases) {
		err = errors.New("records were lost")
	}
	return outcomes, err
}

// appendCase writes a case as one event: the text as a raw line, as the value of a time key, or as
// the whole body.
func appendCase(dst []byte, x *corpusCase) ([]byte, error) {
	text, err := x.text()
	if err != nil {
		return nil, err
	}
	switch {
	case x.Kind == "record":
		return appendRecord(appendEnvelope(dst), text)
	case x.isLine():
		return msgp.AppendString(appendEvent(dst, "log"), text), nil
	case x.JSONType == "number":
		return appendNumber(appendEvent(dst, "time"), text)
	}
	return msgp.AppendString(appendEvent(dst, "time"), text), nil
}

// appendNumber writes a number of JSON as Fluent Bit's parser does: an integer, or a float.
func appendNumber(dst []byte, text string) ([]byte, error) {
	if integer, err := strconv.ParseInt(text, 10, 64); err == nil {
		return msgp.AppendInt64(dst, integer), nil
	}
	float, err := strconv.ParseFloat(text, 64)
	return msgp.AppendFloat64(dst, float), err
}

// dateparseAlone is the outcome of dateparse for the timestamp itself, in the zone of the case. It
// is known to panic on odd input.
func dateparseAlone(x *corpusCase) (instant string) {
	defer func() {
		if recover() != nil {
			instant = refusal
		}
	}()
	text := x.Stamp
	if text == "" {
		text, _ = x.text()
	}
	at, err := dateparse.ParseIn(text, location(x.zone()))
	if err != nil {
		return refusal
	}
	return nanosText(at)
}

// nanosText is the instant in decimal. Years that nanoseconds cannot hold stay distinct from every
// right outcome.
func nanosText(at time.Time) string {
	if at.Year() < 1678 || at.Year() > 2261 {
		return at.String()
	}
	return strconv.FormatInt(at.UnixNano(), 10)
}
