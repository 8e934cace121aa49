package journal

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"

	"timesync/offsets/timemap"
)

// History is what journals tell of the past, in order of true time.
type History struct {
	Segments []Segment
	Highest  uint32 // number of a segment in the own journal
	Damaged  int    // lines
}

// Segment is a segment as far as it could be read without a gap: damaged lines make several of one.
type Segment struct {
	timemap.Segment
	Boot  string
	knots int // number of the last one in the segment as it was written
}

// adoptable is how many of the newest segments another configuration's journal lends at most.
const adoptable = 1000

// Read reads the folder's journal of that key and, for the times it does not cover, those of other
// keys: other servers or another policy have measured the same clock. A folder that cannot be read
// holds nothing.
func (f Folder) Read(key string) *History {
	result := &History{}
	files := listFolder(f.Path)
	for _, k := range keysOf(files, key) {
		var reader reader
		for _, file := range files {
			if file.key == k {
				reader.readFile(file.path(f.Path))
			}
		}
		result.Damaged += reader.damaged
		if k == key {
			result.Segments, result.Highest = reader.segments, reader.highest
			continue
		}
		result.adopt(reader.segments[max(0, len(reader.segments)-adoptable):])
	}
	slices.SortStableFunc(result.Segments, func(a, b Segment) int {
		return cmp.Compare(a.Start+a.Knots[0].Offset, b.Start+b.Knots[0].Offset)
	})
	return result
}

func (h *History) adopt(others []Segment) {
	own := h.Segments
	for _, other := range others {
		if !slices.ContainsFunc(own, func(s Segment) bool { return s.overlaps(&other) }) {
			h.Segments = append(h.Segments, other)
		}
	}
}

func (s *Segment) overlaps(other *Segment) bool {
	return s.Boot == other.Boot && s.Start <= other.Frontier && other.Start <= s.Frontier
}

// reader puts lines together again. A damaged line ends the segment: what it held is not known, and
// nothing else may fill its place.
type reader struct {
	segments []Segment
	highest  uint32
	damaged  int
	header   *entry // that opened the segment in hand
	whole    bool   // no line is missing since the last segment's last knot
}

func (r *reader) readFile(path string) {
	file, err := os.Open(path)
	if err != nil {
		r.damaged++
		return
	}
	defer file.Close()
	r.read(file)
}

// read takes in one file. A last line without its newline is one that is being written, or never
// was to its end.
func (r *reader) read(from io.Reader) {
	r.header, r.whole = nil, false
	lines(from, func(text []byte, _ int64) { r.take(decode(text)) })
}

// lines hands on each line that ends in a newline, without it, and where it ended. One that is too
// long is handed on empty.
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

func (r *reader) take(line entry, ok bool) {
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

func (r *reader) lose() {
	r.damaged++
	r.whole = false
}

func (r *reader) last() *Segment { return &r.segments[len(r.segments)-1] }

func (r *reader) knot(line *entry) {
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

// resumes reports whether the knot is the last one that is known, repeated where the journal goes
// on with a segment.
func (r *reader) resumes(k timemap.Knot, knots int) bool {
	if len(r.segments) == 0 || !r.header.Begin.Continued {
		return false
	}
	last := r.last()
	return last.ID == r.header.Segment && last.Boot == r.header.Begin.Boot && last.knots == knots && last.Knots[len(last.Knots)-1] == k
}

func (r *reader) begin(k timemap.Knot, knots int) {
	b := r.header.Begin
	reason, _ := valueNamed[timemap.Reason](b.Reason, timemap.Reasons)
	from := timemap.Origin{Reason: reason, Zero: b.Zero, Limited: b.Limited || knots != 1, Kept: true}
	r.segments = append(r.segments, Segment{Boot: b.Boot, knots: knots, Segment: timemap.Segment{
		Track: timemap.Track{Start: k.Start, Frontier: k.Start, Knots: []timemap.Knot{k}}, Origin: from, ID: r.header.Segment}})
	r.whole = true
}
