package main

import (
	"flag"
	"fmt"
	"slices"
	"time"

	"timesync/test/ntpserver"
)

// options are the command line.
type options struct {
	listen   string
	seed     uint64
	settings ntpserver.Settings
	step     time.Duration // added to the offset
	stepAt   time.Duration // after the start
}

// parse reads the command line; a value no server can have is an error.
func parse(arguments []string) (options, error) {
	var o options
	var delay time.Duration
	var stratum, leap uint
	var precision int
	set := &o.settings
	flags := flag.NewFlagSet("ntpserver", flag.ContinueOnError)
	flags.StringVar(&o.listen, "listen", "127.0.0.1:11123", "`address` to answer on, port 0 takes a free one")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of everything random")
	flags.DurationVar(&set.Offset, "offset", 0, "server clock minus host clock")
	flags.Float64Var(&set.DriftPPM, "drift", 0, "gain of the server clock in `ppm`")
	flags.DurationVar(&o.step, "step", 0, "step of the server clock")
	flags.DurationVar(&o.stepAt, "step-at", 0, "when to step, after the start")
	flags.DurationVar(&delay, "delay", 0, "delay of each way")
	flags.DurationVar(&set.DelayTo, "delay-to", 0, "further delay of the request")
	flags.DurationVar(&set.DelayBack, "delay-back", 0, "further delay of the reply")
	flags.DurationVar(&set.Jitter, "jitter", 0, "mean of an exponential delay of each way")
	flags.Float64Var(&set.Loss, "loss", 0, "`share` of requests without reply, 0 to 1")
	flags.UintVar(&stratum, "stratum", 1, "stratum, 1 to 255")
	flags.UintVar(&leap, "leap", 0, "leap indicator, 0 to 3")
	flags.IntVar(&precision, "precision", -23, "log2 of the precision in seconds, -128 to -1")
	flags.DurationVar(&set.RootDelay, "root-delay", 0, "root delay")
	flags.DurationVar(&set.RootDispersion, "root-dispersion", 0, "root dispersion")
	flags.StringVar(&set.KissCode, "kod", "", "answer by a kiss-o'-death: `RATE`, DENY or RSTR")
	flags.StringVar((*string)(&set.Malformed), "malformed", "", fmt.Sprintf("`kind` of malformed reply: %v", ntpserver.MalformedKinds()))
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	set.DelayTo += delay
	set.DelayBack += delay
	set.Stratum, set.Leap, set.Precision = uint8(stratum), uint8(leap), int8(precision)
	return o, check(o, stratum, leap, precision, flags.Args())
}

func check(o options, stratum, leap uint, precision int, rest []string) error {
	set := o.settings
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unknown argument %q", rest[0])
	case stratum < 1 || stratum > 255:
		return fmt.Errorf("stratum %d: 1 to 255", stratum)
	case leap > 3:
		return fmt.Errorf("leap %d: 0 to 3", leap)
	case precision < -128 || precision > -1:
		return fmt.Errorf("precision %d: -128 to -1", precision)
	case set.Loss < 0 || set.Loss > 1:
		return fmt.Errorf("loss %g: 0 to 1", set.Loss)
	case !slices.Contains([]string{"", "RATE", "DENY", "RSTR"}, set.KissCode):
		return fmt.Errorf("kod %q: RATE, DENY or RSTR", set.KissCode)
	case set.Malformed != "" && !slices.Contains(ntpserver.MalformedKinds(), set.Malformed):
		return fmt.Errorf("malformed %q: one of %v", set.Malformed, ntpserver.MalformedKinds())
	}
	return nil
}
