package timestamp

// readLast is replaced below.
func (r *Reader) readLast(text []byte, c *Context) (Stamp, Reason) { return Stamp{}, NoStamp }
