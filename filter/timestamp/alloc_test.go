package timestamp

import "testing"

// TestNoAllocations: a recognised stamp costs no allocation, nor does a line without one. The zone is one with
// daylight saving, so that its rules are looked up too.
func TestNoAllocations(t *testing.T) {
	reader := newTestReader(t, "Europe/Berlin")
	c := &Context{Now: testNow}
	dst := make([]byte, 0, 64)
	for _, hot := range hotValues {
		text := []byte(hot.text)
		mustNotAllocate(t, hot.name, func() {
			stamp, why := reader.ReadText(text, c)
			if why != Read {
				t.Fatalf("%s: %s", hot.text, why)
			}
			AppendISO(dst, stamp.Nanos, stamp.Tail, int(stamp.Digits), stamp.Zone, stamp.Offset)
		})
	}
	for _, hot := range hotLines {
		line := []byte(hot.line)
		mustNotAllocate(t, hot.name+" line", func() {
			if _, _, _, why := reader.Find(line, c); (why == Read) != (hot.stamp != "") {
				t.Fatalf("%s: %s", hot.line, why)
			}
		})
	}
	mustNotAllocate(t, "integer", func() {
		if _, why := reader.ReadInt(1718359872123, c); why != Read {
			t.Fatal(why)
		}
	})
	mustNotAllocate(t, "float", func() {
		if _, why := reader.ReadFloat(1718359872.25, c); why != Read {
			t.Fatal(why)
		}
	})
}

// TestNoAllocationsInLayouts: a configured layout allocates nothing either, read or not.
func TestNoAllocationsInLayouts(t *testing.T) {
	reader := newTestReader(t, "Europe/Berlin", "%d.%m.%Y %H:%M:%S.%L", "%d/%b/%Y:%H:%M:%S %z", "epoch_ms")
	c := &Context{Now: testNow}
	for _, text := range []string{"03.02.2024 10:11:12.123", "14/Jun/2024:10:11:12 +0200", "1718359872123", "n/a"} {
		value := []byte(text)
		mustNotAllocate(t, text, func() {
			if _, why := reader.ReadText(value, c); (why == Read) != (text != "n/a") {
				t.Fatalf("%s: %s", text, why)
			}
		})
	}
}

func mustNotAllocate(t *testing.T, name string, f func()) {
	t.Helper()
	if allocations := testing.AllocsPerRun(100, f); allocations != 0 {
		t.Errorf("%s: %v allocations", name, allocations)
	}
}
