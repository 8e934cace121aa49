// Command run demonstrates timesync and fails if the demonstration does: it
// starts three NTP responders whose clock is ahead by a chosen offset, writes a
// log of many formats with stamps of this moment, sends it through
// fluent-bit.conf in Fluent Bit (or, where there is none, the embedded host) and
// compares each record before and after.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // a minimal machine has no zone files

	"timesync/test/launch"
	"timesync/test/ntpserver"
)

// limit ends a pipeline that does not end by itself.
const limit = 20 * time.Second

// zoneOfLocalStamps is time_zone in fluent-bit.conf.
const zoneOfLocalStamps = "Asia/Kolkata"

func main() {
	object := flag.String("object", "build/flb-filter_timesync.so", "the plugin's shared `object`")
	host := flag.String("host", "build/timesync-host", "the embedded host, for machines without Fluent Bit")
	config := flag.String("config", "fluent-bit.conf", "the pipeline")
	embedded := flag.Bool("embedded", false, "use the embedded host although there is a Fluent Bit")
	offset := offsetFlag{2500 * time.Millisecond}
	flag.Var(&offset, "offset", "how far the responders are ahead, in `seconds` or as a duration")
	flag.Parse()
	program, err := choose(*host, *embedded)
	if err == nil {
		err = run(program, *object, *config, offset.Duration)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "run:", err)
		os.Exit(1)
	}
}

func run(program launch.Program, object, config string, offset time.Duration) error {
	servers, stop, err := startResponders(offset)
	if err != nil {
		return err
	}
	defer stop()
	directory, err := os.MkdirTemp("", "timesync-run-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(directory)

	local, err := time.LoadLocation(zoneOfLocalStamps)
	if err != nil {
		return err
	}
	written := samples(time.Now(), local)
	sampleLog := filepath.Join(directory, "sample.log")
	if err := os.WriteFile(sampleLog, logText(written), 0o600); err != nil {
		return err
	}
	fmt.Printf("%s, three NTP responders %s away from this host: %s\n\n", program.Name(), seconds(offset), servers)
	result, err := pipe(program, object, config, sampleLog, servers)
	if err != nil {
		return err
	}
	wrong := report(os.Stdout, written, records(result.Stdout), offset)
	if wrong > 0 {
		fmt.Fprintf(os.Stderr, "\nwhat %s said:\n%s\n", program.Name(), result.Stderr)
		return fmt.Errorf("%d of %d records are not ISO 8601 with zone and %s ± %v later than their stamp", wrong, len(written), seconds(offset), tolerance)
	}
	fmt.Printf("\n%d records of as many formats: each is ISO 8601 with zone and %s ± %v later than its stamp\n", len(written), seconds(offset), tolerance)
	return nil
}

// choose prefers Fluent Bit, where there is one, to the embedded host.
func choose(host string, embedded bool) (launch.Program, error) {
	if !embedded {
		program, err := launch.FindFluentBit()
		if err != nil || program.Path != "" {
			return program, err
		}
	}
	host, err := filepath.Abs(host)
	return launch.EmbeddedHost(host), err
}

// startResponders starts three servers, each on a loopback address and a free
// port of its own, and returns them as a list for ntp_servers.
func startResponders(offset time.Duration) (list string, stop func(), err error) {
	var addresses []string
	var running []*ntpserver.Server
	stop = func() {
		for _, server := range running {
			server.Close()
		}
	}
	for _, address := range []string{"127.0.0.1:0", "127.0.0.2:0", "127.0.0.3:0"} {
		server, err := ntpserver.Start(address, ntpserver.Settings{Offset: offset}, 1)
		if err != nil {
			stop()
			return "", nil, err
		}
		running = append(running, server)
		addresses = append(addresses, server.Address())
	}
	return strings.Join(addresses, ", "), stop, nil
}

// pipe runs the pipeline over the sample log.
func pipe(program launch.Program, object, config, sampleLog, servers string) (launch.Result, error) {
	object, objectErr := filepath.Abs(object)
	config, configErr := filepath.Abs(config)
	if err := errors.Join(objectErr, configErr); err != nil {
		return launch.Result{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	result, err := program.Run(ctx, launch.Job{
		Config:    config,
		Object:    object,
		Directory: filepath.Dir(config),
		Variables: []string{"SAMPLE_LOG=" + sampleLog, "NTP_SERVERS=" + servers},
	})
	if err == nil && result.ExitCode != 0 {
		err = fmt.Errorf("%s ended with status %d", program.Name(), result.ExitCode)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, result.Stderr)
	}
	return result, err
}
