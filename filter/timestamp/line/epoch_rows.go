package line

import (
	"bytes"
	"strings"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// An epochRow is how the lines of a program begin that has an epoch among other columns. In its
// pattern <epoch> is whole seconds of ten digits, with a fraction or without, <number> digits, <hex>
// hexadecimal ones and <text> what stands before the text that follows there; all else is itself.
type epochRow struct {
	pattern string
	// example is of 2024-06-14 10:11:12 UTC. counter is none of its lines.
	example, counter string
}

var epochRows = []epochRow{
	{"section_start:<epoch>:", "section_start:1718359872:prepare_executor", "section_mark:1718359872:prepare_executor"}, // GitLab's runner
	{"section_end:<epoch>:", "section_end:1718359872:prepare_executor", "section_end:1718359872 prepare_executor"},
	{"drupal: <text>|<epoch>|", "drupal: https://shop.example.org|1718359872|page not found|192.0.2.5|", "drupal: https://shop.example.org|page|1718359872|"},
	{"<hex>:<hex>:<number>.<number>:<epoch>:", // Lustre's debug log: subsystem, mask, CPU and fibre
		"00000100:00080000:2.0:1718359872.000000:0:4412:0:(client.c:1498:ptlrpc_check_set()) x", "00000100:00080000:2:1718359872.000000:0:4412:0:(client.c) x"},
	{"<number>:signal-handler (<epoch>) ", "4112:signal-handler (1718359872) Received SIGTERM", "4112:signal (1718359872) Received SIGTERM"}, // Redis
	{"<hex> <hex> <text> <<text>> <epoch> +", // Git's reflog
		"81cc0ef99a01 77ab20c1d2e3 Jane Roe <jane@example.org> 1718359872 +0200\tcommit: x", "81cc0ef99a01 77ab20c1d2e3 Jane Roe 1718359872 +0200\tcommit: x"},
	{"<hex> <hex> <text> <<text>> <epoch> -",
		"81cc0ef99a01 77ab20c1d2e3 Jane Roe <jane@example.org> 1718359872 -0800\tcommit: x", "xx 77ab20c1d2e3 Jane Roe <jane@example.org> 1718359872 -0800\tcommit: x"},
	{"<epoch>:  >>> ", "1718359872:  >>> emerge (1 of 2) sys-apps/portage-3.0.1 to /", "1718359872: >>> emerge"}, // Portage
	{"<epoch>:  *** ", "1718359872:  *** emerge --sync", "1718359872:  ** emerge"},
	{"<epoch>:  === ", "1718359872:  === (1 of 2) Compiling", "1718359872:  == (1 of 2)"},
	{"<epoch>:  ::: ", "1718359872:  ::: completed emerge (1 of 2)", "1718359872:  :: completed"},
	{"<epoch>: Started emerge on:", "1718359872: Started emerge on: Jun 14, 2024 10:11:12", "1718359872: Started on:"},
}

// A piece of a pattern is a kind of text, or else the text itself.
type piece struct {
	kind byte // of pieces, 0: a text
	text string
}

// pieces are what a pattern may have beside texts.
var pieces = []piece{{'e', "<epoch>"}, {'n', "<number>"}, {'x', "<hex>"}, {'t', "<text>"}}

var rowPieces, rowsBegin = compileRows(epochRows)

// compileRows takes patterns apart, and tells which bytes lines of theirs may begin with.
func compileRows(rows []epochRow) (all [][]piece, begins [256]bool) {
	for _, row := range rows {
		pieces := piecesOf(row.pattern)
		for c := range begins {
			first := pieces[0]
			begins[c] = begins[c] || first.kind == 0 && first.text[0] == byte(c) || first.kind == 'x' && scan.IsHex(byte(c)) ||
				first.kind != 0 && scan.IsDigit(byte(c))
		}
		all = append(all, pieces)
	}
	return all, begins
}

func piecesOf(pattern string) (all []piece) {
	for len(pattern) > 0 {
		next := pieceAt(pattern)
		pattern = pattern[len(next.text):]
		if last := len(all) - 1; next.kind == 0 && last >= 0 && all[last].kind == 0 {
			all[last].text += next.text
		} else {
			all = append(all, next)
		}
	}
	return all
}

// pieceAt returns the kind of text that a pattern begins with, or its first byte.
func pieceAt(pattern string) piece {
	for _, p := range pieces {
		if strings.HasPrefix(pattern, p.text) {
			return p
		}
	}
	return piece{0, pattern[:1]}
}

// beginsEpochRow reports whether a line of a row may begin with a byte.
func beginsEpochRow(c byte) bool { return rowsBegin[c] }

// findEpochRow finds the epoch of a line that begins as a row says.
func findEpochRow(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for _, row := range rowPieces {
		if start, end = matchRow(row, s.line, s.head); end > 0 {
			stamp, _, reason = epoch.Read(s.line[start:end], nil)
			return stamp, start, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// matchRow returns where the epoch of a row begins and ends in a line, 0 and 0 where the line is none
// of that row.
func matchRow(row []piece, line []byte, at int) (start, end int) {
	for i, p := range row {
		length := p.length(line[at:], row[i+1:])
		if length <= 0 {
			return 0, 0
		}
		if p.kind == 'e' {
			start, end = at, at+length
		}
		at += length
	}
	return start, end
}

// length returns how much of a text a piece of a pattern takes before what follows it there; 0 or less
// where it is not what the text begins with.
func (p *piece) length(text []byte, follows []piece) (length int) {
	switch p.kind {
	case 'e':
		return epochLength(text)
	case 'n':
		return scan.DigitRun(text, 0)
	case 'x':
		for length < len(text) && scan.IsHex(text[length]) {
			length++
		}
		return length
	case 't':
		return bytes.Index(text[:min(len(text), longestText)], []byte(follows[0].text))
	}
	if !bytes.HasPrefix(text, []byte(p.text)) {
		return 0
	}
	return len(p.text)
}

// longestText bounds where the end of <text> is looked for.
const longestText = 256

// epochLength returns the length of whole seconds of ten digits, and of their fraction.
func epochLength(text []byte) int {
	whole := scan.DigitRun(text, 0)
	if whole != len("1718359872") {
		return 0
	}
	if whole < len(text) && text[whole] == '.' {
		if fraction := scan.DigitRun(text, whole+1); fraction > 0 {
			return whole + 1 + fraction
		}
	}
	return whole
}
