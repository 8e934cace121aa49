package test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSample runs what `make run` runs, ahead and behind, in every program.
func TestSample(t *testing.T) {
	t.Parallel()
	programs := allPrograms(t)
	demonstration := filepath.Join(t.TempDir(), "run")
	said, err := exec.Command("go", "build", "-o", demonstration, "./run").CombinedOutput()
	require.NoError(t, err, string(said))
	for _, program := range programs {
		if program.Embedded() && len(program.Options) > 0 {
			continue // the sample is about formats, not about forms of a chunk
		}
		for _, offset := range []string{"2.5", "-7.25"} {
			t.Run(program.Name()+" offset "+offset, func(t *testing.T) {
				t.Parallel()
				command := exec.Command(demonstration, "-offset", offset, "-object", objectPath(t), "-config", "../fluent-bit.conf")
				if program.Embedded() {
					command.Args = append(command.Args, "-embedded", "-host", program.Path)
				} else {
					command.Env = append(command.Environ(), "FLUENT_BIT="+program.Path)
				}
				said, err := command.CombinedOutput()
				assert.NoError(t, err, string(said))
			})
		}
	}
}
