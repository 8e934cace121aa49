package zone

// meanings are what the ambiguous abbreviations stand for, in seconds east of UTC: the offsets of
// the zones that have used a name since 2019, and those for which Java or a nation writes it.
var meanings = [...]struct {
	name    string
	offsets []int32
}{
	{"AST", []int32{-4 * hours, 3 * hours}},                // Halifax; Arabia
	{"BST", []int32{hours, 6 * hours, 11 * hours}},         // London; Bangladesh; Bougainville
	{"CDT", []int32{-5 * hours, -4 * hours}},               // Chicago; Havana
	{"CST", []int32{-6 * hours, 8 * hours, -5 * hours}},    // Chicago; Shanghai; Havana
	{"GST", []int32{4 * hours, 10 * hours, -2 * hours}},    // Dubai; Guam; South Georgia
	{"IST", []int32{5*hours + halfHour, 2 * hours, hours}}, // India; Israel; Ireland
	{"PST", []int32{-8 * hours, 8 * hours}},                // Los Angeles; Manila
}

// Meanings returns the offsets, in seconds east of UTC, that an abbreviation stands for, three at
// most, and a number that no other abbreviation has. It has none where the name is not ambiguous by
// itself.
func (a *Abbreviation) Meanings() (offsets []int32, number uint8) {
	for i := range meanings {
		if meanings[i].name == a.Name {
			return meanings[i].offsets, uint8(i)
		}
	}
	return nil, 0
}
