package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// What an originator says against its own time becomes the name of the form, wherever the element
// stands among the structured data and nowhere else.
func TestTimeQuality(t *testing.T) {
	const plain, unsynced, zoneUnknown, both = "rfc3339", "rfc5424_unsynced", "rfc5424_zone_unknown", "rfc5424_zone_unknown_unsynced"
	for _, test := range []struct{ trailing, want string }{
		{` host app 42 ID47 [timeQuality tzKnown="1" isSynced="1"] text`, plain}, // section 7.1.4
		{` host app 42 ID47 [timeQuality tzKnown="1" isSynced="1" syncAccuracy="60000000"] text`, plain},
		{` host app 42 ID47 [timeQuality tzKnown="1" isSynced="0"] text`, unsynced},
		{` host app 42 ID47 [timeQuality isSynced="0"]`, unsynced},
		{` host app 42 ID47 [timeQuality isSynced="0" tzKnown="0"] text`, both},
		{` host app 42 ID47 [timeQuality tzKnown="0" isSynced="1"] text`, zoneUnknown},
		{` host app 42 ID47 [timeQuality tzKnown="0"][meta sequenceId="1"] text`, zoneUnknown},
		{` - - - - [meta sequenceId="1"][timeQuality tzKnown="0" isSynced="0"] text`, both},
		{` host app 42 ID47 [x@1 a="\"]\\"][timeQuality isSynced="0"] text`, unsynced},
		{` host app 42 ID47 [x@1 a="] [timeQuality isSynced=\"0\"]"] text`, plain},
		{` host app 42 ID47 [x@1 a="\" isSynced=\"0"][y@1 isSynced="0"] text`, plain},
		{` host app 42 ID47 [timeQualityOf isSynced="0"] text`, plain},
		{` host app 42 ID47 [timequality isSynced="0"] text`, plain}, // names are in one case
		{` host app 42 ID47 [timeQuality xisSynced="0" isSynced="00"] text`, plain},
		{` host app 42 ID47 [timeQuality] text`, plain},
		{` host app 42 ID47 - [timeQuality isSynced="0"] text`, plain}, // the message
		{` host app 42 ID47 [meta a="1"] [timeQuality isSynced="0"] text`, plain},
		{` host app 42 [timeQuality isSynced="0"] text of a line with a field too few`, plain},
		{` host app 42 ID47 [timeQuality isSynced="0`, plain}, // cut off
		{` host app 42 ID47 [timeQuality isSynced="0"`, unsynced},
		{` host app 42 ID47 [timeQuality isSynced=0 tzKnown="0"] text`, plain},
		{` host app 42 ID47 `, plain}, {` host app 42`, plain}, {` host`, plain}, {` `, plain}, {``, plain},
	} {
		for text, leap := range map[string]bool{"2003-10-11T22:14:15.003Z": false, "2003-08-24T05:14:15.000003-07:00": false, "2016-12-31T23:59:60Z": true} {
			raw := []byte("<34>1 " + text + test.trailing)
			stamp, start, end, reason := line.Find(stamptest.Reader(t, ""), raw, &read.Context{})
			require.Equal(t, timestamp.Read, reason, "%s", raw)
			require.Equal(t, text, string(raw[start:end]))
			require.Equal(t, leap, stamp.Leap)
			require.Equal(t, test.want, stamp.Format, "%s", raw)
		}
	}
}

func TestTimeQualityAllocatesNothing(t *testing.T) {
	reader, c := stamptest.Reader(t, ""), &read.Context{}
	raw := []byte(`<34>1 2003-10-11T22:14:15.003Z host app 42 ID47 [meta sequenceId="1"][timeQuality tzKnown="0" isSynced="0"] text`)
	stamptest.MustNotAllocate(t, "timeQuality", func() {
		if stamp, _, _, reason := line.Find(reader, raw, c); reason != timestamp.Read || stamp.Format != "rfc5424_zone_unknown_unsynced" {
			t.Fatal(reason, stamp.Format)
		}
	})
}

// Only syslog of RFC 5424 has the element, and only its own stamp.
func TestTimeQualityOfOtherLines(t *testing.T) {
	const rest = ` host app 42 ID47 [timeQuality isSynced="0"] text`
	for _, raw := range []string{
		"2003-10-11T22:14:15.003Z" + rest,
		"<34>2003-10-11T22:14:15.003Z" + rest,
		"1 2003-10-11T22:14:15.003Z" + rest,
		"id=<34>1 2003-10-11T22:14:15.003Z" + rest,
		"<34>1 host 2003-10-11T22:14:15.003Z" + rest,
		"<34>2 2003-10-11T22:14:15.003Z" + rest,
	} {
		stamp, _, _, reason := line.Find(stamptest.Reader(t, ""), []byte(raw), &read.Context{})
		require.Equal(t, timestamp.Read, reason, raw)
		require.Equal(t, "rfc3339", stamp.Format, raw)
	}
}
