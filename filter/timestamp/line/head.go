package line

import "timesync/filter/timestamp/internal/scan"

// lineHead returns where the text of a line begins, after the name of a service, blanks, colour
// sequences, a syslog priority and an opening bracket. It is false for the syslog of RFC 5424 whose stamp is NILVALUE
// (section 6.2.3): any other stamp in it is not the record's.
func lineHead(line []byte) (head int, ok bool) {
	for head = serviceLength(line); head < len(line); {
		switch c := line[head]; {
		case scan.IsSpace(c) || c == '[' || c == '(' || c == '"' || c == '*':
			head++
		case c == 0x1b:
			length := colourLength(line[head:])
			if length == 0 {
				return head, true
			}
			head += length
		case c == '<':
			length := priorityLength(line[head:])
			if length == 0 {
				return head, true
			}
			head += length
			if rest := line[head:]; len(rest) > 3 && rest[0] == '1' && rest[1] == ' ' {
				return head + 2, !(rest[2] == '-' && rest[3] == ' ')
			}
		default:
			return head, true
		}
	}
	return head, true
}

// serviceLength returns the length of the name that Docker Compose writes before each line, with the
// blanks that align it and a vertical bar; 0 where there is none.
func serviceLength(line []byte) int {
	if len(line) == 0 || !scan.IsLetter(line[0]) {
		return 0
	}
	end := 1
	for end < len(line) && (scan.IsWord(line[end]) || line[end] == '-' || line[end] == '.') {
		end++
	}
	name := end
	for end < len(line) && line[end] == ' ' {
		end++
	}
	if end == name || end+1 >= len(line) || line[end] != '|' || line[end+1] != ' ' {
		return 0
	}
	return end + len("| ")
}

// priorityLength returns the length of <n>, n having up to three digits (RFC 5424 section 6.2.1); 0
// where there is none.
func priorityLength(text []byte) int {
	run := scan.DigitRun(text, 1)
	if run < 1 || run > 3 || len(text) < run+2 || text[run+1] != '>' {
		return 0
	}
	return run + 2
}

func colourLength(text []byte) int {
	for i := 2; i < len(text) && text[1] == '['; i++ {
		if text[i] == 'm' {
			return i + 1
		}
		if !scan.IsDigit(text[i]) && text[i] != ';' {
			break
		}
	}
	return 0
}
