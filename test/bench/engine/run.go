package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"timesync/test/launch"
)

// bench is what all measurements share.
type bench struct {
	program launch.Program
	objects map[string]string // path by the name of the filter in it
	work    string            // folder of inputs and configurations, without symbolic links: /proc names files so
	records int
	runs    int // counted ones, after one that warms up
}

// patience is how long anything of Fluent Bit may take before the benchmark gives it up.
const patience = 10 * time.Minute

// figures are what one run cost.
type figures struct {
	cpu   float64 // seconds, user and system
	wall  float64 // seconds from the start until the inputs were read to their ends
	peak  float64 // bytes at most
	waits float64 // of input threads, if there are any
}

// run runs a pipeline over its inputs. Wall time ends before the last flush: that comes once a
// second, whenever it is due.
func (b *bench) run(p pipeline, inputs []string) (figures, error) {
	process, port, err := b.start(p, inputs)
	if err != nil {
		return figures{}, err
	}
	begun := time.Now()
	defer process.Stop(time.Second)
	if err := await(process, 10*time.Millisecond, "its inputs to be read", func() bool { return allRead(process.ID(), inputs) }); err != nil {
		return figures{}, fmt.Errorf("%s: %w", p.name, err)
	}
	wall := time.Since(begun)
	if err := await(process, 100*time.Millisecond, "all records to come out", func() bool { return comeOut(port) >= b.records }); err != nil {
		return figures{}, fmt.Errorf("%s: %w", p.name, err)
	}
	came, held, waits := comeOut(port), memoryOf(process.ID()), inputWaits(process.ID())
	result := process.Stop(10 * time.Second)
	if came != b.records || result.ExitCode != 0 || result.Usage == nil {
		return figures{}, fmt.Errorf("%s: %d records came out of %d, exit status %d\n%s", p.name, came, b.records, result.ExitCode, result.Stderr)
	}
	return figures{
		cpu:   time.Duration(result.Usage.Utime.Nano() + result.Usage.Stime.Nano()).Seconds(),
		wall:  wall.Seconds(),
		peak:  held.peak, // not Maxrss: that begins with what this process held when it forked
		waits: float64(waits),
	}, nil
}

// start starts a pipeline, whose configuration finds its inputs as INPUT, INPUT_2 and so on.
func (b *bench) start(p pipeline, inputs []string) (*launch.Process, int, error) {
	port, err := freePort()
	if err != nil {
		return nil, 0, err
	}
	config := filepath.Join(b.work, p.name+".conf")
	if p.yaml {
		config = filepath.Join(b.work, p.name+".yaml")
	}
	if err := os.WriteFile(config, []byte(p.config), 0o600); err != nil {
		return nil, 0, fmt.Errorf("writing a configuration: %w", err)
	}
	job := launch.Job{Config: config, Object: b.objects[p.filter], Variables: []string{"WORK=" + b.work, fmt.Sprint("PORT=", port)}}
	for i, path := range inputs {
		name := "INPUT"
		if i > 0 {
			name = fmt.Sprint("INPUT_", i+1)
		}
		job.Variables = append(job.Variables, name+"="+path)
	}
	process, err := b.program.Start(job)
	return process, port, err
}

// allRead reports whether a process has read all files to their ends.
func allRead(pid int, paths []string) bool {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || position(pid, path) != info.Size() {
			return false
		}
	}
	return true
}

// await looks at intervals until a condition holds. That the process ends is an error, and so is to
// wait for ever.
func await(process *launch.Process, interval time.Duration, what string, holds func() bool) error {
	look := time.NewTicker(interval)
	defer look.Stop()
	deadline := time.After(patience)
	for !holds() {
		select {
		case <-process.Ended():
			return fmt.Errorf("it ended while waiting for %s\n%s", what, process.Result().Stderr)
		case <-deadline:
			_, log := process.Output()
			return fmt.Errorf("waited %v in vain for %s\n%s", patience, what, log)
		case <-look.C:
		}
	}
	return nil
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("looking for a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
