package keys

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTable(t *testing.T) {
	var table Table
	assert.Equal(t, None, table.Slot([]byte("time")))
	table.Add([]byte("eventTime"), 1, true)
	table.Add([]byte("eventtime"), 2, false)
	table.Add([]byte("event_time"), 1, true)
	table.Add([]byte("EVENTTIME"), 3, true)
	table.Add(nil, 4, true)
	for name, slot := range map[string]int{
		"eventTime": 1, "EVENTTIME": 1, "eventtime": 2, "Event_Time": 1, "event-time": None, "": None, "eventTim": None, "日時": None,
	} {
		assert.Equal(t, slot, table.Slot([]byte(name)), name)
		if slot != None {
			assert.True(t, table.MayHold(name[0], name[len(name)-1], byte(len(name))), name)
		}
	}
	assert.False(t, table.MayHold('x', 'e', 9))
}
