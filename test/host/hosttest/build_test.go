// Package hosttest tests the embedded host (test/host) from outside: it is built with gcc, run with
// configuration files of its own and a small filter, also under AddressSanitizer, and compared with
// Fluent Bit where there is one.
package hosttest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// timeLimit of one run, of the host or of Fluent Bit; none takes more than two seconds on an idle
// machine.
const timeLimit = 60 * time.Second

// flags of every build, as in the Makefile.
var flags = []string{"-std=c11", "-g", "-Wall", "-Wextra", "-Werror"}

// A build is one way to compile the host, and with it the fixture. It is made once for all tests.
type build struct {
	name  string
	flags []string
	once  sync.Once
	err   error
}

var builds = []*build{
	{name: "new layout", flags: []string{"-O2"}},
	{name: "old layout", flags: []string{"-O2", "-DOLD_STRIDE"}},
	{name: "sanitizers", flags: []string{"-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"}},
}

// buildFolder has a folder for each build, until the last test has ended.
var buildFolder string

func TestMain(m *testing.M) {
	var err error
	if buildFolder, err = os.MkdirTemp("", "hosttest"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(buildFolder)
	os.Exit(status)
}

// compile builds host and fixture, if no test has before, and returns both paths.
func (b *build) compile(t *testing.T) (host, fixture string) {
	t.Helper()
	folder := filepath.Join(buildFolder, b.name)
	host, fixture = filepath.Join(folder, "timesync-host"), filepath.Join(folder, "flb-filter_fixture.so")
	b.once.Do(func() { b.err = b.compileTo(folder, host, fixture) })
	require.NoError(t, b.err)
	return host, fixture
}

func (b *build) compileTo(folder, host, fixture string) error {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	sources, err := filepath.Glob("../*.c")
	if err != nil {
		return err
	}
	return errors.Join(
		b.gcc(slices.Concat([]string{"-rdynamic", "-o", host}, sources, []string{"-ldl", "-lm"})),
		b.gcc([]string{"-fPIC", "-shared", "-o", fixture, "../testdata/filter_fixture.c"}),
	)
}

func (b *build) gcc(arguments []string) error {
	said, err := exec.Command("gcc", slices.Concat(flags, b.flags, arguments)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("compiling: %w: %s", err, said)
	}
	return nil
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
