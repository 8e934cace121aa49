package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// A word of a message that says something of the times after it.
type word struct {
	text    string // in lower case
	says    sense
	example string // a line whose stamp is not its own for that word; "" where the kind's row has one
}

// sense is what a word says. Each is a bit.
type sense uint8

const (
	// grammar: the words around it are a sentence, and the stamp a part of it.
	grammar sense = 1 << iota
	// leads: right before a stamp it makes that a part of a sentence, alone as well.
	leads
	// otherwise: the stamp after it is the time of something else.
	otherwise
	// query: in capitals it begins a part of a query.
	query
	// rank: it is the level of a message, which is none of its words.
	rank
	// clause: it may begin a part of a query, in any case.
	clause

	// keyword: it is a word of queries.
	keyword = query | clause
)

// words of English sentences, in the order of their kinds. Only words that no header has as a
// column are here: "in", "out", "up", "down", "off" and "no" are columns.
var words = []word{
	{"at", grammar | leads, "job 17 finished at 2024-06-14 10:11:12"},
	{"on", grammar | leads, "payment received on 2024-06-14 10:11:12"},
	{"as", grammar | leads, "clock read as 2024-06-14 10:11:12"},
	{"of", grammar | leads, "copy of 2024-06-14 10:11:12"},
	{"by", grammar | leads, "done by 2024-06-14 10:11:12"},
	{"for", grammar | leads, "report for 2024-06-14 10:11:12 is ready"},
	{"to", grammar | leads, "clock set to 2024-06-14 10:11:12"},
	{"from", grammar | leads | keyword, "events from 2024-06-14 10:11:12"},
	{"and", grammar | leads | keyword, "rows seen and 2024-06-14 10:11:12"},
	{"or", grammar | leads | keyword, "tomorrow or 2024-06-14 10:11:12"},
	{"is", grammar | leads, "answer is 2024-06-14 10:11:12"},
	{"was", grammar | leads, "answer was 2024-06-14 10:11:12"},
	{"than", grammar | leads, "recent than 2024-06-14 10:11:12"},
	{"between", grammar | leads | keyword, "outage between 2024-06-14 10:11:12 and now"},
	{"the", grammar, ""}, {"with", grammar, ""}, {"not", grammar, ""}, {"has", grammar, ""}, {"have", grammar, ""},
	{"had", grammar, ""}, {"been", grammar, ""}, {"are", grammar, ""}, {"were", grammar, ""}, {"will", grammar, ""},
	{"be", grammar, ""}, {"this", grammar, ""}, {"that", grammar, ""}, {"an", grammar, ""}, {"its", grammar, ""},
	{"it", grammar, ""}, {"but", grammar, ""}, {"when", grammar, ""}, {"while", grammar, ""}, {"because", grammar, ""},
	{"could", grammar, ""}, {"cannot", grammar, ""}, {"can't", grammar, ""}, {"into", grammar | keyword, ""},
	{"where", grammar | keyword, "SELECT a WHERE b 2024-06-14 10:11:12"}, {"values", keyword, "SELECT VALUES 2024-06-14 10:11:12"},
	{"select", keyword, "SELECT timestamp '2024-06-14 10:11:12'"}, {"set", keyword, "UPDATE t SET seen 2024-06-14 10:11:12"},

	// Of other languages. Only words without a meaning in English or a name's.
	{"bis", leads | otherwise, "gesperrt bis 14.06.2024 10:11:12"}, {"vom", grammar | leads, "Sicherung vom 14.06.2024 10:11:12 ist da"},
	{"seit", leads | otherwise, "gesperrt seit 14.06.2024 10:11:12"}, {"letzter", otherwise, "Letzter Start: 14.06.2024 10:11:12"},
	{"letzte", otherwise, "Letzte Sicherung: 14.06.2024 10:11:12"}, {"jusqu'au", leads | otherwise, "valide jusqu'au 14/06/2024 10:11:12"},
	{"depuis", leads | otherwise, "inactif depuis 14/06/2024 10:11:12"}, {"prochaine", otherwise, "Prochaine fois : 14/06/2024 10:11:12"},
	{"prochain", otherwise, "Prochain lancement : 14/06/2024 10:11:12"}, {"hasta", leads | otherwise, "bloqueado hasta 14/06/2024 10:11:12"},
	{"desde", leads | otherwise, "inactivo desde 14/06/2024 10:11:12"}, {"vence", otherwise, "vence: 14/06/2024 10:11:12"},
	{"fino", leads | otherwise, "bloccato fino 14/06/2024 10:11:12"}, {"scade", otherwise, "scade: 14/06/2024 10:11:12"},
	{"ultimo", otherwise, "ultimo accesso: 14/06/2024 10:11:12"}, {"laatste", otherwise, "laatste start: 14-06-2024 10:11:12"},
	{"volgende", otherwise, "volgende start: 14-06-2024 10:11:12"}, {"sinds", leads | otherwise, "inactief sinds 14-06-2024 10:11:12"},
	{"ostatnie", otherwise, "ostatnie logowanie: 14.06.2024 10:11:12"}, {"ostatni", otherwise, "ostatni start: 14.06.2024 10:11:12"},
	// What is wrong with it.
	{"invalid", otherwise, "invalid: 2024-06-14 10:11:12"},
	{"illegal", otherwise, "illegal date: 2024-06-14 10:11:12"},
	{"malformed", otherwise, "malformed date: 2024-06-14 10:11:12"},
	{"unparseable", otherwise, "Unparseable date: \"2024-06-14 10:11:12\""},
	{"unparsable", otherwise, "unparsable date: 2024-06-14 10:11:12"},
	{"bad", otherwise, "bad timestamp: 2024-06-14 10:11:12"},
	{"wrong", otherwise, "wrong date: 2024-06-14 10:11:12"},
	{"incorrect", otherwise, "incorrect date: 2024-06-14 10:11:12"},
	{"unexpected", otherwise, "unexpected time: 2024-06-14 10:11:12"},
	{"unknown", otherwise, "unknown date: 2024-06-14 10:11:12"},
	// Ends, and beginnings of what lasts.
	{"until", grammar | leads | otherwise, "blocked until 2024-06-14 10:11:12"},
	{"till", grammar | leads | otherwise, "blocked till 2024-06-14 10:11:12"},
	{"since", grammar | leads | otherwise, "down since 2024-06-14 10:11:12"},
	{"before", grammar | leads | otherwise, "Not Before: 2024-06-14 10:11:12"},
	{"after", grammar | leads | otherwise, "Not After : Jun 14 10:11:12 2024 GMT"},
	{"expire", otherwise, "keys expire 2024-06-14 10:11:12"},
	{"expires", otherwise, "lease expires 2024-06-14 10:11:12"},
	{"expired", otherwise, "certificate expired 2024-06-14 10:11:12"},
	{"expiring", otherwise, "password expiring 2024-06-14 10:11:12"},
	{"expiry", otherwise, "expiry: 2024-06-14 10:11:12"},
	{"expiration", otherwise, "Expiration date: 2024-06-14 10:11:12"},
	{"valid", otherwise, "licence valid 2024-06-14 10:11:12"},
	{"validity", otherwise, "validity: 2024-06-14 10:11:12"},
	{"deadline", otherwise, "deadline: 2024-06-14 10:11:12"},
	{"due", otherwise, "due: 2024-06-14 10:11:12"},
	{"starts", otherwise, "lease starts 2024-06-14 10:11:12"},
	{"ends", otherwise, "lease ends 2024-06-14 10:11:12"},
	// What is still to come.
	{"next", otherwise, "next run: 2024-06-14 10:11:12"},
	{"scheduled", otherwise, "scheduled: 2024-06-14 10:11:12"},
	{"schedule", otherwise, "schedule: 2024-06-14 10:11:12"},
	{"trigger", otherwise, "Trigger: Fri 2024-06-14 10:11:12 UTC; 8h left"},
	{"upcoming", otherwise, "upcoming: 2024-06-14 10:11:12"},
	// What was.
	{"last", otherwise, "Last login: Fri Jun 14 10:11:12 2024"},
	{"previous", otherwise, "previous: 2024-06-14 10:11:12"},
	{"prior", otherwise, "prior: 2024-06-14 10:11:12"},
	{"earlier", otherwise, "earlier: 2024-06-14 10:11:12"},
	{"earliest", otherwise, "earliest: 2024-06-14 10:11:12"},
	{"latest", otherwise, "latest: 2024-06-14 10:11:12"},
	{"oldest", otherwise, "oldest: 2024-06-14 10:11:12"},
	{"newest", otherwise, "newest: 2024-06-14 10:11:12"},
	{"older", otherwise, "older: 2024-06-14 10:11:12"},
	{"newer", otherwise, "newer: 2024-06-14 10:11:12"},
	{"original", otherwise, "original: 2024-06-14 10:11:12"},
	{"booted", otherwise, "booted 2024-06-14 10:11:12"},
	{"boot", otherwise, "boot time: 2024-06-14 10:11:12"},
	// What a thing has.
	{"build", otherwise, "Build Date: Jun 14 2024 10:11:12"},
	{"built", otherwise, "built: Jun 14 2024 10:11:12"},
	{"compiled", otherwise, "compiled Jun 14 2024 10:11:12"},
	{"compile", otherwise, "compile time: Jun 14 2024 10:11:12"},
	{"released", otherwise, "released 2024-06-14 10:11:12"},
	{"release", otherwise, "release date: 2024-06-14 10:11:12"},
	{"version", otherwise, "version: 2024-06-14 10:11:12"},
	{"commit", otherwise, "commit: 2024-06-14 10:11:12"},
	{"committed", otherwise, "committed: 2024-06-14 10:11:12"},
	{"smp", otherwise, "Linux 5.4.0-1 #1 SMP Fri Jun 14 10:11:12 UTC 2024"},
	{"preempt", otherwise, "Linux 5.4.0-1 #1 PREEMPT Fri Jun 14 10:11:12 UTC 2024"},
	{"created", otherwise, "created: 2024-06-14 10:11:12"},
	{"creation", otherwise, "creation time: 2024-06-14 10:11:12"},
	{"modified", otherwise, "Modified: Fri, 14 Jun 2024 10:11:12 GMT"},
	{"modification", otherwise, "modification time: 2024-06-14 10:11:12"},
	{"modify", otherwise, "Modify: 2024-06-14 10:11:12"},
	{"updated", otherwise, "updated: 2024-06-14 10:11:12"},
	{"changed", otherwise, "changed: 2024-06-14 10:11:12"},
	{"access", otherwise, "Access: 2024-06-14 10:11:12"},
	{"birth", otherwise, "Birth: 2024-06-14 10:11:12"},
	{"issued", otherwise, "issued: 2024-06-14 10:11:12"},
	{"mtime", otherwise, "mtime 2024-06-14 10:11:12"},
	{"ctime", otherwise, "ctime 2024-06-14 10:11:12"},
	{"atime", otherwise, "atime 2024-06-14 10:11:12"},
	{"dtstart", otherwise, "DTSTART 20240614T101112Z"},
	{"dtend", otherwise, "DTEND 20240614T101112Z"},
	{"install", otherwise, "Install Date: 2024-06-14 10:11:12"},
	{"installed", otherwise, "installed: 2024-06-14 10:11:12 by root"},
	{"recovery", otherwise, "recovery target time 2024-06-14 10:11:12 UTC"},
	{"snapshot", otherwise, "snapshot 2024-06-14 10:11:12"},
}

// A saying is a sentence into which a program writes its own time.
type saying struct {
	begins, ends string // of the text before the stamp; something may stand before it, and between
	example      string
}

var sayings = []saying{
	{`Started GET "/`, " at ", `[f7a1c2e0] Started GET "/cart" for 192.0.2.4 at 2024-06-14 10:11:12 +0000`}, // Rails
	{`Started POST "/`, " at ", `Started POST "/cart" for 192.0.2.4 at 2024-06-14 10:11:12 +0000`},
	{`Started PUT "/`, " at ", `Started PUT "/cart" for 192.0.2.4 at 2024-06-14 10:11:12 +0000`},
	{`Started PATCH "/`, " at ", `Started PATCH "/cart" for 192.0.2.4 at 2024-06-14 10:11:12 +0000`},
	{`Started DELETE "/`, " at ", `Started DELETE "/cart" for 192.0.2.4 at 2024-06-14 10:11:12 +0000`},
	{`Started HEAD "/`, " at ", `Started HEAD "/cart" for 192.0.2.4 at 2024-06-14 10:11:12 +0000`},
	{": fsck_hfs run", " at ", "/dev/rdisk1s2: fsck_hfs run at Fri Jun 14 10:11:12 2024"}, // macOS
}

// isSaying reports whether the text before a stamp is one of the sayings.
func isSaying(text []byte) bool {
	for i := range sayings {
		if s := &sayings[i]; bytes.HasSuffix(text, []byte(s.ends)) && bytes.Contains(text, []byte(s.begins)) {
			return true
		}
	}
	return false
}

// wordTable finds a word by its first letter and its length.
type wordTable struct {
	lengths [26]uint32 // by first letter: bit n is set for words of n bytes
	byFirst [26][]word
}

const longestWord = 16

var wordsAt = indexWords()

func indexWords() (t wordTable) {
	for _, level := range form.Levels {
		t.add(word{level, rank, ""})
	}
	for _, w := range words {
		t.add(w)
	}
	return t
}

func (t *wordTable) add(w word) {
	first := w.text[0] - 'a'
	t.lengths[first] |= 1 << len(w.text)
	t.byFirst[first] = append(t.byFirst[first], w)
}

// senseOf returns what a word of letters says, 0 where it is none of the table's. A word of a query
// counts in capitals, and one in capitals as nothing else: headers have such columns.
func senseOf(text []byte) sense {
	first := int(text[0]|0x20) - 'a'
	if first < 0 || first >= 26 || len(text) > longestWord || wordsAt.lengths[first]>>len(text)&1 == 0 {
		return 0
	}
	var space [longestWord]byte
	lower, capitals := space[:len(text)], true
	for i, c := range text {
		capitals = capitals && isUpper(c)
		lower[i] = c | 0x20
	}
	for _, w := range wordsAt.byFirst[first] {
		if string(lower) == w.text {
			return w.says.written(capitals)
		}
	}
	return 0
}

// written returns what a word says that is written in capitals, or is not.
func (s sense) written(inCapitals bool) sense {
	if inCapitals {
		return s & (keyword | otherwise | rank)
	}
	return s &^ query
}

// senseOfToken returns what the words say that a token consists of: those that hyphens and
// underscores join, and the parts of lastSeen.
func senseOfToken(token []byte) (says sense) {
	for at, end := 0, 0; at < len(token); {
		if !scan.IsLetter(token[at]) {
			at++
			continue
		}
		for end = at + 1; end < len(token) && isInWord(token[end]) && !(isUpper(token[end]) && !isUpper(token[end-1])); {
			end++
		}
		says |= senseOf(token[at:end])
		at = end
	}
	return says
}

func isInWord(c byte) bool { return scan.IsLetter(c) || c == '\'' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
