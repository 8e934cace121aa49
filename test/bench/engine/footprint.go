package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"timesync/test/launch"
	"timesync/test/ntpserver"
)

// loads is how often loading is timed: it takes milliseconds and a start of a process is never
// twice the same.
const loads = 30

// bounded are pipelines that keep few chunks waiting, so that peaks compare: elsewhere most of a
// peak is chunks that wait for the next flush, fewer where a filter is slower, and freed ones that
// the C library keeps.
var bounded = []pipeline{
	{name: bare, config: service + quickFlush + input + bufferLimit + nullOutput},
	{name: timesync, config: service + quickFlush + input + bufferLimit + timesyncFilter + nullOutput, filter: timesync},
}

const (
	quickFlush  = "    Flush          0.2\n"
	bufferLimit = "    Mem_Buf_Limit  5MB\n"
)

// idleInput sends one record and then nothing.
const idleInput = `[INPUT]
    Name    dummy
    Samples 1
`

// measuringFilter measures as a user's does, against servers.
const measuringFilter = `[FILTER]
    Name        timesync
    Match       *
    time_zone   UTC
    ntp_servers %s
`

// footprint is what the plugin adds to a Fluent Bit that uses it.
func (b *bench) footprint(out io.Writer, inputs []string) error {
	o, err := b.rounds(out, "Bounded", bounded, inputs)
	if err != nil {
		return err
	}
	fmt.Fprintln(out)
	info, err := os.Stat(b.objects[timesync])
	if err != nil {
		return fmt.Errorf("looking at the object: %w", err)
	}
	load, err := b.loadTime()
	if err != nil {
		return err
	}
	printRow(out, "footprint", "value")
	printRow(out, "object_mb", decimal(float64(info.Size())/1e6, 2))
	printRow(out, "load_ms", decimal(load.Seconds()*1e3, 1))
	above := o.paired(timesync, bare, func(own, bare figures) float64 { return own.peak - bare.peak })
	printRow(out, "bare_peak_mb", decimal(o.of(bare, peakOf)/1e6, 1))
	printRow(out, "peak_above_bare_mb", decimal(above/1e6, 1))
	fmt.Fprintln(out)
	return b.idle(out)
}

// loadTime is how much longer Fluent Bit takes to print its version when it has loaded the object
// before.
func (b *bench) loadTime() (time.Duration, error) {
	var added []float64
	for range loads {
		without, err := b.took("--version")
		if err != nil {
			return 0, err
		}
		with, err := b.took("-e", b.objects[timesync], "--version")
		if err != nil {
			return 0, err
		}
		added = append(added, float64(with-without))
	}
	return time.Duration(median(added)), nil
}

func (b *bench) took(options ...string) (time.Duration, error) {
	begun := time.Now()
	said, err := exec.Command(b.program.Path, options...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("running %s %v: %w\n%s", b.program.Path, options, err, said)
	}
	return time.Since(begun), nil
}

// idle writes what processes hold that have nothing to do: the bare one, and one that measures
// three servers.
func (b *bench) idle(out io.Writer) error {
	servers, err := startServers(3)
	if err != nil {
		return err
	}
	defer servers.close()
	printRow(out, "idle", "threads", "resident_mb", "anonymous_mb", "file_mb")
	for _, p := range []pipeline{
		{name: "bare-idle", config: service + idleInput + nullOutput},
		{name: "timesync-idle", config: service + idleInput + fmt.Sprintf(measuringFilter, servers) + nullOutput, filter: timesync},
	} {
		held, err := b.atRest(p)
		if err != nil {
			return err
		}
		printRow(out, p.name, fmt.Sprint(held.threads), decimal(held.resident/1e6, 1), decimal(held.anonymous/1e6, 1), decimal(held.file/1e6, 1))
	}
	return nil
}

// atRest starts a pipeline and returns what it holds when that has not changed for a while.
func (b *bench) atRest(p pipeline) (held memory, err error) {
	process, port, err := b.start(p, nil)
	if err != nil {
		return memory{}, err
	}
	defer process.Stop(10 * time.Second)
	if err := await(process, 50*time.Millisecond, "its record", func() bool { return comeOut(port) == 1 }); err != nil {
		return memory{}, fmt.Errorf("%s: %w", p.name, err)
	}
	return settle(process)
}

// settle looks until three seconds have brought nothing new.
func settle(process *launch.Process) (held memory, err error) {
	since := time.Now()
	err = await(process, 100*time.Millisecond, "its memory to settle", func() bool {
		if now := memoryOf(process.ID()); now != held {
			held, since = now, time.Now()
		}
		return time.Since(since) > 3*time.Second
	})
	return held, err
}

// servers are time servers on this host.
type servers []*ntpserver.Server

func startServers(count int) (started servers, err error) {
	for n := range count {
		server, err := ntpserver.Start(fmt.Sprintf("127.0.0.%d:0", n+1), ntpserver.Settings{}, uint64(n))
		if err != nil {
			started.close()
			return nil, fmt.Errorf("starting a time server: %w", err)
		}
		started = append(started, server)
	}
	return started, nil
}

func (s servers) close() {
	for _, server := range s {
		server.Close()
	}
}

// String lists their addresses as the property wants them.
func (s servers) String() string {
	var addresses []string
	for _, server := range s {
		addresses = append(addresses, server.Address())
	}
	return strings.Join(addresses, ", ")
}
