package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// repository is the top level, seen from here.
const repository = ".."

// pages are the documents for those who read the code. In them `path/file.go:Name` names what is
// declared in that file, a method as Type.Method, and `path` a file or folder that is there.
var pages = []string{"CONTRIBUTING.md", "docs/architecture.md"}

// place is code in such a document, in the text or in a list: a path of the repository and perhaps
// a name.
var place = regexp.MustCompile("`((?:[\\w.-]+/)*[\\w.-]*(?:/|\\.(?:go|c|h|def|md|pgo|conf|mod)))(?::([\\w.]+))?`")

// TestPlaces: what the documents name is where they say.
func TestPlaces(t *testing.T) {
	for _, page := range pages {
		found := place.FindAllStringSubmatch(read(t, page), -1)
		require.Greater(t, len(found), 20, page)
		for _, m := range found {
			path, name := filepath.Join(repository, m[1]), m[2]
			if _, err := os.Stat(path); !assert.NoError(t, err, page) || name == "" {
				continue
			}
			assert.True(t, declares(t, path, name), "%s: %s does not declare %s", page, m[1], name)
		}
		for _, m := range regexp.MustCompile("`make ([\\w-]+)").FindAllStringSubmatch(read(t, page), -1) {
			assert.Regexp(t, `(?m)^`+m[1]+`:`, read(t, "Makefile"), "%s: make %s", page, m[1])
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, path))
	require.NoError(t, err)
	return string(text)
}

// declares reports whether a file declares a name. In a file that is not Go it must stand before a
// parenthesis.
func declares(t *testing.T, path, name string) bool {
	t.Helper()
	if !strings.HasSuffix(path, ".go") {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		return regexp.MustCompile(`\b` + name + `\(`).Match(text)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	receiver, method, isMethod := strings.Cut(name, ".")
	for _, declared := range parsed.Decls {
		switch d := declared.(type) {
		case *ast.FuncDecl:
			if isMethod && receiverOf(d) == receiver && d.Name.Name == method || d.Recv == nil && d.Name.Name == name {
				return true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if spec.Name.Name == name {
						return true
					}
				case *ast.ValueSpec:
					for _, ident := range spec.Names {
						if ident.Name == name {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// TestLinks: each link of a document to another, or to a heading, leads somewhere.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]*)(#[^)\s]+)?\)`)
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		all, err := filepath.Glob(filepath.Join(repository, pattern))
		require.NoError(t, err)
		require.NotEmpty(t, all)
		for _, page := range all {
			text, err := os.ReadFile(page)
			require.NoError(t, err)
			for _, m := range link.FindAllStringSubmatch(withoutCode(string(text)), -1) {
				if strings.Contains(m[1], "://") {
					continue
				}
				target := page
				if m[1] != "" {
					target = filepath.Join(filepath.Dir(page), m[1])
				}
				if _, err := os.Stat(target); !assert.NoError(t, err, "%s: %s", page, m[0]) || m[2] == "" {
					continue
				}
				linked, err := os.ReadFile(target)
				require.NoError(t, err)
				assert.Contains(t, anchors(string(linked)), m[2], "%s: %s", page, m[0])
			}
		}
	}
}

// withoutCode leaves out what stands in fences and between backticks.
func withoutCode(text string) string {
	return regexp.MustCompile("(?s)```.*?```|`[^`\n]*`").ReplaceAllString(text, "")
}

// anchors are the headings of a document as links name them: in lower case, with hyphens for blanks
// and without marks.
func anchors(text string) (all []string) {
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		heading := regexp.MustCompile(`[^\w -]`).ReplaceAllString(strings.ToLower(m[1]), "")
		all = append(all, "#"+strings.ReplaceAll(heading, " ", "-"))
	}
	return all
}
