package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
)

// Between a syslog stamp and its host an abbreviation is a zone where what follows shows the host.
func TestZoneBeforeHost(t *testing.T) {
	for line, want := range map[string]string{
		"Jun  6 03:32:02 EDT fw-01 : %ASA-6-302013: x":   "2024-06-06T03:32:02-04:00",
		"Jun  6 03:32:02 EDT 192.0.2.7 vendor=a":         "2024-06-06T03:32:02-04:00",
		"Jun  6 03:32:02 EDT 2001:db8::7 vendor=a":       "2024-06-06T03:32:02-04:00",
		"Jun  6 03:32:02 MSK web1 sshd[42]: x":           "2024-06-06T03:32:02+03:00",
		"Jun  6 03:32:02 MSK web1.example.org kernel: x": "2024-06-06T03:32:02+03:00",
		"Jun  6 03:32:02 MSK kernel: x":                  "ambiguous_zone",
		"Jun  6 03:32:02 EDT last message repeated 2":    "ambiguous_zone",
		"Jun  6 03:32:02 EDT 12:30: x":                   "ambiguous_zone",
		"Jun  6 03:32:02 UTC last message repeated 2":    "2024-06-06T03:32:02Z", // the same instant
		"Jun  6 03:32:02 IST web1 sshd[42]: x":           "ambiguous_zone",
		"Jun  6 03:32:02 EDT-gw1 web1 sshd[42]: x":       "2024-06-06T03:32:02Z",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
}

// Between the time and Cisco's facility stands a zone, which is known or refuses the stamp.
func TestCiscoZone(t *testing.T) {
	for line, want := range map[string]string{
		"*Oct  6 03:32:02.070 mng: %SEC-6-IPACCESSLOGP: x":   "unknown_zone",
		"*Oct  6 03:32:02.070 Paris: %SEC-6-IPACCESSLOGP: x": "unknown_zone",
		"Jun  6 03:32:02 est: %SEC-6-IPACCESSLOGP: x":        "2024-06-06T03:32:02-05:00",
		"Jun  6 03:32:02 pdt: %SEC-6-IPACCESSLOGP: x":        "2024-06-06T03:32:02-07:00",
		"Jun  6 2024 03:32:02.5 Cet: %SEC-6-IPACCESSLOGP: x": "2024-06-06T03:32:02.5+01:00",
		"Jun  6 03:32:02 ist: %SEC-6-IPACCESSLOGP: x":        "ambiguous_zone",
		"Jun  6 03:32:02 UTC : %UC_RTMT-2-RTMT_ALERT: x":     "2024-06-06T03:32:02Z",
		"Jun  6 03:32:02: %SEC-6-IPACCESSLOGP: x":            "2024-06-06T03:32:02Z",
		"Jun  6 2024 03:32:02 firewall : %ASA-6-302013: x":   "2024-06-06T03:32:02Z",
		"Jun  6 03:32:02 coreswitch: %LINK-3-UPDOWN: x":      "2024-06-06T03:32:02Z",
		"Jun  6 03:32:02 sw01: %LINK-3-UPDOWN: x":            "2024-06-06T03:32:02Z",
		"Jun  6 03:32:02 sw1 AEST: %SYS-5-CONFIG_I: x":       "2024-06-06T03:32:02+10:00",
		"Jun  6 03:32:02 192.0.2.7 est: %SYS-5-CONFIG_I: x":  "2024-06-06T03:32:02-05:00",
		"Jun  6 03:32:02 sw1 mng: %SYS-5-CONFIG_I: x":        "2024-06-06T03:32:02Z",
		"Jun  6 03:32:02 sw1 IST: %SYS-5-CONFIG_I: x":        "ambiguous_zone",
		"Jun  6 03:32:02 kernel: x":                          "2024-06-06T03:32:02Z",
		"2024-06-06 03:32:02 INFO: 5 %% done":                "2024-06-06T03:32:02Z",
	} {
		reader := stamptest.Reader(t, "")
		require.Equal(t, want, stamptest.FindWritten(reader, line), line)
		require.Equal(t, want, stamptest.FindWritten(reader, line), "again: %s", line)
	}
}
