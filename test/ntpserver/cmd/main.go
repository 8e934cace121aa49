// Command ntpserver runs one test NTP server (package ntpserver) until SIGTERM
// or SIGINT. When it listens it prints one line, "listening on HOST:PORT".
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"timesync/test/ntpserver"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("ntpserver: ")
	options, err := parse(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		log.Fatal(err)
	}
	if err := run(options); err != nil {
		log.Fatal(err)
	}
}

func run(o options) error {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	server, err := ntpserver.Start(o.listen, o.settings, o.seed)
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Println("listening on", server.Address())
	if o.step != 0 {
		step := time.AfterFunc(o.stepAt, func() {
			server.Update(func(s *ntpserver.Settings) { s.Offset += o.step })
		})
		defer step.Stop()
	}
	<-stop
	return nil
}
