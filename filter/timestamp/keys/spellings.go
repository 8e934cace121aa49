package keys

import "strings"

// Spellings returns the names that a name of the tables stands for, itself first: its words joined,
// and apart by _ and by -. Case is left as it is. Names that begin with a sign are themselves alone.
func Spellings(name string) []string {
	words := words(name)
	if len(words) == 1 {
		return []string{name}
	}
	all := []string{name}
	for _, between := range []string{"", "_", "-"} {
		if spelt := strings.Join(words, between); !strings.EqualFold(spelt, name) {
			all = append(all, spelt)
		}
	}
	return all
}

// words splits event_time and EventTime. What has no words is one.
func words(name string) []string {
	if strings.Contains(name[1:], "_") && name[0] != '_' {
		return strings.Split(name, "_")
	}
	from, all := 0, []string(nil)
	for at := 1; at < len(name) && isLetter(name[0]); at++ {
		if isUpper(name[at]) && !isUpper(name[at-1]) {
			all, from = append(all, name[from:at]), at
		}
	}
	return append(all, name[from:])
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
