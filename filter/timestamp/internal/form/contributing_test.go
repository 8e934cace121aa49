package form_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// root is the repository's top level.
const root = "../../../../"

// TestContributing: the rows that CONTRIBUTING.md adds to the tables of forms and claims are not
// read now, can be added as they stand there, and then pass TestForms and TestClaims.
func TestContributing(t *testing.T) {
	for _, program := range []string{"git", "go"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("skipped: needs %s (in PATH)", program)
		}
	}
	page, err := os.ReadFile(root + "CONTRIBUTING.md")
	require.NoError(t, err)
	var diff strings.Builder
	for _, block := range regexp.MustCompile("(?s)\n```diff\n(.*?)```").FindAllSubmatch(page, -1) {
		diff.Write(block[1])
	}
	examples := regexp.MustCompile(`(?m)^\+.*[Ee]xample: "([^"]*)"`).FindAllStringSubmatch(diff.String(), -1)
	require.Len(t, examples, 2, "a form and a zone are added")
	for _, example := range examples {
		text := strings.NewReplacer("«", "", "»", "").Replace(example[1])
		for _, inLine := range []bool{true, false} {
			require.False(t, readAs(t, text, assumed, inLine).isNamed(), "%q is read already: CONTRIBUTING.md needs another example", text)
		}
	}
	command := exec.Command("go", "test", "-count=1", "-v", "-run", "^(TestForms|TestClaims)$", "-overlay", overlay(t, diff.String()), ".")
	command.Env = append(os.Environ(), "GOPROXY=off")
	said, err := command.CombinedOutput()
	require.NoError(t, err, "with the rows of CONTRIBUTING.md:\n%s", said)
	require.Contains(t, string(said), "--- PASS: TestForms")
	require.Contains(t, string(said), "--- PASS: TestClaims")
}

// overlay applies a diff to copies of the files that it names and returns the path of what go build
// -overlay reads: which copy stands for which file.
func overlay(t *testing.T, diff string) string {
	t.Helper()
	folder, instead := t.TempDir(), map[string]string{}
	for _, name := range regexp.MustCompile(`(?m)^\+\+\+ b/(.*)$`).FindAllStringSubmatch(diff, -1) {
		file, err := filepath.Abs(root + name[1])
		require.NoError(t, err)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		instead[file] = filepath.Join(folder, name[1])
		require.NoError(t, os.MkdirAll(filepath.Dir(instead[file]), 0o755))
		require.NoError(t, os.WriteFile(instead[file], text, 0o644))
	}
	apply := exec.Command("git", "apply", "-")
	apply.Dir, apply.Stdin = folder, strings.NewReader(diff)
	apply.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(folder)) // else a repository around it counts
	said, err := apply.CombinedOutput()
	require.NoError(t, err, "a diff of CONTRIBUTING.md does not fit the code any more: %s", said)
	text, err := json.Marshal(map[string]any{"Replace": instead})
	require.NoError(t, err)
	path := filepath.Join(folder, "overlay.json")
	require.NoError(t, os.WriteFile(path, text, 0o644))
	return path
}
