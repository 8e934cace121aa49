package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
)

// Of the keys of a JSON line the surest count first.
func TestKeysOfJSON(t *testing.T) {
	for text, want := range map[string]string{
		`{"CreationTime":"2024-06-14T10:11:12","Operation":"UserLoggedIn"}`:           "2024-06-14T10:11:12Z",
		`{"id":"x","creationDate":"2024-06-14T10:11:12Z"}`:                            "2024-06-14T10:11:12Z",
		`{"timestamp_ns":"1718359872000000000"}`:                                      "2024-06-14T10:11:12.000000000Z",
		`{"CreationTime":"2020-01-01T00:00:00","time":"2024-06-14T10:11:12Z"}`:        "2024-06-14T10:11:12Z",
		`{"CreationTime":"2020-01-01T00:00:00","occurred_at":"2024-06-14T10:11:12Z"}`: "2024-06-14T10:11:12Z",
		`{"file":{"CreationTime":"2020-01-01T00:00:00"}}`:                             "no_stamp",
		`{"updated_at":"2020-01-01T00:00:00"}`:                                        "no_stamp",
		`file creationTime="2020-01-01T00:00:00" opened`:                              "no_stamp",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), text), text)
	}
}

// In a JSON line a date is half of a stamp, whose other half stands under another key of time.
func TestWholeDaysOfJSON(t *testing.T) {
	for text, want := range map[string]string{
		`{"date":"2024-06-14","level":"INFO"}`:                             "no_stamp",
		`{"date":"2024-06-14","time":"10:11:12"}`:                          "2024-06-14T10:11:12Z",
		`{"time":"10:11:12","date":"2024-06-14"}`:                          "2024-06-14T10:11:12Z",
		`{"date":"2024-06-14","time":"12:11:12","tz":"+0200"}`:             "2024-06-14T12:11:12+02:00",
		`{"date":"14\/06\/2024","time":"10:11:12"}`:                        "2024-06-14T10:11:12Z",
		`{"date":"2024-06-14","timestamp":"2024-06-14T10:11:12Z"}`:         "2024-06-14T10:11:12Z",
		`{"date":"2024-06-14","timestamp":"2024-06-15T10:11:12Z"}`:         "2024-06-15T10:11:12Z",
		`{"date":"2024-06-14","eventTime":"2024-06-15T10:11:12Z"}`:         "no_stamp",
		`{"date":"2024-06-14","created_at":"2024-06-14T10:11:12Z"}`:        "no_stamp",
		`{"date":"2024-06-14","time":"n/a"}`:                               "no_stamp",
		`{"date":"2024-06-14","duration":"10:11:12"}`:                      "no_stamp",
		`{"date":"02/03/2024","time":"10:11:12"}`:                          "ambiguous_date",
		`{"date":"2024-06-14","time":"10:11:12","ts":"2024-06-14T01:02Z"}`: "2024-06-14T01:02:00Z",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), text), text)
	}
}
