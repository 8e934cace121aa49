package zone_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/zone"
)

// TestNamed: a text names a zone by itself in each of the ways that programs write one.
func TestNamed(t *testing.T) {
	summer, winter := time.Date(2024, 6, 14, 0, 0, 0, 0, time.UTC), time.Date(2024, 1, 14, 0, 0, 0, 0, time.UTC)
	const hour = 60
	memory := zone.NewMemory()
	for _, test := range []struct {
		text           string
		winter, summer int // minutes east of UTC
		short          string
	}{
		{"UTC", 0, 0, ""}, {"utc", 0, 0, ""}, {"Z", 0, 0, ""}, {"GMT", 0, 0, ""}, {"Etc/UTC", 0, 0, ""}, {"Zulu", 0, 0, ""},
		{"+2", 2 * hour, 2 * hour, ""}, {"+02", 2 * hour, 2 * hour, ""}, {"-0330", -3*hour - 30, -3*hour - 30, ""},
		{"+5:30", 5*hour + 30, 5*hour + 30, ""}, {"-3:30", -3*hour - 30, -3*hour - 30, ""}, {"−05:00", -5 * hour, -5 * hour, ""},
		{"UTC+2:00", 2 * hour, 2 * hour, ""}, {"GMT+2", 2 * hour, 2 * hour, ""}, {"gmt-07:00", -7 * hour, -7 * hour, ""},
		{"GMT(+0000)", 0, 0, ""}, {"UTC +01:00", hour, hour, ""}, {"(+02:00)", 2 * hour, 2 * hour, ""}, {"(GMT-5)", -5 * hour, -5 * hour, ""},
		{"CEST", 2 * hour, 2 * hour, ""}, {"AEST", 10 * hour, 10 * hour, ""}, {"MSK", 3 * hour, 3 * hour, "MSK"},
		{"CET", hour, 2 * hour, "CET"}, {"WET", 0, hour, "WET"}, {"Central European Summer Time", hour, 2 * hour, "CEST"},
		{"Pacific Standard Time", -8 * hour, -7 * hour, "PST"}, {"Pacific Time", -8 * hour, -7 * hour, ""},
		{"Europe/Berlin", hour, 2 * hour, ""}, {"europe/berlin", hour, 2 * hour, ""}, {"EUROPE/BERLIN", hour, 2 * hour, ""},
		{`Europe\/Berlin`, hour, 2 * hour, ""}, {"america/port-au-prince", -5 * hour, -4 * hour, ""},
		{"africa/dar_es_salaam", 3 * hour, 3 * hour, ""}, {"america/argentina/buenos_aires", -3 * hour, -3 * hour, ""},
		{"us/pacific", -8 * hour, -7 * hour, ""}, {"etc/gmt+5", -5 * hour, -5 * hour, ""}, {"EST5EDT", -5 * hour, -4 * hour, ""},
		{"W. Europe Standard Time", hour, 2 * hour, ""}, {"GMT Standard Time", 0, hour, ""}, {"US Mountain Standard Time", -7 * hour, -7 * hour, ""},
		{"India Standard Time", 5*hour + 30, 5*hour + 30, ""}, {"Pacific Standard Time (Mexico)", -8 * hour, -7 * hour, ""},
		{"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", hour, 2 * hour, ""},
		{"(GMT-8:00)Pacific Time(US&Canada)", -8 * hour, -7 * hour, ""}, {"(UTC-08:00) Pacific Time (US & Canada)", -8 * hour, -7 * hour, ""},
		{"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", 5*hour + 30, 5*hour + 30, ""}, {"(UTC-07:00) Arizona", -7 * hour, -7 * hour, ""},
	} {
		named := memory.Named([]byte(test.text), nil)
		require.NotNil(t, named, test.text)
		require.Nil(t, named.Abbreviation, test.text)
		require.Equal(t, test.short, named.Short, test.text)
		_, offset := winter.In(named.Location).Zone()
		require.Equal(t, test.winter, offset/60, "%s in winter", test.text)
		_, offset = summer.In(named.Location).Zone()
		require.Equal(t, test.summer, offset/60, "%s in summer", test.text)
		require.Same(t, named, memory.Named([]byte(test.text), nil), test.text)
	}
	for _, text := range []string{
		"", "Mars/Olympus", "us-east1-b", "dmz", "Pacific", "Central", "+25:00", "+2:17", "2", "120", "EDT5", "UTC-gw", "cest", "XYZ", "Time",
		"(GMT-8:00)Region,City", "(UTC+03:00) Amsterdam", "(", "()", "(UTC+01:00", "right/UTC", "right/Europe/Berlin", "localtime", "../UTC",
		"asia/foo", "Response Time", "Customer Europe",
	} {
		require.Nil(t, memory.Named([]byte(text), nil), text)
	}
	require.Equal(t, "IST", memory.Named([]byte("IST"), nil).Abbreviation.Name)
	for _, text := range []string{"", " ", "-", "N/A", `N\/A`, "null", "Unknown", "local"} {
		require.True(t, zone.IsSilent([]byte(text)), text)
	}
}

// TestWindowsZones: every home is in the database, and each name and place is of one.
func TestWindowsZones(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, row := range zone.WindowsZones {
		_, err := time.LoadLocation(row.Home)
		require.NoError(t, err, row.Name)
		require.False(t, seen[row.Place], row.Place)
		seen[row.Place] = true
	}
}
