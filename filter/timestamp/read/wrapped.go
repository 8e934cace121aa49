package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// readWrapped reads values that say by what stands around it that a number is a time.
func (r *Reader) readWrapped(text []byte) (timestamp.Stamp, timestamp.Reason) {
	switch c := text[0]; {
	case c == '@':
		stamp, length, reason := epoch.ReadTAI64(text)
		if length != len(text) {
			return timestamp.Stamp{}, timestamp.NoStamp
		}
		return stamp, reason
	case c == '/' || c == '\\' || c == 'D' || c == 'n':
		return epoch.ReadScriptDate(text)
	case c == 'a' || scan.IsDigit(c):
		if stamp, reason := epoch.ReadAudit(text); reason != timestamp.NoStamp {
			return stamp, reason
		}
		return epoch.ReadGitRaw(text)
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}
