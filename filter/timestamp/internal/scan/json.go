package scan

// StringEnd returns the place of the quote that ends a JSON string, -1 where the line ends first.
func StringEnd(line []byte, at int) int {
	for ; at < len(line); at++ {
		switch line[at] {
		case '"':
			return at
		case '\\':
			at++
		}
	}
	return -1
}

// ScalarEnd returns the place behind a byte or a number.
func ScalarEnd(line []byte, at int) int {
	end := at + 1
	for end < len(line) && (IsDigit(line[end]) || line[end] == '.') && IsDigit(line[at]) {
		end++
	}
	return end
}

func SkipBlanks(line []byte, at int) int {
	for at < len(line) && IsSpace(line[at]) {
		at++
	}
	return at
}
