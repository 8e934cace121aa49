package settings

import (
	"math"
	"os"
	"strconv"
	"strings"
	"time"
)

// This file reads single values. Each reader returns ok = false where the text is
// not of its kind; what is allowed is said by the rule.

// units of durations, longest name first where one ends in another.
var units = []struct {
	suffix string
	length time.Duration
}{
	{"ms", time.Millisecond},
	{"us", time.Microsecond},
	{"ns", time.Nanosecond},
	{"s", time.Second},
	{"m", time.Minute},
	{"h", time.Hour},
	{"d", 24 * time.Hour},
}

// duration reads 500ms, 2s, 1m, 1h, 7d; a bare number is seconds. Not negative.
func duration(text string) (time.Duration, bool) {
	number, unit := splitUnit(strings.ToLower(text))
	value, err := strconv.ParseFloat(number, 64)
	length := value * float64(unit)
	if err != nil || !plainNumber(number) || length > math.MaxInt64/2 {
		return 0, false
	}
	return time.Duration(math.Round(length)), true
}

func splitUnit(text string) (number string, unit time.Duration) {
	for _, u := range units {
		if number, ok := strings.CutSuffix(text, u.suffix); ok {
			return strings.TrimSpace(number), u.length
		}
	}
	return text, time.Second
}

// plainNumber keeps out what ParseFloat also takes: signs, exponents, Inf, hex.
func plainNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789.") == ""
}

// positive is a duration above zero.
func positive(text string) (time.Duration, bool) {
	d, ok := duration(text)
	return d, ok && d > 0
}

// holdover reads off or a duration; what is not to be carried at all is negative.
func holdover(text string) (time.Duration, bool) {
	d, ok := duration(text)
	if strings.EqualFold(text, "off") || ok && d == 0 {
		return -1, true
	}
	return d, ok
}

// offOrPositive reads off, which is 0, or a duration above zero.
func offOrPositive(text string) (time.Duration, bool) {
	if strings.EqualFold(text, "off") {
		return 0, true
	}
	return positive(text)
}

// signed reads a duration with a sign, which may be left out.
func signed(text string) (time.Duration, bool) {
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		d, ok := duration(rest)
		return -d, ok
	}
	return duration(strings.TrimPrefix(text, "+"))
}

// integer reads a whole number from 1 to high.
func integer(text string, high int) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= high
}

// decimal reads a number above zero and at most high.
func decimal(text string, high float64) (float64, bool) {
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil && plainNumber(text) && number > 0 && number <= high
}

// folder is a path where a folder is or may be made; whether it can be written shows later.
func folder(text string) (string, bool) {
	there, err := os.Stat(text)
	return text, text != "" && (err != nil || there.IsDir())
}

// boolean reads what Fluent Bit takes as one.
func boolean(text string) (value, ok bool) {
	switch strings.ToLower(text) {
	case "on", "true", "yes", "1":
		return true, true
	case "off", "false", "no", "0":
		return false, true
	}
	return false, false
}

// oneOf reads an enumerated value.
func oneOf[T any](text string, values map[string]T) (T, bool) {
	value, ok := values[strings.ToLower(text)]
	return value, ok
}

// instant reads reference_time: RFC 3339, or seconds since 1970.
func instant(text string) (nanos int64, ok bool) {
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at.UnixNano(), at.Year() >= 1970 && at.Year() < 2262
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	return seconds * 1e9, err == nil && seconds > 0 && seconds < math.MaxInt64/int64(time.Second)
}

// server reads host[:port]; an IPv6 address stands in brackets where a port
// follows.
func server(text string) (string, bool) {
	host, port := text, ""
	if at := strings.LastIndexByte(text, ':'); at >= 0 && (strings.Count(text, ":") == 1 || strings.HasSuffix(text[:at], "]")) {
		host, port = text[:at], text[at+1:]
		if _, ok := integer(port, 65535); !ok {
			return "", false
		}
	}
	plain := strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return text, plain != "" && !strings.ContainsAny(plain, " \t/;,@[]")
}
