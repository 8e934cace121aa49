package timestamp

// Epochs whose seconds and fraction are two members of an object, as serialisers write them.

// partNames are the members' names, and how many decimal places the unit of the fraction has: of java.time.Instant (Log4j's
// JSON layout), protobuf's Timestamp, Rust's SystemTime, ROS, the C library's timespec and timeval, and Firestore.
var partNames = [...]struct {
	seconds, fraction string
	digits            uint8
}{
	{"epochSecond", "nanoOfSecond", 9},
	{"epochSecond", "nano", 9},
	{"seconds", "nanos", 9},
	{"secs_since_epoch", "nanos_since_epoch", 9},
	{"secs", "nsecs", 9},
	{"sec", "nsec", 9},
	{"sec", "usec", 6},
	{"tv_sec", "tv_nsec", 9},
	{"tv_sec", "tv_usec", 6},
	{"_seconds", "_nanoseconds", 9},
}

// Parts says what two members of an object are by their names: seconds and a fraction in units of digits decimal places, the
// fraction standing first if swapped. ok is false where they are something else.
func Parts(first, second []byte) (digits uint8, swapped, ok bool) {
	for i := range partNames {
		switch names := &partNames[i]; {
		case string(first) == names.seconds && string(second) == names.fraction:
			return names.digits, false, true
		case string(second) == names.seconds && string(first) == names.fraction:
			return names.digits, true, true
		}
	}
	return 0, false, false
}

// isPartName says whether a member is one half of an epoch, which is not to be read without the other.
func isPartName(name []byte) bool {
	for i := range partNames {
		if string(name) == partNames[i].seconds || string(name) == partNames[i].fraction {
			return true
		}
	}
	return false
}

// ReadParts reads an epoch whose seconds and fraction, the latter in units of digits decimal places (at most 9), stand apart.
// Seconds outside 1990 to 2100 are no stamp; a fraction of a second or more is Impossible.
func (r *Reader) ReadParts(seconds, fraction uint64, digits uint8) (Stamp, Reason) {
	if !r.hasAuto() || seconds < firstSecond || seconds >= lastSecond {
		return Stamp{}, NoStamp
	}
	if fraction >= powers[digits] {
		return Stamp{}, Impossible
	}
	nanos := seconds*nanosPerSecond + fraction*powers[9-digits]
	return Stamp{Nanos: int64(nanos), Digits: digits, ZoneSource: ZoneInStamp, Format: "epoch_parts"}, Read
}

func (r *Reader) hasAuto() bool {
	for i := range r.formats {
		if r.formats[i] == (format{}) {
			return true
		}
	}
	return false
}

// jsonParts reads an object of JSON that begins at a brace and holds an epoch in parts and nothing else. It returns where it
// ends.
func (r *Reader) jsonParts(line []byte, at int) (st Stamp, end int, why Reason) {
	first, firstValue, at, ok := jsonInteger(line, at, '{')
	second, secondValue, at, ok2 := jsonInteger(line, at, ',')
	if at = skipBlanks(line, at); !ok || !ok2 || at >= len(line) || line[at] != '}' {
		return Stamp{}, 0, NoStamp
	}
	digits, swapped, ok := Parts(first, second)
	if !ok {
		return Stamp{}, 0, NoStamp
	}
	if swapped {
		firstValue, secondValue = secondValue, firstValue
	}
	st, why = r.ReadParts(firstValue, secondValue, digits)
	return st, at + 1, why
}

// jsonInteger reads a member of an object behind the byte that opens it, a name and a number of digits, in quotes or
// without. It returns where the member ends.
func jsonInteger(line []byte, at int, opens byte) (name []byte, value uint64, end int, ok bool) {
	d := cursor{text: line, at: skipBlanks(line, at)}
	if !d.skip(opens) {
		return nil, 0, at, false
	}
	if d.at = skipBlanks(line, d.at); !d.skip('"') {
		return nil, 0, at, false
	}
	from := d.at
	if d.at = stringEnd(line, from); d.at < 0 {
		return nil, 0, at, false
	}
	name = line[from:d.at]
	if d.at = skipBlanks(line, d.at+1); !d.skip(':') {
		return nil, 0, at, false
	}
	d.at = skipBlanks(line, d.at)
	quoted := d.skip('"')
	run := digitRun(line, d.at)
	if run == 0 || run > 18 {
		return nil, 0, at, false
	}
	for _, c := range line[d.at : d.at+run] {
		value = value*10 + uint64(c-'0')
	}
	d.at += run
	ok = d.skip('"') == quoted
	return name, value, d.at, ok
}
