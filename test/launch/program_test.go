package launch

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// script makes an executable of the given shell commands.
func script(t *testing.T, name, commands string) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte("#!/bin/sh\n"+commands+"\n"), 0o700))
	return path
}

func TestFindFluentBits(t *testing.T) {
	one := script(t, "fluent-bit", "echo Fluent Bit v5.1.1")
	two := script(t, "fluent-bit-2.2.3", "echo Fluent Bit v2.2.3; echo Git commit:")
	t.Setenv("FLUENT_BIT", one)
	t.Setenv("FLUENT_BITS", two+"::"+one)
	found, err := FindFluentBits()
	require.NoError(t, err)
	assert.Equal(t, []Program{{Path: one, Version: "5.1.1"}, {Path: two, Version: "2.2.3"}}, found)
	assert.Equal(t, "Fluent Bit 5.1.1", found[0].Name())
	assert.Equal(t, "Fluent Bit 2.2.3 (fluent-bit-2.2.3)", found[1].Name())
}

func TestNoFluentBit(t *testing.T) {
	t.Setenv("FLUENT_BIT", "none")
	t.Setenv("FLUENT_BITS", "")
	found, err := FindFluentBits()
	require.NoError(t, err)
	assert.Empty(t, found)
}

func TestFluentBitRefusesOthers(t *testing.T) {
	t.Setenv("FLUENT_BIT", script(t, "fluent-bit", "echo fluentd 1.16"))
	_, err := FindFluentBits()
	assert.ErrorContains(t, err, "fluentd 1.16")
	t.Setenv("FLUENT_BIT", "/nowhere/fluent-bit")
	_, err = FindFluentBits()
	assert.Error(t, err)
}

func TestAtLeast(t *testing.T) {
	for _, c := range []struct {
		have, want string
		expected   bool
	}{
		{"5.1.1", "5.1", true}, {"5.1.1", "5.1.1", true}, {"5.1.1", "5.1.2", false}, {"4.2.8", "5.0", false},
		{"10.0.0", "9.9.9", true}, {"2.2.3", "", true}, {"", "5.1", true},
	} {
		assert.Equal(t, c.expected, Program{Version: c.have}.AtLeast(c.want), "%s at least %s", c.have, c.want)
	}
}

func TestRun(t *testing.T) {
	program := EmbeddedHost(script(t, "host", `echo "$A $*"; echo log >&2; exit 3`), "--header=array32")
	result, err := program.Run(context.Background(), Job{
		Config: "c.conf", Object: "o.so", Directory: t.TempDir(), Variables: []string{"A=1"}, Options: []string{"-D"},
	})
	require.NoError(t, err)
	assert.Equal(t, "1 --header=array32 -e o.so -c c.conf -D\n", result.Stdout)
	assert.Equal(t, "log\n", result.Stderr)
	assert.Equal(t, 3, result.ExitCode)
}

func TestRunIsBounded(t *testing.T) {
	program := EmbeddedHost(script(t, "host", "exec sleep 600"))
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	result, err := program.Run(ctx, Job{})
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.Equal(t, -1, result.ExitCode)
	assert.Less(t, result.Took, time.Minute)
}

func TestStopKillsTheDeaf(t *testing.T) {
	process, err := EmbeddedHost(script(t, "host", "trap '' TERM; echo ready; while :; do :; done")).Start(Job{})
	require.NoError(t, err)
	for out := ""; out == ""; out, _ = process.Output() {
	}
	assert.Equal(t, -1, process.Stop(10*time.Millisecond).ExitCode)
}
