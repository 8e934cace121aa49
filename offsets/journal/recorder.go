package journal

import (
	"time"

	"timesync/offsets/timemap"
)

const (
	reachInterval = 10 * time.Second // between two lines that only say how far the map is fixed
	retryInterval = time.Minute      // after the journal could not be written
	restateEvery  = time.Hour        // the segment in hand is opened anew, so that one damaged line costs no more
)

// Cursor is what of a map is in its journal. It outlives the recorder, and is touched by none but
// it.
type Cursor struct {
	segment uint32 // number of the segment in hand; all before it are written
	knots   int    // of it that are written, forgotten ones included
	reach   int64  // host ns up to which it is written
}

// Recorder writes what is new in one map. What the disk refuses stays in memory and is tried again.
type Recorder struct {
	folder  Folder
	key     string
	done    *Cursor
	report  Report
	file    *writer   // nil while it cannot be written
	begun   bool      // this file knows the segment in hand
	stated  time.Time // when it was told of it
	urgent  bool      // a segment began since the last sync
	reached time.Time // when the last line of how far was written
	retry   time.Time
	failed  bool
}

// Snapshot is what a Recorder is given: a map as it is at one moment.
type Snapshot struct {
	Closed  []timemap.Segment
	Current timemap.Segment // may be empty
	TrueNow int64           // ns since the Unix epoch; 0 while it is not known
}

// Report receives what is to be said of a journal.
type Report struct {
	Warnf, Infof func(format string, args ...any)
}

// Recorder makes the writer of the journal of that key. done is what an earlier one of this process
// has written, and is carried on.
func (f Folder) Recorder(key string, done *Cursor, report Report) *Recorder {
	return &Recorder{folder: f, key: key, done: done, report: report}
}

// Keep writes what is new. The first failure of several is reported, and its end.
func (r *Recorder) Keep(n Snapshot, now time.Time) {
	if now.Before(r.retry) {
		return
	}
	err := r.write(n, now)
	switch {
	case err != nil:
		r.Close()
		r.retry = now.Add(retryInterval)
		if !r.failed {
			r.report.Warnf("journal %s is not written, offsets are kept in memory only: %v", r.folder.Path, err)
		}
		r.failed = true
	case r.failed:
		r.failed = false
		r.report.Infof("journal %s is written again", r.folder.Path)
	}
}

// write opens what is to be opened, before there is anything to write too, so that what is wrong is
// known at the start.
func (r *Recorder) write(n Snapshot, now time.Time) (err error) {
	if r.file == nil {
		if r.file, err = openWriter(r.folder.Path, r.key); err != nil {
			return err
		}
	}
	if err := r.turn(n.TrueNow); err != nil || r.file.file == nil {
		return err
	}
	for i := range n.Closed {
		if err := r.segment(&n.Closed[i], true, now); err != nil {
			return err
		}
	}
	if len(n.Current.Knots) > 0 {
		if err := r.segment(&n.Current, false, now); err != nil {
			return err
		}
	}
	urgent := r.urgent
	r.urgent = false
	return r.file.sync(urgent, now)
}

// turn goes to the file of the day, of true time: the host's day may be any. While that is not
// known the present file serves.
func (r *Recorder) turn(trueNow int64) error {
	if trueNow == 0 {
		return nil
	}
	now := time.Unix(0, trueNow).UTC()
	turned, err := r.file.turn(now.Format(dayLayout))
	if turned {
		r.begun = false
		expire(r.folder.Path, r.key, now, r.folder.Retention)
	}
	return err
}

// segment writes what is new in one.
func (r *Recorder) segment(s *timemap.Segment, over bool, now time.Time) error {
	if s.Kept || s.ID < r.done.segment {
		return nil
	}
	if s.ID > r.done.segment {
		*r.done, r.begun = Cursor{segment: s.ID}, false
	}
	next := max(r.done.knots, s.Dropped) - s.Dropped
	farther := s.Frontier > r.done.reach && (over || now.Sub(r.reached) >= reachInterval)
	if next == len(s.Knots) && !farther {
		return nil
	}
	if err := r.begin(s, next, now); err != nil {
		return err
	}
	for i := next; i < len(s.Knots); i++ {
		if err := r.put(knotOf(s, i)); err != nil {
			return err
		}
		r.done.knots, r.done.reach = s.Dropped+i+1, s.Knots[i].Start
	}
	if !farther {
		return nil
	}
	if err := r.put(reachOf(s, r.done.knots)); err != nil {
		return err
	}
	r.done.reach, r.reached = s.Frontier, now
	return nil
}

// begin tells the file of the segment, and how it goes on where it does.
func (r *Recorder) begin(s *timemap.Segment, next int, now time.Time) error {
	if r.begun && r.done.knots >= s.Dropped && now.Sub(r.stated) < restateEvery {
		return nil
	}
	if err := r.put(beginOf(s, r.done.knots, r.folder.Boot)); err != nil {
		return err
	}
	r.begun, r.stated, r.urgent = true, now, true
	if next == 0 {
		return nil
	}
	return r.put(knotOf(s, next-1))
}

func (r *Recorder) put(line entry) error { return r.file.append(line.encode()) }

// Close gives the file and the lock back; Keep takes them again.
func (r *Recorder) Close() {
	if r.file != nil {
		r.file.close()
		r.file = nil
	}
}
