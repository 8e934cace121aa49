// Command engine measures what the plugin costs inside Fluent Bit: a million records through tail,
// the JSON parser, a filter and the null output, beside other filters and none; four inputs on
// threads; and what a process holds. All pipelines take turns. It prints each run for benchstat,
// then tables of medians.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"timesync/test/launch"
)

func main() {
	b := &bench{}
	object := flag.String("object", "build/flb-filter_timesync.so", "the plugin")
	copier := flag.String("copy", "build/flb-filter_copy.so", "the filter that only copies")
	flag.IntVar(&b.records, "records", 1_000_000, "records of each run")
	flag.IntVar(&b.runs, "runs", 5, "counted runs of each pipeline")
	flag.Parse()
	b.objects = map[string]string{timesync: *object, copying: *copier}
	if err := b.all(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// all measures everything, or says that there is nothing to measure in.
func (b *bench) all(out io.Writer) (err error) {
	if b.program, err = launch.FindFluentBit(); err != nil {
		return err
	}
	if b.program.Path == "" {
		fmt.Fprintln(os.Stderr, "skipped: needs Fluent Bit ($FLUENT_BIT, PATH or /opt/fluent-bit/bin)")
		return nil
	}
	done, err := b.prepare()
	if err != nil {
		return err
	}
	defer done()
	if err := b.check(); err != nil {
		return err
	}
	return b.measure(out)
}

// prepare makes the working folder with what the configurations name, to be removed by done.
func (b *bench) prepare() (done func(), err error) {
	for name, path := range b.objects {
		if b.objects[name], err = filepath.Abs(path); err != nil {
			return nil, fmt.Errorf("finding the object of %s: %w", name, err)
		}
	}
	folder, err := os.MkdirTemp(b.inMemory(), "timesync-bench")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	done = func() { _ = os.RemoveAll(folder) }
	if b.work, err = filepath.EvalSymlinks(folder); err != nil {
		done()
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	for name, content := range map[string][]byte{"parsers.conf": parsers, "rewrite.lua": script} {
		if err := os.WriteFile(filepath.Join(b.work, name), content, 0o600); err != nil {
			done()
			return nil, fmt.Errorf("writing %s: %w", name, err)
		}
	}
	return done, nil
}

// recordSize is more than a record takes as a line.
const recordSize = 200

// inMemory is a file system in memory with room for the records, twice; empty where there is none.
// tail asks the kernel to forget what it has read (posix_fadvise): from a disk every run would wait
// for the disk.
func (b *bench) inMemory() string {
	const usual = "/dev/shm"
	var room unix.Statfs_t
	if os.Getenv("TMPDIR") != "" || unix.Statfs(usual, &room) != nil {
		return ""
	}
	if int64(room.Bavail)*room.Bsize < 2*recordSize*int64(b.records) {
		return ""
	}
	return usual
}

func (b *bench) measure(out io.Writer) error {
	whole, parts, err := b.writeInputs()
	if err != nil {
		return err
	}
	one, err := b.rounds(out, "Engine", classic, whole)
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	printClassic(out, one)
	fmt.Fprintln(out)
	several, err := b.rounds(out, "Threads", threaded, parts)
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	printThreads(out, several)
	fmt.Fprintln(out)
	return b.footprint(out, whole)
}

// writeInputs writes the records as one file, and as several that have as many together.
func (b *bench) writeInputs() (whole, parts []string, err error) {
	whole = []string{filepath.Join(b.work, "records.log")}
	if err := newGenerator().writeTo(whole[0], b.records); err != nil {
		return nil, nil, err
	}
	source := newGenerator()
	for n := range inputThreads {
		part := filepath.Join(b.work, fmt.Sprintf("records-%d.log", n+1))
		share := b.records*(n+1)/inputThreads - b.records*n/inputThreads
		if err := source.writeTo(part, share); err != nil {
			return nil, nil, err
		}
		parts = append(parts, part)
	}
	return whole, parts, nil
}
