package line_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/internal/stamptest"
)

// TestForeignMonths: every name of a month is read between day and year, in lines and in values, in
// any case, with a full stop and without, or refused where it is another month in another language.
func TestForeignMonths(t *testing.T) {
	doubted := map[string]bool{"lip": true, "lis": true, "listopad": true, "listopada": true}
	for _, row := range scan.ForeignMonths {
		reader := stamptest.Reader(t, "")
		require.Equal(t, "2024-06-14T10:11:12Z", stamptest.ReadWritten(reader, row.Example), row.Example)
		require.Equal(t, "2024-06-14T10:11:12Z", stamptest.FindWritten(reader, "["+row.Example+"] x"), row.Example)
		for month, names := range row.Names {
			for name := range strings.FieldsSeq(names) {
				want := fmt.Sprintf("2024-%02d-14T10:11:12Z", month+1)
				if doubted[name] {
					want = "ambiguous_date"
				}
				title := strings.ToUpper(string([]rune(name)[:1])) + string([]rune(name)[1:])
				spellings := []string{name, title, strings.ToUpper(name)}
				if len([]rune(name)) <= len("sept") {
					spellings = append(spellings, name+".")
				}
				for _, spelt := range spellings {
					require.Equal(t, want, stamptest.ReadWritten(reader, "14 "+spelt+" 2024 10:11:12"), spelt)
					require.Equal(t, want, stamptest.FindWritten(reader, "x [14 "+spelt+" 2024 10:11:12] y"), spelt)
				}
			}
		}
	}
}

func TestForeignDates(t *testing.T) {
	for text, want := range map[string]string{
		"15-Mär-2019 18:54:42.585 INFO x":                  "2019-03-15T18:54:42.585Z",
		"03/ene/2016 11:52:14 x":                           "2016-01-03T11:52:14Z",
		"22-ENE-19 03.16.13.123456 PM x":                   "2019-01-22T15:16:13.123456Z",
		"[14. Juni 2024 um 10:11:12] x":                    "2024-06-14T10:11:12Z",
		"14 de junio de 2024, 10:11:12 x":                  "2024-06-14T10:11:12Z",
		"14 juin 2024 10:11:12 +0200 x":                    "2024-06-14T10:11:12+02:00",
		"14 июня 2024 г. в 10:11:12 x":                     "2024-06-14T10:11:12Z",
		"mars 08 10:15:03 nixos systemd[1]: x":             "2024-03-08T10:15:03Z",
		"мая  8 10:15:03 host systemd[1]: x":               "2024-05-08T10:15:03Z",
		"Dez 10 13:40:02 host app[1]: 2020-01-01 00:00:00": "2023-12-10T13:40:02Z",
		"lis 10 13:40:02 host app[1]: x":                   "ambiguous_date",
		"14 lip 2024 10:11:12 2020-01-01 00:00:00":         "ambiguous_date",
		"out 10 13:40:02 host app[1]: x":                   "ambiguous_date",
		"14 MARÇO 2024 10:11:12 x":                         "2024-03-14T10:11:12Z",
		"30 février 2024 10:11:12 x":                       "impossible",
		"14 juin 10:11:12 x":                               "no_stamp",
		"14 mars landers x 10:11:12":                       "no_stamp",
		"x mars 08 10:15:03 nixos x":                       "no_stamp",
		"14 größer 2024 10:11:12 x":                        "no_stamp",
		"14 junix 2024 10:11:12 x":                         "no_stamp",
	} {
		reader := stamptest.Reader(t, "")
		require.Equal(t, want, stamptest.FindWritten(reader, text), text)
		require.Equal(t, want, stamptest.FindWritten(reader, text), "again: %s", text)
	}
	for text, want := range map[string]string{
		"мая 08 10:15:03": "2024-05-08T10:15:03Z", "juin 14, 2024 10:11:12": "2024-06-14T10:11:12Z", "14. Juni 2024": "2024-06-14T00:00:00Z",
		"août 14 10:11:12 2023": "2023-08-14T10:11:12Z", "ağu 14 2024": "2024-08-14T00:00:00Z", "mai": "no_stamp", "мая": "no_stamp", "мир 5": "no_stamp",
	} {
		require.Equal(t, want, stamptest.ReadWritten(stamptest.Reader(t, ""), text), text)
	}
}
