package timestamp

// readWrapped reads values that say by what stands around it that a number is a time.
func (r *Reader) readWrapped(text []byte) (Stamp, Reason) {
	switch c := text[0]; {
	case c == '@':
		stamp, length, why := readTAI64(text)
		if length != len(text) {
			return Stamp{}, NoStamp
		}
		return stamp, why
	case c == '/' || c == '\\' || c == 'D' || c == 'n':
		return readScriptDate(text)
	case c == 'a' || isDigit(c):
		if stamp, why := readAudit(text); why != NoStamp {
			return stamp, why
		}
		return readGitRaw(text)
	}
	return Stamp{}, NoStamp
}

// readGitRaw reads 1718359872 +0200, an epoch and the writer's zone (git's raw dates), and an epoch whose fraction stands
// behind a comma.
func readGitRaw(text []byte) (Stamp, Reason) {
	stamp, end, why := readEpoch(text, nil)
	if why != Read || end != len("1718359872") || end == len(text) {
		return Stamp{}, NoStamp
	}
	rest := text[end+1:]
	switch text[end] {
	case ' ':
		if offset, length := readOffset(rest); length == len("+0200") && length == len(rest) && rest[3] != ':' {
			stamp.Offset = int32(offset)
			return stamp, Read
		}
	case ',':
		if run := digitRun(rest, 0); run == len(rest) && (run == 3 || run == 6 || run == 9) {
			addFraction(&stamp, rest)
			return stamp, Read
		}
	}
	return Stamp{}, NoStamp
}

// scriptDates are how serialisers write JavaScript's Date, milliseconds since 1970: .NET in JSON (DataContractJsonSerializer,
// JavaScriptSerializer, with the slashes escaped or not), Json.NET and MongoDB's shell.
var scriptDates = [...]struct{ before, after string }{
	{"/Date(", ")/"},
	{`\/Date(`, `)\/`},
	{"new Date(", ")"},
	{"Date(", ")"},
}

// readScriptDate reads /Date(1335205592410+0200)/. The offset is the writer's zone; the number is in UTC all the same.
func readScriptDate(text []byte) (Stamp, Reason) {
	d := cursor{text: text}
	for _, form := range scriptDates {
		if inner := len(text) - len(form.after); inner < len(form.before) || string(text[inner:]) != form.after || !d.skipText(form.before) {
			continue
		}
		negative := d.skip('-')
		run := digitRun(text, d.at)
		if run == 0 || run > 18 {
			return Stamp{}, NoStamp
		}
		millis := int64(0)
		for _, c := range text[d.at : d.at+run] {
			millis = millis*10 + int64(c-'0')
		}
		if negative {
			millis = -millis
		}
		d.at += run
		offset, length := readOffset(text[d.at:])
		if d.at += max(length, 0); d.at != len(text)-len(form.after) || length != 0 && length != len("+hhmm") {
			return Stamp{}, NoStamp
		}
		const perSecond = 1000
		seconds := floorDivide(millis, perSecond)
		nanos, ok := instant(seconds, (millis-seconds*perSecond)*(nanosPerSecond/perSecond))
		if !ok {
			return Stamp{}, OutOfRange
		}
		return Stamp{Nanos: nanos, Digits: 3, Offset: int32(offset), ZoneSource: ZoneInStamp, Format: "script_date"}, Read
	}
	return Stamp{}, NoStamp
}

// readAudit reads 1718359872.123:456 and audit(1718359872.123:456), an epoch with a serial number, of the Linux audit system.
func readAudit(text []byte) (Stamp, Reason) {
	if len(text) > len(auditMark) && string(text[:len(auditMark)]) == auditMark && text[len(text)-1] == ')' {
		text = text[len(auditMark) : len(text)-1]
	}
	stamp, end, why := readEpoch(text, &units[0])
	if why != Read || stamp.Digits != 3 || end >= len(text) || text[end] != ':' || stamp.Nanos < firstSecond*nanosPerSecond ||
		digitRun(text, end+1) == 0 || end+1+digitRun(text, end+1) != len(text) {
		return Stamp{}, NoStamp
	}
	return stamp, Read
}
