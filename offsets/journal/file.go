package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// writer is the open file of a journal that its one writer appends to.
type writer struct {
	folder, key string
	lock        *os.File
	file        *os.File // of the day; nil before the first turn
	day         string
	size        int64
	unsynced    bool
	synced      time.Time
}

// syncInterval is the longest time that written lines may be lost for by a power failure; a new
// segment is safe at once.
const syncInterval = time.Minute

func openWriter(folder, key string) (*writer, error) {
	lock, err := lockKey(folder, key)
	if err != nil {
		return nil, err
	}
	return &writer{folder: folder, key: key, lock: lock}, nil
}

// turn opens the file of the day, cut back to its last sound line, unless it is open already. It
// reports whether it did.
func (w *writer) turn(day string) (turned bool, err error) {
	if w.file != nil && w.day == day {
		return false, nil
	}
	w.closeFile()
	file, err := os.OpenFile(dayFile{w.key, day}.path(w.folder), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o644)
	if err != nil {
		return false, fmt.Errorf("opening the day's file: %w", err)
	}
	size, err := cutTornTail(file)
	if err != nil {
		file.Close()
		return false, err
	}
	w.file, w.day, w.size = file, day, size
	return true, w.syncFolder()
}

// cutTornTail drops what follows the last sound line: it was never written to its end.
func cutTornTail(file *os.File) (size int64, err error) {
	size = soundLength(file)
	if err := file.Truncate(size); err != nil {
		return 0, fmt.Errorf("cutting the torn tail: %w", err)
	}
	return size, nil
}

// soundLength is where the last sound line ends.
func soundLength(from io.Reader) (length int64) {
	lines(from, func(text []byte, end int64) {
		if _, ok := decode(text); ok {
			length = end
		}
	})
	return length
}

func (w *writer) syncFolder() error {
	folder, err := os.Open(w.folder)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil {
		return fmt.Errorf("syncing the folder: %w", err)
	}
	return nil
}

// append writes a line by one system call. A line that the disk takes in part is taken back.
func (w *writer) append(line []byte) error {
	n, err := w.file.Write(line)
	if err != nil {
		if n > 0 { // a tail that stays is cut by the next writer
			err = errors.Join(err, w.file.Truncate(w.size))
		}
		return fmt.Errorf("writing a line: %w", err)
	}
	w.size += int64(n)
	w.unsynced = true
	return nil
}

// sync makes safe what was written, if that is urgent or has waited long enough.
func (w *writer) sync(urgent bool, now time.Time) error {
	if !w.unsynced || !urgent && now.Sub(w.synced) < syncInterval {
		return nil
	}
	w.unsynced, w.synced = false, now
	if err := w.file.Sync(); err != nil {
		return fmt.Errorf("syncing the day's file: %w", err)
	}
	return nil
}

func (w *writer) closeFile() {
	if w.file != nil {
		w.file.Close()
		w.file = nil
	}
}

// close gives the lock back too.
func (w *writer) close() {
	w.closeFile()
	w.lock.Close()
}
