// Package entry tells a log entry from a report of an event by the members of a record, and so whose
// times the record has. It reads no times.
package entry

import (
	"cmp"
	"slices"
	"strings"

	"timesync/filter/timestamp/keys"
)

// Members takes in the members of a record, and tells whether it is a log entry: a text that a program
// has written, beside what a line's head says of it. Such a record has its own time under a sure
// name, if at all. The other times beside the text are those of what the text is about, and so are
// those in it.
type Members struct {
	text, head bool
	reserved   string
	thing      bool
}

// Mark is a name that shows a record to be a log entry where a text stands beside it. It is
// matched in any case.
type Mark struct {
	Name string
	// Reserved is the name under which its writer, and nothing else, has the entry's time.
	Reserved string
	// Values are those under which it is a mark, in any case; nil: any.
	Values  []string
	Example string // an entry beside a time that is not its own
}

// Marks are what the head of a line says beside the time.
var Marks = []Mark{
	{"level", "", nil, `{"level":"info","msg":"article saved","published":"2019-01-02T03:04:05Z"}`},
	{"lvl", "", nil, `{"lvl":"eror","msg":"job failed","start":"2019-01-02T03:04:05Z"}`},
	{"log_level", "", nil, `{"log_level":"INFO","message":"user loaded","created_at":"2019-01-02T03:04:05Z"}`},
	{"loglevel", "", nil, `{"loglevel":"INFO","message":"mail queued","sent_at":"2019-01-02T03:04:05Z"}`},
	{"log.level", "", nil, `{"log.level":"info","message":"order","data":{"timestamp":"2019-01-02T03:04:05Z"}}`},
	{"levelname", "created", nil, `{"levelname":"INFO","message":"user loaded","created_at":"2019-01-02T03:04:05Z"}`}, // Python's logging lets nothing else be created
	{"severity", "", levels, `{"severity":"INFO","message":"pod seen","metadata":{"creationTimestamp":"2019-01-02T03:04:05Z"}}`},
	{"pri", "", nil, `{"pri":"13","message":"backup 2019-01-02T03:04:05Z restored"}`},
	{"priority", "", nil, `{"PRIORITY":"6","MESSAGE":"backup 2019-01-02T03:04:05Z restored"}`},
	{"@level", "", nil, `{"@level":"info","@message":"state read","created":"2019-01-02T03:04:05Z"}`},
	{"@l", "", nil, `{"@l":"Warning","@mt":"order {Id}","created":"2019-01-02T03:04:05Z"}`},
	{"severitytext", "", nil, `{"severityText":"INFO","body":"user loaded","created":"2019-01-02T03:04:05Z"}`},
	{"ident", "", nil, `{"ident":"app","message":"backup 2019-01-02T03:04:05Z restored"}`},
}

// levels are those of a message. An alert's severity is another.
var levels = []string{"trace", "debug", "info", "information", "informational", "notice", "warn", "warning", "err", "error", "crit", "emerg", "fatal", "default"}

// Things are names which show that a date beside them, and any time of less sure a name, is that of a
// thing: a build, an invoice, an object of Kubernetes. They are matched in any case.
var Things = []string{"commit", "git_commit", "gitcommit", "commit_id", "commithash", "revision", "sha", "due", "due_date", "duedate", "apiversion"}

// Texts are the names of the text. They are matched in any case.
var Texts = []string{"msg", "message", "text", "event", "@message", "short_message", "body", "@m", "@mt"}

// Note takes in a member of the record's top level. value is nil unless it is a string.
func (e *Members) Note(key, value []byte) {
	e.text = e.text || value != nil && isFolded(key, Texts)
	e.thing = e.thing || IsThing(key)
	for i := range Marks {
		mark := &Marks[i]
		if isFold(key, mark.Name) && (mark.Values == nil || isFolded(value, mark.Values)) {
			e.head, e.reserved = true, cmp.Or(e.reserved, mark.Reserved)
		}
	}
}

// Is reports whether the record is a log entry.
func (e *Members) Is() bool { return e.text && e.head }

// Owns reports whether the record is known to have its own time under a name that a step looks for,
// in a container that is nil on the top level.
func (e *Members) Owns(step keys.Step, c *keys.Container, name string) bool {
	isOwn := step.IsSure() || name == e.reserved || c != nil && c.OfEntry && step.Trust == keys.Own
	return !MayBeOthers(step, name) || !e.thing && (isOwn || !e.Is())
}

// MayBeOthers reports whether the other members of a record tell whether a name has its own time.
func MayBeOthers(step keys.Step, name string) bool {
	return !step.IsSure() || strings.EqualFold(name, "date")
}

// IsThing reports whether a name is one of Things.
func IsThing(key []byte) bool { return isFolded(key, Things) }

func isFolded(key []byte, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return isFold(key, name) })
}

func isFold(key []byte, name string) bool {
	return len(key) == len(name) && strings.EqualFold(string(key), name)
}
