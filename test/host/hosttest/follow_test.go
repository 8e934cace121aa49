package hosttest

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Without Exit_On_Eof a file is followed until a signal ends the host, and with it the filter.
func TestFollow(t *testing.T) {
	t.Parallel()
	host, fixture := builds[0].compile(t)
	folder := write(t, conf("[INPUT]\n    Name tail\n    Path in.log\n    Tag app.log\n", filter+"    Action mask\n", lines))
	limit, cancel := context.WithTimeout(t.Context(), timeLimit)
	defer cancel()
	command := exec.CommandContext(limit, host, "-e", fixture, "-c", "host.conf")
	command.Dir = folder
	stdout, err := command.StdoutPipe()
	require.NoError(t, err)
	stderr, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	said := bufio.NewScanner(stderr)
	for range 3 { // the notice, cb_pre_run, cb_init: the file's end has been found before them
		require.True(t, said.Scan())
	}

	file, err := os.OpenFile(filepath.Join(folder, "in.log"), os.O_APPEND|os.O_WRONLY, 0)
	require.NoError(t, err)
	defer file.Close()
	for _, line := range []string{" and ended\n", "secret7\n"} {
		_, err = file.WriteString(line)
		require.NoError(t, err)
	}
	records := bufio.NewScanner(stdout)
	for _, want := range []string{`{"log":" and ended"}`, `{"log":"secretx"}`} {
		require.True(t, records.Scan())
		assert.Equal(t, want, records.Text())
	}

	require.NoError(t, command.Process.Signal(syscall.SIGTERM))
	last := ""
	for said.Scan() {
		last = said.Text()
	}
	assert.Contains(t, last, "exit of fixture.0 after")
	assert.NoError(t, command.Wait())
}
