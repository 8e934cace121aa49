package launch

import (
	"bytes"
	"sync"
)

// capture collects output that is read while it is still being written.
type capture struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (c *capture) Write(text []byte) (int, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.buffer.Write(text)
}

func (c *capture) String() string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.buffer.String()
}
