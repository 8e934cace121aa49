package offsets

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"

	"timesync/offsets/timemap"
)

// history is what journals tell of the past, in order of true time.
type history struct {
	parts   []part
	highest uint32 // number of a segment in the own journal
	broken  int    // lines that are damaged
}

// part is a segment, or as much of it as could be read in one stretch.
type part struct {
	timemap.Segment
	boot  string
	knots int // number of the last one in its segment
}

// adoptable is how many of the newest parts another configuration's journal lends at most.
const adoptable = 1000

// readHistory reads the folder's journal of that key and, for the times it does not cover, those of other keys: other
// servers or another policy have measured the same clock. A folder that cannot be read holds nothing.
func readHistory(folder, key string) *history {
	result := &history{}
	files := listFolder(folder)
	for _, k := range keysOf(files, key) {
		var reader journalReader
		for _, f := range files {
			if f.key == k {
				reader.readFile(f.path(folder))
			}
		}
		result.broken += reader.broken
		if k == key {
			result.parts, result.highest = reader.parts, reader.highest
			continue
		}
		result.adopt(reader.parts[max(0, len(reader.parts)-adoptable):])
	}
	slices.SortStableFunc(result.parts, func(a, b part) int {
		return cmp.Compare(a.Start+a.Knots[0].Offset, b.Start+b.Knots[0].Offset)
	})
	return result
}

func (h *history) adopt(others []part) {
	own := h.parts
	for _, other := range others {
		if !slices.ContainsFunc(own, func(p part) bool { return p.overlaps(&other) }) {
			h.parts = append(h.parts, other)
		}
	}
}

func (p *part) overlaps(other *part) bool {
	return p.boot == other.boot && p.Start <= other.Frontier && other.Start <= p.Frontier
}

// journalReader puts lines together again. A damaged line ends the stretch: what it held is not known, and nothing else may
// fill its place.
type journalReader struct {
	parts   []part
	highest uint32
	broken  int
	header  *journalLine // that opened the segment in hand
	whole   bool         // no line is missing since the last part's last knot
}

func (r *journalReader) readFile(path string) {
	file, err := os.Open(path)
	if err != nil {
		r.broken++
		return
	}
	defer file.Close()
	r.read(file)
}

// read takes in one file. A last line without its newline is one that is being written, or never was to its end.
func (r *journalReader) read(from io.Reader) {
	r.header, r.whole = nil, false
	lines(from, func(text []byte, _ int64) { r.take(decodeLine(text)) })
}

// lines hands on each line that ends in a newline, without it, and where it ended. One that is too long is handed on empty.
func lines(from io.Reader, take func(text []byte, end int64)) {
	buffered := bufio.NewReaderSize(from, 2*longest)
	for end := int64(0); ; {
		text, err := buffered.ReadSlice('\n')
		end += int64(len(text))
		for errors.Is(err, bufio.ErrBufferFull) {
			var more []byte
			more, err = buffered.ReadSlice('\n')
			end += int64(len(more))
			text = more[:min(1, len(more))]
		}
		if err != nil {
			return
		}
		take(text[:len(text)-1], end)
	}
}

func (r *journalReader) take(line journalLine, ok bool) {
	switch {
	case !ok:
		r.lose()
	case line.Begin != nil:
		r.highest = max(r.highest, line.Segment)
		r.header, r.whole = &line, false
	case r.header == nil || line.Segment != r.header.Segment:
		r.header, r.whole = nil, false // the line that opened it is damaged
	case line.Knot != nil:
		r.knot(&line)
	case r.whole && line.Knots == r.last().knots && line.Host >= r.last().Frontier:
		r.last().Frontier = line.Host
	case r.whole:
		r.lose()
	}
}

func (r *journalReader) lose() {
	r.broken++
	r.whole = false
}

func (r *journalReader) last() *part { return &r.parts[len(r.parts)-1] }

func (r *journalReader) knot(line *journalLine) {
	k := line.knot()
	if r.whole && (line.Knots != r.last().knots+1 || k.Start < r.last().Frontier) {
		r.lose()
	}
	switch {
	case r.whole:
		last := r.last()
		last.Knots = append(last.Knots, k)
		last.Frontier, last.knots = k.Start, line.Knots
	case r.resumes(k, line.Knots):
		r.whole = true
	default:
		r.begin(k, line.Knots)
	}
}

// resumes tells whether the knot is the last one that is known, repeated where the journal goes on with a segment.
func (r *journalReader) resumes(k timemap.Knot, knots int) bool {
	if len(r.parts) == 0 || !r.header.Begin.Continued {
		return false
	}
	last := r.last()
	return last.ID == r.header.Segment && last.boot == r.header.Begin.Boot && last.knots == knots && last.Knots[len(last.Knots)-1] == k
}

func (r *journalReader) begin(k timemap.Knot, knots int) {
	b := r.header.Begin
	reason, _ := valueNamed[timemap.Reason](b.Reason, timemap.Reasons)
	from := timemap.Origin{Reason: reason, Zero: b.Zero, Limited: b.Limited || knots != 1, Kept: true}
	r.parts = append(r.parts, part{boot: b.Boot, knots: knots, Segment: timemap.Segment{
		Track: timemap.Track{Start: k.Start, Frontier: k.Start, Knots: []timemap.Knot{k}}, Origin: from, ID: r.header.Segment}})
	r.whole = true
}
