package test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/test/launch"
	"timesync/test/ntpserver"
)

// pipelineCase is one folder of pipelines:
//
//	fluent-bit.conf or .yaml   the pipeline; ${IN} and ${OUT} are folders, ${SERVERS} the time
//	                           servers, ${PORT} a free TCP port
//	input*                     copied to ${IN}; *.tmpl is rendered first and loses that ending
//	expected                   the lines that must come out; expected.tmpl is rendered first
//	case.json                  what follows; may be absent
type pipelineCase struct {
	About     string       `json:"about"`     // what the case shows
	Needs     string       `json:"needs"`     // "fluent-bit" where the embedded host cannot express it
	Since     string       `json:"since"`     // oldest Fluent Bit that can
	Stop      bool         `json:"stop"`      // the inputs never end: stopped when every expected line is there
	Output    string       `json:"output"`    // "file" (${OUT}/records, the default) or "stdout"
	Unordered bool         `json:"unordered"` // several tags: only within one is there an order
	NewOnly   bool         `json:"new_only"`  // has metadata of its own, which the older envelope cannot carry
	Exit      int          `json:"exit"`      // exit status
	Log       []string     `json:"log"`       // patterns that must be found in the log
	NotLog    []string     `json:"not_log"`   // and that must not
	Stdout    []string     `json:"stdout"`    // patterns that must be found in the standard output
	Within    string       `json:"within"`    // how long the whole run may take
	Servers   []serverSpec `json:"servers"`

	name, folder, config string
}

// serverSpec is one time server of a case.
type serverSpec struct {
	Offset    string  `json:"offset"`
	Loss      float64 `json:"loss"`
	Stratum   uint8   `json:"stratum"`
	Leap      uint8   `json:"leap"`
	KissCode  string  `json:"kiss_code"`
	Malformed string  `json:"malformed"`
	Closed    bool    `json:"closed"` // nobody listens there
}

func (s serverSpec) settings(t *testing.T) ntpserver.Settings {
	return ntpserver.Settings{
		Offset: duration(t, s.Offset), Loss: s.Loss, Stratum: s.Stratum, Leap: s.Leap,
		KissCode: s.KissCode, Malformed: ntpserver.Malformed(s.Malformed),
	}
}

func duration(t *testing.T, text string) time.Duration {
	if text == "" {
		return 0
	}
	parsed, err := time.ParseDuration(text)
	require.NoError(t, err)
	return parsed
}

func loadCase(t *testing.T, folder string) pipelineCase {
	t.Helper()
	absolute, err := filepath.Abs(folder)
	require.NoError(t, err)
	c := pipelineCase{name: filepath.Base(folder), folder: absolute, config: "fluent-bit.conf"}
	if exists(filepath.Join(folder, "fluent-bit.yaml")) {
		c.config = "fluent-bit.yaml"
	}
	if text, err := os.ReadFile(filepath.Join(folder, "case.json")); err == nil {
		strict := json.NewDecoder(bytes.NewReader(text))
		strict.DisallowUnknownFields()
		require.NoError(t, strict.Decode(&c), folder)
	}
	require.Contains(t, []string{"", "fluent-bit"}, c.Needs, folder)
	require.Contains(t, []string{"", "file", "stdout"}, c.Output, folder)
	return c
}

// misfit is what a program lacks to express the case; empty where it can.
func (c pipelineCase) misfit(program launch.Program) string {
	fluentBit := strings.TrimSpace("Fluent Bit "+c.Since) + " ($FLUENT_BIT, PATH or /opt/fluent-bit/bin)"
	switch {
	case program.Embedded() && c.Needs != "":
		return fluentBit
	case slices.Contains(program.Options, "--envelope=legacy") && c.NewOnly:
		return "metadata (the older envelope has none)"
	case !program.AtLeast(c.Since):
		return fluentBit
	}
	return ""
}

// renderInputs puts the case's inputs into directory.
func (c pipelineCase) renderInputs(t *testing.T, directory string, moment time.Time) {
	inputs, err := filepath.Glob(filepath.Join(c.folder, "input*"))
	require.NoError(t, err)
	for _, input := range inputs {
		text, name := render(t, input, moment)
		require.NoError(t, os.WriteFile(filepath.Join(directory, name), text, 0o600))
	}
}

// render returns a file's text, and its name without .tmpl.
func render(t *testing.T, path string, moment time.Time) (text []byte, name string) {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	name, isTemplate := strings.CutSuffix(filepath.Base(path), ".tmpl")
	if !isTemplate {
		return text, name
	}
	text, err = renderText(name, string(text), moment)
	require.NoError(t, err)
	return text, name
}

// renderText returns what a template makes of stampFunctions.
func renderText(name, text string, moment time.Time) ([]byte, error) {
	parsed, err := template.New(name).Funcs(stampFunctions(moment)).Parse(text)
	if err != nil {
		return nil, err
	}
	var rendered bytes.Buffer
	err = parsed.Execute(&rendered, nil)
	return rendered.Bytes(), err
}

// expected is what must come out, line by line.
func (c pipelineCase) expected(t *testing.T, moment time.Time) []string {
	path := filepath.Join(c.folder, "expected")
	if !exists(path) {
		path += ".tmpl"
	}
	text, _ := render(t, path, moment)
	return splitLines(string(text))
}

// recordIndex is the running number of a record in its chunk, as the output
// stdout prints it; how records are divided into chunks is the host's affair.
var recordIndex = regexp.MustCompile(`^\[\d+\] `)

// recordLines is what came out, line by line: nothing where no file was written.
func (c pipelineCase) recordLines(directory, stdout string) (lines []string) {
	if c.Output != "stdout" {
		text, _ := os.ReadFile(filepath.Join(directory, "records"))
		return splitLines(string(text))
	}
	for _, line := range splitLines(stdout) {
		if recordIndex.MatchString(line) {
			lines = append(lines, recordIndex.ReplaceAllString(line, ""))
		}
	}
	return lines
}

func splitLines(text string) []string {
	text = strings.TrimSuffix(text, "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
