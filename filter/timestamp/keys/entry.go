package keys

import (
	"slices"
	"strings"
)

// Entry takes in the members of a record, and tells whether it is a log entry: a text that a program
// has written, beside what a line's head says of it. Such a record has its own time under a sure
// name, if at all. The other times beside the text are those of what the text is about, and so are
// those in it.
type Entry struct {
	text, head bool
	reserved   string
	thing      bool
}

// EntryMark is a name that shows a record to be a log entry where a text stands beside it. It is
// matched in any case.
type EntryMark struct {
	Name string
	// Reserved is the name under which its writer, and nothing else, has the entry's time.
	Reserved string
	Example  string // an entry beside a time that is not its own
}

// EntryMarks are what the head of a line says beside the time.
var EntryMarks = []EntryMark{
	{"level", "", `{"level":"info","msg":"article saved","published":"2019-01-02T03:04:05Z"}`},
	{"lvl", "", `{"lvl":"eror","msg":"job failed","start":"2019-01-02T03:04:05Z"}`},
	{"log_level", "", `{"log_level":"INFO","message":"user loaded","created_at":"2019-01-02T03:04:05Z"}`},
	{"loglevel", "", `{"loglevel":"INFO","message":"mail queued","sent_at":"2019-01-02T03:04:05Z"}`},
	{"log.level", "", `{"log.level":"info","message":"order","data":{"timestamp":"2019-01-02T03:04:05Z"}}`},
	{"levelname", "created", `{"levelname":"INFO","message":"user loaded","created_at":"2019-01-02T03:04:05Z"}`}, // Python's logging lets nothing else be created
	{"severity", "", `{"severity":"INFO","message":"pod seen","metadata":{"creationTimestamp":"2019-01-02T03:04:05Z"}}`},
	{"pri", "", `{"pri":"13","message":"backup 2019-01-02T03:04:05Z restored"}`},
	{"priority", "", `{"PRIORITY":"6","MESSAGE":"backup 2019-01-02T03:04:05Z restored"}`},
	{"ident", "", `{"ident":"app","message":"backup 2019-01-02T03:04:05Z restored"}`},
}

// Things are names which show that a date beside them, and any time of less sure a name, is that of a
// thing: a build, an invoice, an object of Kubernetes. They are matched in any case.
var Things = []string{"commit", "git_commit", "gitcommit", "commit_id", "commithash", "revision", "sha", "due", "due_date", "duedate", "apiversion"}

// EntryTexts are the names of the text. They are matched in any case.
var EntryTexts = []string{"msg", "message", "text", "event"}

// Note takes in a member of the record's top level, isText telling that its value is a string.
func (e *Entry) Note(key []byte, isText bool) {
	e.text = e.text || isText && isFolded(key, EntryTexts)
	e.thing = e.thing || IsThing(key)
	for i := range EntryMarks {
		if mark := &EntryMarks[i]; len(key) == len(mark.Name) && strings.EqualFold(string(key), mark.Name) {
			e.head, e.reserved = true, mark.Reserved
		}
	}
}

// Is reports whether the record is a log entry.
func (e *Entry) Is() bool { return e.text && e.head }

// Owns reports whether the record is known to have its own time under a name that a step looks for.
func (e *Entry) Owns(step Step, name string) bool {
	return !MayBeOthers(step, name) || !e.thing && (step.IsSure() || !e.Is() || name == e.reserved)
}

// MayBeOthers reports whether the other members of a record tell whether a name has its own time.
func MayBeOthers(step Step, name string) bool { return !step.IsSure() || name == "date" }

// IsThing reports whether a name is one of Things.
func IsThing(key []byte) bool { return isFolded(key, Things) }

func isFolded(key []byte, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return len(key) == len(name) && strings.EqualFold(string(key), name)
	})
}
