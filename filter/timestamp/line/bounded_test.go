package line_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// bounds are the defaults of scan_depth and key_depth.
var bounds = line.Bounds{Text: 128, Keys: 64 << 10}

// findBounded returns what is found in a line as it is written, or the reason against it, and the
// text of the stamp.
func findBounded(t testing.TB, text string, formats ...string) (written, stamp string) {
	t.Helper()
	r := stamptest.Reader(t, "", formats...)
	s, start, end, reason := line.FindBounded(r, []byte(text), bounds, &read.Context{Now: stamptest.Now})
	if reason != timestamp.Read {
		return reason.String(), ""
	}
	return stamptest.Written(s), text[start:end]
}

// far is text in front of what lies beyond the bound of text.
var far = strings.Repeat("x y ", 100)

const at, itsTime = "2024-06-14T10:11:12Z", `"2024-06-14T10:11:12Z"`

// Objects of JSON are searched by their keys: in any depth of the line, behind a header too, in the
// order of belief and no further down than in containers.
func TestObjects(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":"` + far + `","timestamp":` + itsTime + `}`:                                                  at,
		`{"a":{"b":[1,{"c":"}"}]},"msg":"\"time\":\"2020-01-01T00:00:00Z\"","time":` + itsTime + `}`:       at,
		`{"ts":"2020-01-01T00:00:00Z","time":` + itsTime + `}`:                                             at,
		`{"time":"2020-01-01T00:00:00Z","time":` + itsTime + `}`:                                           at,
		`{"Time":` + itsTime + `,"TIME":"2020-01-01T00:00:00Z"}`:                                           at,
		`{"created_at":"2020-01-01T00:00:00Z","event":{"timestamp":` + itsTime + `}}`:                      at,
		`{"createdAt":` + itsTime + `,"data":{"eventTime":"2020-01-01T00:00:00Z"}}`:                        at,
		`{"received_at":"2020-01-01T00:00:00Z","payload":{"createdAt":` + itsTime + `}}`:                   at,
		`{"started_at":"2020-01-01T00:00:00Z","created":` + itsTime + `,"updated":"2021-01-01T00:00:00Z"}`: at,
		`{"user":{"created_at":"2020-01-01T00:00:00Z"},"updated_at":"2020-01-01T00:00:00Z"}`:               "no_stamp",
		`{"event":{"user":{"time":"2020-01-01T00:00:00Z"}}}`:                                               "no_stamp",
		`{"certificate":{"not_before":"2020-01-01T00:00:00Z"},"level":"info"}`:                             "no_stamp",
		`<134>app -: {"a":1, "timestamp":` + itsTime + `}`:                                                 at,
		`<134>app -: {"a":1, "created_at":` + itsTime + `}`:                                                "no_stamp",
		`user was made: {"id":7,"birth":"2020-01-01T00:00:00Z"}`:                                           "no_stamp",
		`2024-06-14T10:11:12Z host app: {"time":"2020-01-01T00:00:00Z"}`:                                   at,
		`got {"time":"2020-01-01T00:00:00Z"} from a peer, 2024-06-14T10:11:12Z`:                            "2020-01-01T00:00:00Z",
		`{"message":"2024-06-14T10:11:12Z INFO started","created_at":"2020-01-01T00:00:00Z"}`:              at,
		`{"log":"{\"time\":\"2020-01-01T00:00:00Z\"}\n","stream":"stdout","time":` + itsTime + `}`:         at,
		`{"log":"{\"level\":\"info\",\"time\":\"2024-06-14T10:11:12Z\"}\n","stream":"stdout"}`:             at,
		`{"result":{"_time":"2020-01-01 00:00:00.000 UTC","_raw":"{\"ts\":1718359872,\"uid\":\"C1\"}"}}`:   at,
		`{"time":"14\/Jun\/2024:10:11:12 +0000"}`:                                                          at,
		`{"ts":1.718359872e+09}`:                              at,
		`{"ts":1718359872.5,"a":1}`:                           "2024-06-14T10:11:12.5Z",
		`{"time":{"$date":{"$numberLong":"1718359872000"}}}`:  "2024-06-14T10:11:12.000Z",
		`{"time":{"$date":1718359872000}}`:                    "2024-06-14T10:11:12.000Z",
		`[{"time":` + itsTime + `}]`:                          at,
		`[{"time":` + itsTime + `},{"time":` + itsTime + `}]`: "no_stamp",
		`{"time":` + itsTime + `},`:                           at,
		`{"Records":[{"eventTime":"2020-01-01T00:00:00Z"}]}`:  "no_stamp",
		`{"a":1,"time":"2024-06-14T10:11`:                     "no_stamp",
		`{"a":1,"time":17183598`:                              "no_stamp",
	} {
		written, _ := findBounded(t, text)
		assert.Equal(t, want, written, text)
	}
}

// The stamp's place is that of its text in the line, also where that is escaped.
func TestPlacesInObjects(t *testing.T) {
	for text, want := range map[string]string{
		`{"time":` + itsTime + `}`:                                     at,
		`{"time":1718359872}`:                                          "1718359872",
		`{"time":"14\/Jun\/2024:10:11:12 +0000"}`:                      `14\/Jun\/2024:10:11:12 +0000`,
		`{"log":"\"\u00e9\ud83d\ude00\t2024-06-14T10:11:12Z x\n"}`:     at,
		`{"log":"{\"n\":\"\\\"\",\"time\":\"2024-06-14T10:11:12Z\"}"}`: at,
		`{"date":"2024-06-14","time":"10:11:12"}`:                      "2024-06-14",
		`{"t":{"epochSecond":1718359872,"nanoOfSecond":5}}`:            `{"epochSecond":1718359872,"nanoOfSecond":5}`,
	} {
		_, stamp := findBounded(t, text)
		assert.Equal(t, want, stamp, text)
	}
}

// Pairs are searched by their keys where the text of a line has no stamp.
func TestPairsBeyondText(t *testing.T) {
	const cef = "CEF:0|Vendor|Product|1.0|100|Logon|5|msg=" // far from here the text ends
	for text, want := range map[string]string{
		`level=info msg="` + far + `" time=2024-06-14T10:11:12Z`:                                                                           at,
		`level=info msg="` + far + `" time="2024-06-14 10:11:12" n=1`:                                                                      at,
		`level=info msg="` + far + ` time=2020-01-01T00:00:00Z" ts=1718359872`:                                                             at,
		`level=info msg="` + far + `" created_at=2020-01-01T00:00:00Z`:                                                                     "no_stamp",
		`level=info msg="` + far + `" start=2020-01-01T00:00:00Z`:                                                                          "no_stamp",
		`date=2024-06-14 time=12:11:12 msg="` + far + `" timezone=Europe/Berlin`:                                                           "2024-06-14T12:11:12+02:00",
		`time="2024-06-14 12:11:12" msg="` + far + `" tz=+0200`:                                                                            "2024-06-14T12:11:12+02:00",
		`GET /` + far + `ping?ts=1718359872`:                                                                                               "no_stamp",
		`a=` + far + `^^timestamp=2024-06-14T10:11:12Z^^b=1`:                                                                               at,
		cef + far + `start=Jan 01 2020 00:00:00 rt=Jun 14 2024 10:11:12 src=192.0.2.1`:                                                     at,
		cef + far + `end=Jun 14 2024 10:11:13 start=Jun 14 2024 10:11:12`:                                                                  at,
		cef + far + `deviceCustomDate1=Jan 01 2020 00:00:00 cs1=x`:                                                                         "no_stamp",
		cef + far + `VENDRutcTime=2024-06-14T10:11:12Z`:                                                                                    at,
		`0|Vendor|Product|1.0|100|Logon|5|msg=` + far + `end=1718359872000`:                                                                "2024-06-14T10:11:12.000Z",
		"LEEF:1.0|Vendor|Product|1.0|100|msg=" + far + "\tdevTime=Jun 14 2024 10:11:12\tsrc=1":                                             at,
		`<Event xmlns="x"><System><Provider Name="` + far + `"/><TimeCreated SystemTime='2024-06-14T10:11:12.1234567Z'/></System></Event>`: "2024-06-14T10:11:12.1234567Z",
		`<?xml version="1.0"?><Report><Host>` + far + `</Host><Event><GMTTime>2024-06-14T10:11:12</GMTTime></Event></Report>`:              at,
		`<event id="` + far + `" time="2024-06-14T10:11:12Z"><user/></event>`:                                                              at,
		`<report id="` + far + `"><user><time>2020-01-01T00:00:00Z</time></user></report>`:                                                 "no_stamp",
		`<report id="` + far + `" expires="2020-01-01T00:00:00Z"/>`:                                                                        "no_stamp",
	} {
		written, _ := findBounded(t, text)
		assert.Equal(t, want, written, text)
	}
}

// A layout of the user is looked for under the keys of JSON, too.
func TestLayoutsUnderKeys(t *testing.T) {
	text := `{"a":"` + far + `","time":"14.06.24 10.11"}`
	written, _ := findBounded(t, text, "%d.%m.%y %H.%M")
	assert.Equal(t, "2024-06-14T10:11:00Z", written)
	written, _ = findBounded(t, text)
	assert.Equal(t, "no_stamp", written)
}
