package filter

import "timesync/filter/timestamp/stream"

// streams remembers what the stamps of each tag and key have shown. It forgets the tags that were
// not seen for longest.
type streams struct {
	perTag      int                         // keys that may hold a stamp
	young, old  map[string][]*stream.Stream // nil for a key that the tag never had
	kept        int                         // tags in young before they become old
	present     []*stream.Stream
	presentName []byte
}

// maxStreams is how many tags are remembered at least, twice as many at most. A container host has
// a few hundred; at two KiB for a tag they come to less than a megabyte.
const maxStreams = 1024

func newStreams(perTag int) streams {
	return streams{perTag: perTag, young: map[string][]*stream.Stream{}, kept: maxStreams}
}

// enter makes a tag's streams the present ones. A tag that is known costs no allocation.
func (s *streams) enter(tag []byte) {
	if s.present != nil && string(s.presentName) == string(tag) {
		return
	}
	known, ok := s.young[string(tag)]
	if !ok {
		known = s.promote(tag)
	}
	s.present = known
	s.presentName = append(s.presentName[:0], tag...)
}

// promote makes an old or new tag young. When there are enough young ones, they become the old and
// the old are forgotten.
func (s *streams) promote(tag []byte) []*stream.Stream {
	known, ok := s.old[string(tag)]
	if !ok {
		known = make([]*stream.Stream, s.perTag)
	}
	if len(s.young) >= s.kept {
		s.old, s.young = s.young, make(map[string][]*stream.Stream, s.kept)
	}
	s.young[string(tag)] = known
	return known
}

// of returns the stream of a key, by its number. That of a key that the tag had before costs no
// allocation.
func (s *streams) of(key int) *stream.Stream {
	if known := s.present[key]; known != nil {
		return known
	}
	s.present[key] = new(stream.Stream)
	return s.present[key]
}
