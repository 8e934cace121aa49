package line_test

import (
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// TestNoAllocations: a recognised stamp costs no allocation, nor does a line without one. The zone
// is one with daylight saving, so that its rules are looked up too.
func TestNoAllocations(t *testing.T) {
	reader := stamptest.Reader(t, "Europe/Berlin")
	c := &read.Context{Now: stamptest.Now}
	dst := make([]byte, 0, 64)
	for _, sample := range fastValues {
		text := []byte(sample.text)
		stamptest.MustNotAllocate(t, sample.name, func() {
			stamp, reason := reader.ReadText(text, c)
			if reason != timestamp.Read {
				t.Fatalf("%s: %s", sample.text, reason)
			}
			iso.Append(dst, stamp.Nanos, stamp.Tail, int(stamp.Digits), stamp.Zone, stamp.Offset)
		})
	}
	for _, sample := range fastLines {
		raw := []byte(sample.line)
		stamptest.MustNotAllocate(t, sample.name+" line", func() {
			if _, _, _, reason := line.Find(reader, raw, c); (reason == timestamp.Read) != (sample.stamp != "") {
				t.Fatalf("%s: %s", sample.line, reason)
			}
		})
	}
	stamptest.MustNotAllocate(t, "integer", func() {
		if _, reason := reader.ReadInt(1718359872123, c); reason != timestamp.Read {
			t.Fatal(reason)
		}
	})
	stamptest.MustNotAllocate(t, "float", func() {
		if _, reason := reader.ReadFloat(1718359872.25, c); reason != timestamp.Read {
			t.Fatal(reason)
		}
	})
}

// TestNoAllocationsInLayouts: a configured layout allocates nothing either, read or not.
func TestNoAllocationsInLayouts(t *testing.T) {
	reader := stamptest.Reader(t, "Europe/Berlin", "%d.%m.%Y %H:%M:%S.%L", "%d/%b/%Y:%H:%M:%S %z", "epoch_ms")
	c := &read.Context{Now: stamptest.Now}
	for _, text := range []string{"03.02.2024 10:11:12.123", "14/Jun/2024:10:11:12 +0200", "1718359872123", "n/a"} {
		value := []byte(text)
		stamptest.MustNotAllocate(t, text, func() {
			if _, reason := reader.ReadText(value, c); (reason == timestamp.Read) != (text != "n/a") {
				t.Fatalf("%s: %s", text, reason)
			}
		})
	}
}

// TestNoAllocationsForWords: nor do zones that stand elsewhere or odd, months of other languages and
// epochs with an exponent.
func TestNoAllocationsForWords(t *testing.T) {
	reader := stamptest.Reader(t, "Europe/Berlin")
	c := &read.Context{Now: stamptest.Now}
	for _, text := range []string{
		`time="2024-06-14 10:11:12" a=b tz="(GMT-8:00)Pacific Time(US&Canada)" c=d`,
		`{"time":"2024-06-14 10:11:12","timezone":"america/new_york"}`, `{"time":"2024-06-14T10:11:12Z","msg":"x"}`,
		`{"datetime":{"date":"2024-06-14 10:11:12.000000","timezone_type":3,"timezone":"Europe\/Rome"}}`,
		"2024-06-14 10:11:12 907 +0200 x", "2024-06-14T10:11:12,45Z x", "Jun 14 10:11:12 sw1 CEST: %SYS-5-CONFIG_I: x",
		"14. Juni 2024 10:11:12 x", "мая 14 10:11:12 host x", "1.718359872123456e+09\tINFO\tx", "\ufeff<134>1718359872 x y",
	} {
		raw := []byte(text)
		stamptest.MustNotAllocate(t, text, func() {
			if _, _, _, reason := line.Find(reader, raw, c); reason != timestamp.Read {
				t.Fatalf("%s: %s", text, reason)
			}
		})
	}
}
