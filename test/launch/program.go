// Package launch runs a pipeline configuration with the plugin's object, in
// Fluent Bit or in the embedded host.
package launch

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Program is something that runs pipelines.
type Program struct {
	Path    string
	Version string   // of Fluent Bit, e.g. "5.1.1"; empty for the embedded host
	Options []string // given on every run, before all others
}

// EmbeddedHost is the stand-in at path, with further options.
func EmbeddedHost(path string, options ...string) Program {
	return Program{Path: path, Options: options}
}

// FluentBit asks the executable at path which Fluent Bit it is.
func FluentBit(path string) (Program, error) {
	said, err := exec.Command(path, "--version").Output()
	if err != nil {
		return Program{}, fmt.Errorf("asking %s for its version: %w", path, err)
	}
	line, _, _ := strings.Cut(string(said), "\n")
	version, found := strings.CutPrefix(strings.TrimSpace(line), "Fluent Bit v")
	if !found {
		return Program{}, fmt.Errorf("asking %s for its version: it answered %q", path, line)
	}
	return Program{Path: path, Version: version}, nil
}

// FindFluentBit looks where design and packages put it: $FLUENT_BIT, PATH,
// /opt/fluent-bit/bin. A $FLUENT_BIT that is no Fluent Bit is an error; none
// at all, or FLUENT_BIT=none, is not: the path of the result is then empty.
func FindFluentBit() (Program, error) {
	switch named := os.Getenv("FLUENT_BIT"); named {
	case "":
	case "none":
		return Program{}, nil
	default:
		return FluentBit(named)
	}
	for _, place := range []string{"fluent-bit", "/opt/fluent-bit/bin/fluent-bit"} {
		if path, err := exec.LookPath(place); err == nil {
			return FluentBit(path)
		}
	}
	return Program{}, nil
}

// FindFluentBits is FindFluentBit and every executable listed in $FLUENT_BITS,
// separated by colons, so that one run can try several versions.
func FindFluentBits() ([]Program, error) {
	var found []Program
	first, err := FindFluentBit()
	if err != nil {
		return nil, err
	}
	if first.Path != "" {
		found = append(found, first)
	}
	for _, path := range filepath.SplitList(os.Getenv("FLUENT_BITS")) {
		if path == first.Path || path == "" {
			continue
		}
		program, err := FluentBit(path)
		if err != nil {
			return nil, err
		}
		found = append(found, program)
	}
	return found, nil
}

// Embedded reports whether it is the stand-in and no Fluent Bit.
func (p Program) Embedded() bool { return p.Version == "" }

// Name says what runs, for people and for names of tests.
func (p Program) Name() string {
	kind, usual := "Fluent Bit "+p.Version, "fluent-bit"
	if p.Embedded() {
		kind, usual = "embedded host", "timesync-host"
	}
	words := append([]string{kind}, p.Options...)
	if base := filepath.Base(p.Path); base != usual {
		words = append(words, "("+base+")")
	}
	return strings.Join(words, " ")
}

// AtLeast compares versions of Fluent Bit; the embedded host has none and is
// never too old.
func (p Program) AtLeast(version string) bool {
	if p.Embedded() || version == "" {
		return true
	}
	have, want := strings.Split(p.Version, "."), strings.Split(version, ".")
	for i, part := range want {
		if i == len(have) {
			return false
		}
		h, _ := strconv.Atoi(have[i])
		w, _ := strconv.Atoi(part)
		if h != w {
			return h > w
		}
	}
	return true
}
