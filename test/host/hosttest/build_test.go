// Package hosttest tests the embedded host (test/host) from outside: it is built with gcc, run with
// configuration files of its own and a small filter, also under AddressSanitizer, and compared with
// Fluent Bit where there is one.
package hosttest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// timeLimit of one run, of the host or of Fluent Bit; none takes more than two seconds on an idle
// machine.
const timeLimit = 60 * time.Second

// flags of every build, as in the Makefile.
var flags = []string{"-std=c11", "-g", "-Wall", "-Wextra", "-Werror"}

// A build is one way to compile the host, and with it the fixture.
type build struct {
	name  string
	flags []string
	asan  bool
}

var builds = []build{
	{name: "new layout", flags: []string{"-O2"}},
	{name: "old layout", flags: []string{"-O2", "-DOLD_STRIDE"}},
	{name: "sanitizers", flags: []string{"-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"}, asan: true},
}

// compile builds host and fixture into a folder and answers both paths.
func (b build) compile(t *testing.T) (host, fixture string) {
	t.Helper()
	folder := t.TempDir()
	host, fixture = filepath.Join(folder, "timesync-host"), filepath.Join(folder, "flb-filter_fixture.so")
	sources, err := filepath.Glob("../*.c")
	require.NoError(t, err)
	gcc(t, b.flags, append([]string{"-rdynamic", "-o", host}, append(sources, "-ldl", "-lm")...))
	gcc(t, b.flags, []string{"-fPIC", "-shared", "-o", fixture, "../testdata/filter_fixture.c"})
	return host, fixture
}

func gcc(t *testing.T, more, arguments []string) {
	t.Helper()
	all := append(append(append([]string{}, flags...), more...), arguments...)
	said, err := exec.Command("gcc", all...).CombinedOutput()
	require.NoError(t, err, "compiling: %s", said)
}

// A result is what one run wrote, and its exit status.
type result struct {
	stdout, stderr string
	status         int
}

// run starts a program in a folder and waits for it.
func run(t *testing.T, folder, stdin, program string, arguments ...string) result {
	t.Helper()
	limit, cancel := context.WithTimeout(t.Context(), timeLimit)
	defer cancel()
	command := exec.CommandContext(limit, program, arguments...)
	var stdout, stderr bytes.Buffer
	command.Dir, command.Stdin, command.Stdout, command.Stderr = folder, strings.NewReader(stdin), &stdout, &stderr
	command.Env = append(os.Environ(), "FROM_ENVIRONMENT=there", "LC_ALL=C")
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	require.NoError(t, limit.Err(), "%s did not end: %s", program, &stderr)
	return result{stdout.String(), stderr.String(), command.ProcessState.ExitCode()}
}

// write puts files into a new folder.
func write(t *testing.T, files map[string]string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, content := range files {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	return folder
}

// Times of the moment: 10 digits from 2026 on (1767225600), with a fraction; ISO times of those
// years.
var moments = regexp.MustCompile(`\b(1[89]\d{8}|17[7-9]\d{7})(\.\d+)?\b|\b20(2[6-9]|[3-9]\d)-\d\d-\d\dT[\d:.]+Z`)

// withoutMoments replaces the times of the moment, which differ from run to run.
func withoutMoments(text string) string {
	return moments.ReplaceAllString(text, "NOW")
}
