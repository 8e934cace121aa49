package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// A pair that names the zone gives it to a stamp in another pair, if that has none itself.
func TestPairedZone(t *testing.T) {
	const local, summer = "2024-06-14T10:11:12Z", "2024-06-14T10:11:12+02:00"
	for text, want := range map[string]string{
		`id=firewall time="2024-06-14 10:11:12" fw="a b" tz=+0200 startime="2024-06-14 10:11:12"`: summer,
		`id=firewall time=2024-06-14 10:11:12 fw=a tz=+0200 x=y`:                                  summer,
		`ts=2024-06-14T10:11:12 timezone=Europe/Berlin`:                                           summer,
		`ts=2024-06-14T10:11:12 timezone="CEST" x`:                                                summer,
		`timestamp="Jun 14 10:11:12",tz="GMT+2",x=y`:                                              summer,
		`time="2024-06-14 10:11:12" tz=+2 x`:                                                      summer,
		`time="2024-06-14 10:11:12" tz=UTC`:                                                       local,
		`time="2024-06-14 10:11:12+01:00" tz=+0200`:                                               "2024-06-14T10:11:12+01:00",
		`time="2024-06-14 10:11:12" tz=somewhere x`:                                               "unknown_zone",
		`time="2024-06-14 10:11:12" timezone="Europe/Atlantis"`:                                   "unknown_zone",
		`time="2024-06-14 10:11:12" tz=IST x`:                                                     "ambiguous_zone",
		`time="2024-06-14 10:11:12" msg="set tz=+0200 now"`:                                       local,
		`time="2024-06-14 10:11:12" quartz=+0200`:                                                 local,
		`2024-06-14 10:11:12 tz=+0200`:                                                            local,
		`date=2024-06-14 time=10:11:12 tz="+0200" x`:                                              summer,
		`tz="UTC+2:00" devname="fw" time="2024-06-14 10:11:12" x=y`:                               summer,
		`<189>logver=6 tz="UTC+2:00" vd="a b" date=2024-06-14 time=10:11:12 x=y`:                  summer,
		`msg="tz=+0300 " tz=+0300 time="2024-06-14 10:11:12" a=b tz=+0200`:                        summer,
		`msg="set tz=+0200 now" time="2024-06-14 10:11:12"`:                                       local,
		`time="2024-06-14 13:41:12" tz="+5:30"`:                                                   "2024-06-14T13:41:12+05:30",
		`time="2024-06-14 10:11:12" tz="-3:30" x`:                                                 "2024-06-14T10:11:12-03:30",
		`time="2024-06-14 10:11:12" timezone="(GMT-8:00)Pacific Time(US&Canada)" x`:               "2024-06-14T10:11:12-07:00",
		`time="2024-06-14 10:11:12" timezone="(GMT+1:00)Amsterdam,Berlin,Bern" x`:                 summer,
		`time="2024-06-14 10:11:12" timezone="(GMT+0:00)Region,City" x`:                           "unknown_zone",
		`time="2024-06-14 10:11:12" timezone=(GMT-8:00) Pacific Time (US & Canada) x=y`:           "2024-06-14T10:11:12-07:00",
		`time="2024-06-14 10:11:12" timezone=(GMT+2:00) x=y`:                                      summer,
		`time="2024-06-14 10:11:12" timezone=GMT(+0000)`:                                          local,
		`time="2024-06-14 10:11:12" timezone="W. Europe Standard Time" x`:                         summer,
		`time="2024-06-14 10:11:12" timezone="Pacific Standard Time" x`:                           "ambiguous_zone",
		`time="2024-06-14 10:11:12" timezone=CET x`:                                               "ambiguous_zone",
		`time="2024-06-14 10:11:12" zone="europe/berlin" x`:                                       summer,
		`CEF:0|a|b|1|2|3|4|rt=Jun 14 2024 10:11:12 dtz=Europe/Berlin x=y`:                         summer,
		`CEF:0|a|b|1|2|3|4|dtz=GMT+2 rt=Jun 14 2024 10:11:12 x=y`:                                 summer,
		`time="2024-06-14 10:11:12" zone=dmz x`:                                                   local,
		`time="2024-06-14 10:11:12" zone=Z x`:                                                     local,
		`time="2024-06-14 10:11:12" tz="" timezone=- zone=+2 x`:                                   summer,
	} {
		reader := stamptest.Reader(t, "")
		require.Equal(t, want, stamptest.FindWritten(reader, text), text)
		require.Equal(t, want, stamptest.FindWritten(reader, text), "again: %s", text)
	}
	_, _, _, reason := line.FindWithin(stamptest.Reader(t, ""), []byte(`time="2024-06-14 10:11:12" tz=+05`), line.Extent{Cut: true}, &read.Context{Now: stamptest.Now})
	require.Equal(t, timestamp.UnknownZone, reason, "the value goes on after what is searched")
}

// So does a key of a JSON line.
func TestZoneOfJSON(t *testing.T) {
	const local, summer = "2024-06-14T10:11:12Z", "2024-06-14T10:11:12+02:00"
	for text, want := range map[string]string{
		`{"time":"2024-06-14 10:11:12","tz":"+0200"}`:                                                                               summer,
		`{"timezone": "Europe/Berlin", "time": "2024-06-14T10:11:12"}`:                                                              summer,
		`{"time":"2024-06-14 10:11:12","time_zone":"CEST"}`:                                                                         summer,
		`{"time":"2024-06-14 10:11:12","tz":"+2"}`:                                                                                  summer,
		`{"time":"2024-06-14 10:11:12","tz":"+5:30"}`:                                                                               "2024-06-14T10:11:12+05:30",
		`{"time":"2024-06-14 10:11:12","timeZone":"UTC+2:00"}`:                                                                      summer,
		`{"time":"2024-06-14 10:11:12","zone":"us-east1-b"}`:                                                                        local,
		`{"time":"2024-06-14 10:11:12","zone":"us-east1-b","tz":"+2"}`:                                                              summer,
		`{"time":"2024-06-14 10:11:12","zone":"europe/berlin"}`:                                                                     summer,
		`{"time":"2024-06-14 10:11:12","timezone":"N/A"}`:                                                                           local,
		`{"time":"2024-06-14 10:11:12","timezone":"CET"}`:                                                                           "ambiguous_zone",
		`{"time":"2024-01-14 10:11:12","timezone":"CET"}`:                                                                           "2024-01-14T10:11:12+01:00",
		`{"time":"2024-06-14 10:11:12","tz":"IST"}`:                                                                                 "ambiguous_zone",
		`{"message":"x","datetime":{"date":"2024-06-14 10:11:12.000000","timezone_type":3,"timezone":"Europe\/Berlin"},"extra":[]}`: "2024-06-14T10:11:12.000000+02:00",
		`{"datetime":{"date":"2024-06-14 10:11:12.5","timezone_type":1,"timezone":"+02:00"},"timezone":"+0300"}`:                    "2024-06-14T10:11:12.5+02:00",
		`{"datetime":{"date":"2024-06-14 10:11:12","timezone_type":2,"timezone":"XYZ"}}`:                                            "unknown_zone",
		`{"time":"2024-06-14 10:11:12","tz":"nowhere"}`:                                                                             "unknown_zone",
		`{"time":"2024-06-14 10:11:12","tz":-300}`:                                                                                  "unknown_zone",
		`{"time":"2024-06-14 10:11:12","tz":null}`:                                                                                  local,
		`{"time":"2024-06-14 10:11:12","tz":""}`:                                                                                    local,
		`{"time":"2024-06-14 10:11:12","user":{"tz":"+0200"}}`:                                                                      local,
		`{"time":"2024-06-14 10:11:12","msg":"tz","to":"+0200"}`:                                                                    local,
		`{"time":"2024-06-14T10:11:12Z","tz":"+0200"}`:                                                                              local,
		`{"time":"2024-06-14 10:11:12","msg":"cut before the tz","tz":`:                                                             local,
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), text), text)
	}
}

// A line of JSON without the letter z is not searched for a zone.
func TestZoneKeysHaveZ(t *testing.T) {
	for _, name := range line.ZoneKeys() {
		require.Contains(t, name, "z")
	}
}
