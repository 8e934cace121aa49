package line_test

import (
	"strings"
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// TestFindReads has lines as programs write them; the stamp is between guillemets, which are taken
// out.
func TestFindReads(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		// syslog
		{"<34>«Jun 14 22:14:15» mymachine su: 'su root' failed", "2024-06-14T22:14:15Z"},
		{"«Jun  4 06:55:46» LabSZ sshd[24200]: reverse mapping checking getaddrinfo", "2024-06-04T06:55:46Z"},
		{"<165>1 «2003-08-24T05:14:15.000003-07:00» 192.0.2.1 myproc 8710 - - msg", "2003-08-24T05:14:15.000003-07:00"},
		{"«Dec 31 23:59:59» host prog: last year", "2023-12-31T23:59:59Z"},
		{"<189>: *«Mar  1 18:46:11.123»: %SYS-5-CONFIG_I: Configured from console", "2024-03-01T18:46:11.123Z"},
		{"«Mar  1 2024 18:46:11»: %ASA-6-302013: Built outbound TCP connection", "2024-03-01T18:46:11Z"},
		{"«Jun 14 09:00:55.003 UTC»: %LINK-3-UPDOWN: Interface up", "2024-06-14T09:00:55.003Z"},
		// Apache, nginx, proxies
		{`10.0.0.1 - - [«10/Oct/2023:13:55:36 -0700»] "GET / HTTP/1.1" 200 12`, "2023-10-10T13:55:36-07:00"},
		{"[«Wed Oct 11 14:32:52.123456 2023»] [core:error] [pid 1] msg", "2023-10-11T14:32:52.123456Z"},
		{"«2023/10/11 14:32:52» [error] 31#31: *1 open() failed", "2023-10-11T14:32:52Z"},
		{"«1066036250.603»   310 127.0.0.1 TCP_MISS/200 1024 GET http://example.com/ - DIRECT/x", "2003-10-13T09:10:50.603Z"},
		{"10.0.1.2:33317 [«06/Feb/2024:12:14:14.655»] http-in static/srv1 10/0/30", "2024-02-06T12:14:14.655Z"},
		{"[«2023-12-01T10:00:00.123Z»] \"GET /x HTTP/1.1\" 200 - 0 5 2 - envoy", "2023-12-01T10:00:00.123Z"},
		// Java, Python, Go, Rust, Ruby
		{"«2015-10-18 18:01:47,978» INFO [main] org.apache.hadoop.mapreduce", "2015-10-18T18:01:47.978Z"},
		{"INFO:2024-01-01: root «2024-03-05 10:11:12,123» - root", "2024-03-05T10:11:12.123Z"},
		{"I, [«2024-06-26T17:00:04.497736» #126554]  INFO -- : done", "2024-06-26T17:00:04.497736Z"},
		{"E«0302 15:04:05.123456» 1 server.go:20] x", "2024-03-02T15:04:05.123456Z"},
		{"I«20240302 15:04:05.123456» 1 server.go:20] x", "2024-03-02T15:04:05.123456Z"},
		{"time=«2024-05-06T07:08:09Z» level=info msg=\"started at 2020-01-01T00:00:00Z\"", "2024-05-06T07:08:09Z"},
		{"level=info ts=«2024-05-06T07:08:09.123Z» caller=main.go:1", "2024-05-06T07:08:09.123Z"},
		{"«20171223-22:15:29:606»|Step_LSC|30002312|onStandStepChanged 3579", "2017-12-23T22:15:29.606Z"},
		{"«20171224-0:7:20:44»|Step_LSC|30002312|x", "2017-12-24T00:07:20.044Z"},
		{"«2024-03-05 10:11:12.123+02» stdout F x", "2024-03-05T10:11:12.123+02:00"},
		{"«2024-03-05 10:11:12 +0200» [1] x", "2024-03-05T10:11:12+02:00"},
		{"«2024-03-05 10:11:12» -5 degrees", "2024-03-05T10:11:12Z"},
		{"«2024-03-05 10:11:12» - message", "2024-03-05T10:11:12Z"},
		{"«2024-03-05 10:11:12» INFO x", "2024-03-05T10:11:12Z"},
		{"«2024-03-05 10:11:12 CET» [1] LOG: x", "2024-03-05T10:11:12+01:00"},
		{"«2024-03-05 10:11:12 [CET]» LOG: x", "2024-03-05T10:11:12+01:00"},
		{"«2024-03-05 10:11:12,123 (CET)» LOG: x", "2024-03-05T10:11:12.123+01:00"},
		{"«2024-03-05 10:11:12» [INFO] LOG: x", "2024-03-05T10:11:12Z"},
		{"«2024-03-05T10:11:12\u221207:00» LOG: x", "2024-03-05T10:11:12-07:00"},
		{"«2024-07-05 10:11:12 Europe/Berlin» x", "2024-07-05T10:11:12+02:00"},
		{"=INFO REPORT==== «14-Jun-2024::10:11:12» ===", "2024-06-14T10:11:12Z"},
		{"«06/14-10:11:12.123456»  [**] [1:1:1] x", "2024-06-14T10:11:12.123456Z"},
		{"10,«06/14/24,10:11:12»,Assign,10.0.0.1", "2024-06-14T10:11:12Z"},
		{"audit: type=1400 audit(«1718359872.123»:45): apparmor=x", "2024-06-14T10:11:12.123Z"},
		{"node=a type=SYSCALL msg=audit(«1718359872.123»:45): x", "2024-06-14T10:11:12.123Z"},
		{"«Jun 14 10:11:12 CET 2024» x", "2024-06-14T10:11:12+01:00"},
		{"«2024-06-14T10:11:12.123+0200»: 1.234: [GC", "2024-06-14T10:11:12.123+02:00"},
		{"«Jun 14, 2024 10:11:12 AM» org.apache.catalina", "2024-06-14T10:11:12Z"},
		{"«2024-06-14 10:11:12.123456» IP 10.0.0.1.53 > 10.0.0.2.53: x", "2024-06-14T10:11:12.123456Z"},
		{`{"kind":"Event","requestReceivedTimestamp":"«2024-06-14T10:11:12.5Z»"}`, "2024-06-14T10:11:12.5Z"},
		// databases
		{"«2024-03-05 10:11:12.123 UTC» [12345] LOG:  starting", "2024-03-05T10:11:12.123Z"},
		{"«171113 14:14:20» [Note] InnoDB: x", "2017-11-13T14:14:20Z"},
		{"12345:M «26 Dec 2023 10:00:00.123» * Ready to accept connections", "2023-12-26T10:00:00.123Z"},
		{"«1339518083.107412» [0 127.0.0.1:60866] \"keys\" \"*\"", "2012-06-12T16:21:23.107412Z"},
		{`{"t":{"$date":"«2026-03-10T20:58:09.401+00:00»"},"s":"I","msg":"x"}`, "2026-03-10T20:58:09.401Z"},
		// others
		{"type=SYSCALL msg=audit(«1364481363.243»:24287): arch=c000003e", "2013-03-28T14:36:03.243Z"},
		{"[«1700000000»] CURRENT HOST STATE: localhost;UP;HARD", "2023-11-14T22:13:20Z"},
		{"- «1131566461» 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond", "2005-11-09T20:01:01Z"},
		{"134681 node-246 unix.hw state_change.unavailable «1077804742» 1 Component", "2004-02-26T14:12:22Z"},
		{"«2016-09-28 04:30:30», Info                  CBS    Loaded", "2016-09-28T04:30:30Z"},
		{"[«10.30 16:49:06»] chrome.exe - proxy close", "2023-10-30T16:49:06Z"},
		{"«03-17 16:13:38.811»  1702  2395 D WindowManager: x", "2024-03-17T16:13:38.811Z"},
		{"«05-06 16:13:38.811» D/WindowManager( 1702): x", "2024-05-06T16:13:38.811Z"},
		{"«05-06 16:13:38.811»  1702  2395 D WindowManager: x", "2024-05-06T16:13:38.811Z"},
		{"«081109 203615» 148 INFO dfs.DataNode: x", "2008-11-09T20:36:15Z"},
		{"«Mon Dec  1 17:33:44 UTC 2025» Likely to fail", "2025-12-01T17:33:44Z"},
		{"«Tue Oct 10 01:55:36 PM UTC 2023» backup done", "2023-10-10T13:55:36Z"},
		{"«13/02/2024 10:11:12» started", "2024-02-13T10:11:12Z"},
		{"«02/13/2024 10:11:12 PM» started", "2024-02-13T22:11:12Z"},
		{"«02-Mar-2024 10:11:12.123» client @0x7f 10.0.0.1#5353: query", "2024-03-02T10:11:12.123Z"},
		{"nova-api.log.1.2017-05-16_13:53:08 «2017-05-16 00:00:00.008» 25746 INFO x", "2017-05-16T00:00:00.008Z"},
		{"nova.log:«2017-05-16 00:00:00.008» 25746 INFO x", "2017-05-16T00:00:00.008Z"},
		{"\x1b[32m«2024-01-02T03:04:05Z»\x1b[0m ok", "2024-01-02T03:04:05Z"},
		{`caddy  | {"level":"info","ts":«1761019822.3152757»,"msg":"x"}`, "2025-10-21T04:10:22.3152757Z"},
		{`{"ClientIP":"203.0.113.5","EdgeStartTimestamp":«1718359872123456789»,"RayID":"3a"}`, "2024-06-14T10:11:12.123456789Z"},
		{`{"occurred_at":"2020-01-01T00:00:00Z","time":"«2024-06-14T10:11:12Z»"}`, "2024-06-14T10:11:12Z"},
		{`{"host":"web","occurred_at":"«2024-06-14T10:11:12Z»"}`, "2024-06-14T10:11:12Z"},
		{"<Event><TimeCreated SystemTime='«2024-06-14T10:11:12.1234567Z»'/></Event>", "2024-06-14T10:11:12.1234567Z"},
		{"SET timestamp=«1611704757»;", "2021-01-26T23:45:57Z"},
		{"2.3.4 10.0.0.1 «2024-01-02T03:04:05Z» ok", "2024-01-02T03:04:05Z"},
	} {
		start := strings.Index(test.line, "«")
		end := strings.Index(test.line, "»") - len("«")
		raw := strings.NewReplacer("«", "", "»", "").Replace(test.line)
		stamp, gotStart, gotEnd, reason := line.Find(stamptest.Reader(t, ""), []byte(raw), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read || gotStart != start || gotEnd != end || stamptest.Written(stamp) != test.want {
			t.Errorf("%s\n got %s %q = %s\nwant %q = %s", raw, reason, raw[gotStart:gotEnd], stamptest.Written(stamp), raw[start:end], test.want)
		}
	}
}

// TestFindRefuses has lines whose first stamp has no single reading, or that hold none of their
// own.
func TestFindRefuses(t *testing.T) {
	for _, test := range []struct {
		line string
		want timestamp.Reason
	}{
		{"02/03/2024 10:11:12 started, see 2024-02-03T00:00:00Z", timestamp.AmbiguousDate},
		{"17/06/09 20:10:40 INFO executor.CoarseGrainedExecutorBackend", timestamp.AmbiguousDate},
		{"05-06 16:13:38.811 INFO day or month?", timestamp.AmbiguousDate},
		{"2024-03-05 10:11:12 IST [1] LOG: x", timestamp.AmbiguousZone},
		{"Jun 14 10:11:12 MET sshd[1]: is it a zone or a host?", timestamp.AmbiguousZone},
		{"14-Jun-10:11:12 is 2010 or an hour", timestamp.AmbiguousDate},
		{"2024-02-30 10:11:12 x", timestamp.Impossible},
		{"Mon Jun 11 10:00:00 2024 x", timestamp.Impossible},
		{"<34>1 - host app - - - replays 2024-03-05T10:11:12Z", timestamp.NoStamp},
		{"certificate expires=2034-05-06T07:08:09Z", timestamp.NoStamp},
		{"certificate valid until 2034-05-06T07:08:09Z", timestamp.NoStamp},
		{`{"msg":"2024-03-05T10:11:12Z"}`, timestamp.NoStamp},
		{`{"log":"{\"time\":\"2024-03-05T10:11:12Z\"}"}`, timestamp.NoStamp},
		{"took 1700000000 ns", timestamp.NoStamp},
		{"GET /ping?ts=1718359872 200", timestamp.NoStamp},
		{`{"expires":"2034-05-06T07:08:09Z"}`, timestamp.NoStamp},
		{`{"updated_at":"2020-01-01T00:00:00Z","user":"a"}`, timestamp.NoStamp},
		{`{"user":{"time":"2024-06-14T10:11:12Z"}}`, timestamp.NoStamp},
		{`{"data":{"user":{"time":"2024-06-14T10:11:12Z"}}}`, timestamp.NoStamp},
		{`{"data":[{"time":"2024-06-14T10:11:12Z"}]}`, timestamp.NoStamp},
		{`[{"time":"2024-06-14T10:11:12Z"},{"time":"2024-06-14T10:11:13Z"}]`, timestamp.NoStamp},
		{"[12345.678901] usb 1-1: new device", timestamp.NoStamp},
		{"uptime 12:34:56, version 2024.01.02, 10.11.12.13", timestamp.NoStamp},
		{"GET /archive/2024/01/02/03:04:05 200", timestamp.NoStamp},
		{"backup-2024-01-02T03:04:05Z.tar.gz stored", timestamp.NoStamp},
		{"12:34:56:78:9a:bc and 00:11:22:33:44:55", timestamp.NoStamp},
		{"x 4-Jun 10:11:12 is not of 2010", timestamp.NoStamp},
		{"", timestamp.NoStamp},
	} {
		_, start, end, reason := line.Find(stamptest.Reader(t, ""), []byte(test.line), &read.Context{Now: stamptest.Now})
		if reason != test.want {
			t.Errorf("%s: %s %q, want %s", test.line, reason, test.line[start:end], test.want)
		}
	}
}
