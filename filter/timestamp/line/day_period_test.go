package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
)

func TestDayPeriod(t *testing.T) {
	const morning, evening = "2024-06-14T10:11:12Z", "2024-06-14T22:11:12Z"
	for trailing, want := range map[string]string{
		" PM":         evening,
		"PM":          evening,
		"\u202fPM":    evening,
		"\u00a0PM":    evening,
		"\u202fAM":    morning,
		" p.m.":       evening,
		" p. m.":      evening,
		" p.\u00a0m.": evening,
		" a. m.":      morning,
		" p.m":        evening,
		" P.M.":       evening,
		" (PM)":       evening,
		" μ.μ.":       evening,
		" μμ":         evening,
		" 下午":         evening,
		" 오후":         evening,
		" م":          evening,
		" nachm.":     "malformed",
		" ODP.":       "malformed",
		" vorm.":      morning,
		" pm-db01":    morning,
		" AM-server":  morning,
		" pm2":        morning,
		" PM-host":    morning,
		" am.example": morning,
		" Pmx":        morning,
		" p.o.":       morning,
		" PM.685":     "2024-06-14T22:11:12.685Z",
		"PM.685":      "2024-06-14T22:11:12.685Z",
		" AM.685":     "2024-06-14T10:11:12.685Z",
		" PM.68":      "malformed",
		" AM.68":      "malformed",
		" PM.685.x":   morning,
		" PM.685x":    morning,
		" PM_x":       morning,
		" мир":        morning,
		" μμμ":        morning,
	} {
		reader := stamptest.Reader(t, "")
		line := "2024-06-14 10:11:12" + trailing + " x"
		require.Equal(t, want, stamptest.FindWritten(reader, line), line)
		require.Equal(t, want, stamptest.FindWritten(reader, line), "again: %s", line)
		require.Equal(t, want, stamptest.FindWritten(reader, "14/06/2024 10:11:12"+trailing+" x"), trailing)
	}
}

// A word that a message may begin with is in doubt after a date as a country writes it, where the
// day period would change the hour.
func TestDoubtedDayPeriod(t *testing.T) {
	for line, want := range map[string]string{
		"14/6/2024 10:11:12 CH x":   "malformed",
		"14/6/2024 12:11:12 CH x":   "2024-06-14T12:11:12Z",
		"14/6/2024 12:11:12 SA x":   "malformed",
		"14/6/2024 22:11:12 CH x":   "2024-06-14T22:11:12Z",
		"6/14/2024 10:11:12 P x":    "malformed",
		"6/14/2024 10:11:12 A x":    "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 CH x":  "2024-06-14T10:11:12Z",
		"2024-06-14 22:11:12 nm. x": "2024-06-14T22:11:12Z",
		"2024-06-14 10:11:12,PM,x":  "malformed",
		"2024-06-14 10:11:12|PM|x":  "malformed",
		"2024-06-14 10:11:12,AM,x":  "2024-06-14T10:11:12Z",
		"2024-06-14 22:11:12,PM,x":  "2024-06-14T22:11:12Z",
		"2024-06-14 10:11:12,PMX,x": "2024-06-14T10:11:12Z",
		"2024-06-14 13:11:12 PM x":  "2024-06-14T13:11:12Z",
		"2024-06-14 13:11:12 AM x":  "impossible",
		"2024-06-14 00:11:12 AM x":  "2024-06-14T00:11:12Z",
		"2024-06-14 00:11:12 PM x":  "impossible",
		"2024-06-14 24:00:00 PM x":  "impossible",
		"14-Jun-24 15:11:12 PM - x": "2024-06-14T15:11:12Z",

		"2024-06-14 10:11 PM.685 x":                   "no_stamp",
		"Jun 14 11:57:27 PM.685 UTC: %UC_CTI-3-x: y":  "2024-06-14T23:57:27.685Z",
		"Jun 14 11:57:27 PM.685 UTC : %UC_CTI-3-x: y": "2024-06-14T23:57:27.685Z",
		"Jun 14 11:57:27.5 PM.685 UTC: %UC_CTI-3-x":   "malformed",

		"6/14/2024 10:11:12 PM-0500 x": "2024-06-14T22:11:12-05:00",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
}
