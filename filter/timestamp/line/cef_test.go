package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// In an event of CEF or LEEF only its own keys have its time.
func TestEventTimes(t *testing.T) {
	const at, cef = "2024-06-14T10:11:12Z", "CEF:0|Vendor|Product|1|666|Alert|Medium|"
	for text, want := range map[string]string{
		cef + "cs1=a b rt=Jun 14 2024 10:11:12 dvc=x":                                        at,
		cef + "rt=1718359872 cs1=a":                                                          at,
		cef + "rt=2024-06-14T10:11:12.212418 cs1=a":                                          "2024-06-14T10:11:12.212418Z",
		cef + "cs5=Mon Aug  1 06:40:30 2022 rt=2024-06-14T10:11:12Z":                         at,
		cef + "deviceCustomDate1=Aug 01 2022 06:40:30 rt=2024-06-14T10:11:12Z":               at,
		cef + "msg=at 2022-08-01 06:40:30 it failed rt=2024-06-14T10:11:12Z":                 at,
		cef + "msg=at 2022-08-01 06:40:30 it failed":                                         "no_stamp",
		cef + "start=Jun 14 2024 10:11:12 src=x":                                             at,
		cef + "end=1718359872 src=x":                                                         at,
		cef + "start=Jun 14 2024 09:08:07 rt=Jun 14 2024 10:11:12":                           at,
		"Jun 14 10:11:12 host " + cef + "rt=1618359872000 cs1=a":                             at,
		"LEEF:1.0|V|P|1|2|cat=x\tmsg=2022-08-01 06:40:30\tdevTime=Jun 14 2024 10:11:12\tx=y": at,
		"host app: start=2024-06-14 10:11:12":                                                "no_stamp",
		"host app: seen=Fri Jun 14 10:11:12 2024":                                            "no_stamp",
		"host app: valid until Fri, 14 Jun 2024 10:11:12 GMT":                                "no_stamp",
		"host app: time=Fri Jun 14 10:11:12 2024":                                            at,
		"host app: Fri Jun 14 10:11:12 2024 started":                                         at,
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), text), text)
	}
	_, _, _, reason := line.FindWithin(stamptest.Reader(t, ""), []byte(cef+"start=Jun 14 2024 10:11:12 src"), line.Extent{Cut: true}, &read.Context{Now: stamptest.Now})
	require.Equal(t, timestamp.NoStamp, reason, "its time of receipt may stand after what is searched")
}
