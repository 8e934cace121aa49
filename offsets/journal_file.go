package offsets

import (
	"fmt"
	"io"
	"os"
	"time"
)

// journalFile is the open file of a journal that its one writer appends to.
type journalFile struct {
	folder, key string
	lock        *os.File
	file        *os.File // of the day; nil before the first turn
	day         string
	size        int64
	unsynced    bool
	synced      time.Time
}

// syncInterval is the longest time that written lines may be lost for by a power failure; a new segment is safe at once.
const syncInterval = time.Minute

func openJournal(folder, key string) (*journalFile, error) {
	lock, err := lockJournal(folder, key)
	if err != nil {
		return nil, err
	}
	return &journalFile{folder: folder, key: key, lock: lock}, nil
}

// turn opens the file of the day, cut back to its last sound line, unless it is open already. It tells whether it did.
func (f *journalFile) turn(day string) (turned bool, err error) {
	if f.file != nil && f.day == day {
		return false, nil
	}
	f.closeFile()
	file, err := os.OpenFile(dayFile{f.key, day}.path(f.folder), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o644)
	if err != nil {
		return false, fmt.Errorf("opening the day's file: %w", err)
	}
	size, err := cutTornTail(file)
	if err != nil {
		file.Close()
		return false, err
	}
	f.file, f.day, f.size = file, day, size
	return true, f.syncFolder()
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
		if _, ok := decodeLine(text); ok {
			length = end
		}
	})
	return length
}

func (f *journalFile) syncFolder() error {
	folder, err := os.Open(f.folder)
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
func (f *journalFile) append(line []byte) error {
	n, err := f.file.Write(line)
	if err != nil {
		if n > 0 {
			f.file.Truncate(f.size) // else the next writer cuts it
		}
		return fmt.Errorf("writing a line: %w", err)
	}
	f.size += int64(n)
	f.unsynced = true
	return nil
}

// sync makes safe what was written, if that is urgent or has waited long enough.
func (f *journalFile) sync(urgent bool, now time.Time) error {
	if !f.unsynced || !urgent && now.Sub(f.synced) < syncInterval {
		return nil
	}
	f.unsynced, f.synced = false, now
	if err := f.file.Sync(); err != nil {
		return fmt.Errorf("syncing the day's file: %w", err)
	}
	return nil
}

func (f *journalFile) closeFile() {
	if f.file != nil {
		f.file.Close()
		f.file = nil
	}
}

// close gives the lock back too.
func (f *journalFile) close() {
	f.closeFile()
	f.lock.Close()
}
