package journal

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Folder is where maps are kept on disk, so that a later process knows the offsets of the past. For
// each key it holds KEY.lock, which its one writer locks, and a file KEY-2006-01-02.jsonl for each
// day of true time (UTC). The key stands for the servers and the policy: two configurations may
// share a folder.
type Folder struct {
	Path      string        // made if it is not there; empty: no journal
	Retention time.Duration // days that ended longer ago are deleted; default 7 days
	Boot      string        // the boot whose clocks are read; empty: the kernel's boot id
}

const defaultRetention = 7 * 24 * time.Hour

// WithDefaults fills in what is empty.
func (f Folder) WithDefaults() Folder {
	if f.Retention <= 0 {
		f.Retention = defaultRetention
	}
	if f.Boot == "" {
		f.Boot = bootID()
	}
	return f
}

// bootID is the kernel's name for the present boot (random(4)); empty where it does not tell, which
// is no other boot's.
func bootID() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

// Key is the key of the journal that a text names.
func Key(text string) string {
	sum := fnv.New64a()
	sum.Write([]byte(text)) // never fails (package hash)
	return fmt.Sprintf("%016x", sum.Sum64())
}

const dayLayout = time.DateOnly

// dayFile is one file of a journal.
type dayFile struct{ key, day string }

var dayFileName = regexp.MustCompile(`^([0-9a-f]{16})-(\d{4}-\d{2}-\d{2})\.jsonl$`)

func (f dayFile) path(folder string) string { return filepath.Join(folder, f.key+"-"+f.day+".jsonl") }

func lockPath(folder, key string) string { return filepath.Join(folder, key+".lock") }

// listFolder returns the files of all journals in the folder, oldest day first; none where it
// cannot be read.
func listFolder(folder string) (files []dayFile) {
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if name := dayFileName.FindStringSubmatch(entry.Name()); name != nil {
			files = append(files, dayFile{name[1], name[2]})
		}
	}
	slices.SortStableFunc(files, func(a, b dayFile) int { return strings.Compare(a.day, b.day) })
	return files
}

// keysOf returns the key, then the others in the folder, the one written last first.
func keysOf(files []dayFile, key string) []string {
	keys := []string{key}
	for _, f := range slices.Backward(files) {
		if !slices.Contains(keys, f.key) {
			keys = append(keys, f.key)
		}
	}
	return keys
}

// lockKey makes the folder if need be and takes the writer's lock of the key. It holds until the
// file is closed or the process ends, however it ends.
func lockKey(folder, key string) (*os.File, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder: %w", err)
	}
	return lockFile(lockPath(folder, key))
}

func lockFile(path string) (*os.File, error) {
	lock, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("opening the lock: %w", err)
	}
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		lock.Close()
		return nil, fmt.Errorf("another process writes it: locking %s: %w", path, err)
	}
	return lock, nil
}

// expire deletes the days that ended longer than the retention ago: the writer's own, and those of
// keys that nobody writes.
func expire(folder, key string, today time.Time, retention time.Duration) {
	for _, f := range listFolder(folder) {
		day, err := time.Parse(dayLayout, f.day)
		if err != nil || today.Sub(day.AddDate(0, 0, 1)) <= retention {
			continue
		}
		if f.key == key {
			os.Remove(f.path(folder)) // what cannot be deleted now is tried again tomorrow
		} else if lock, err := lockFile(lockPath(folder, f.key)); err == nil {
			os.Remove(f.path(folder))
			lock.Close()
		}
	}
}
