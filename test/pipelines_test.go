// Package test drives the built plugin from outside, as Fluent Bit does.
package test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
	"timesync/test/ntpserver"
)

// patience is how long a pipeline may run before the test gives it up.
const patience = 60 * time.Second

// TestPipelines runs each folder of pipelines in each program that can express
// it: the same configuration must give the same output everywhere.
func TestPipelines(t *testing.T) {
	t.Parallel()
	programs := allPrograms(t)
	folders, err := filepath.Glob("pipelines/[0-9]*")
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		c := loadCase(t, folder)
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, program := range programs {
				t.Run(program.Name(), func(t *testing.T) {
					if lacking := c.misfit(program); lacking != "" {
						t.Skip("skipped: needs " + lacking)
					}
					t.Parallel()
					runCase(t, c, program)
				})
			}
		})
	}
}

// runCase runs one case once and compares all that the case speaks of.
func runCase(t *testing.T, c pipelineCase, program launch.Program) {
	moment := time.Now()
	inputs, outputs := t.TempDir(), t.TempDir()
	c.renderInputs(t, inputs, moment)
	expected := c.expected(t, moment)

	_, port, err := net.SplitHostPort(freeAddress(t))
	require.NoError(t, err)
	variables := []string{"IN=" + inputs, "OUT=" + outputs, "PORT=" + port}
	variables = append(variables, startServers(t, c.Servers)...)
	process, err := program.Start(launch.Job{
		Config:    filepath.Join(c.folder, c.config),
		Object:    objectPath(t),
		Directory: c.folder,
		Variables: variables,
	})
	require.NoError(t, err)
	result, err := await(process, c, outputs, len(expected))

	said := "\nit said:\n" + result.Stderr
	require.NoError(t, err, said)
	assert.Equal(t, c.Exit, result.ExitCode, "exit status%s", said)
	compareLines(t, expected, c.recordLines(outputs, result.Stdout), c.Unordered, said)
	compareSaid(t, c, result.Stdout, result.Stderr)
	if c.Within != "" {
		assert.Less(t, result.Took, duration(t, c.Within), "time taken%s", said)
	}
}

// await waits for the end of a pipeline, or ends it when its inputs never end and
// all that is expected has come out.
func await(process *launch.Process, c pipelineCase, outputs string, lines int) (launch.Result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-process.Ended():
			return process.Result(), nil
		case <-ctx.Done():
			return process.Stop(5 * time.Second), fmt.Errorf("the pipeline did not end within %v", patience)
		case <-look.C:
			stdout, _ := process.Output()
			if c.Stop && len(c.recordLines(outputs, stdout)) >= lines {
				return process.Stop(10 * time.Second), nil
			}
		}
	}
}

// startServers starts the case's time servers and names their addresses:
// SERVER_1 and so on, and all of them as SERVERS.
func startServers(t *testing.T, specs []serverSpec) (variables []string) {
	var addresses []string
	for i, spec := range specs {
		server, err := ntpserver.Start(fmt.Sprintf("127.0.0.%d:0", i+1), spec.settings(t), uint64(i))
		require.NoError(t, err)
		t.Cleanup(server.Close)
		if spec.Closed {
			server.Close() // its port is free now, and nobody listens there
		}
		addresses = append(addresses, server.Address())
		variables = append(variables, fmt.Sprintf("SERVER_%d=%s", i+1, server.Address()))
	}
	return append(variables, "SERVERS="+strings.Join(addresses, ", "))
}

// allPrograms are the embedded host in each form of chunk it can write, and every
// Fluent Bit that is found.
func allPrograms(t *testing.T) []launch.Program {
	t.Helper()
	objectPath(t)
	programs := embeddedHosts(t)
	found, err := launch.FindFluentBits()
	require.NoError(t, err)
	if len(found) == 0 {
		t.Log("no Fluent Bit here ($FLUENT_BIT, PATH, /opt/fluent-bit/bin): the embedded host alone stands for it")
	}
	return append(programs, found...)
}

// embeddedHosts skips the test where the stand-in is not built.
func embeddedHosts(t *testing.T) []launch.Program {
	t.Helper()
	host := built(t, "TIMESYNC_HOST", "../build/timesync-host")
	forms := []launch.Program{
		launch.EmbeddedHost(host), // array headers as in Fluent Bit 5.1: fixarray
		launch.EmbeddedHost(host, "--header=array32"),
		launch.EmbeddedHost(host, "--envelope=legacy"),
	}
	// The layout before Fluent Bit 5.0.3; under AddressSanitizer.
	for _, other := range []string{host + "-old", host + "-asan"} {
		if exists(other) {
			forms = append(forms, launch.EmbeddedHost(other))
		}
	}
	return forms
}

// objectPath is the plugin under test.
func objectPath(t *testing.T) string {
	t.Helper()
	return built(t, "TIMESYNC_OBJECT", "../build/flb-filter_timesync.so")
}

// built is the absolute path of something `make` builds; a variable may name
// another one. Without it the test is skipped.
func built(t *testing.T, variable, usual string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		path = usual
	}
	path, err := filepath.Abs(path)
	require.NoError(t, err)
	if !exists(path) {
		t.Skipf("skipped: needs %s (make test builds it)", path)
	}
	return path
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
