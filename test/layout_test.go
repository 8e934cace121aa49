package test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// layout says of every package but those of test what it may import beside the standard library. A
// package stands above those that it imports: imports run downwards only. The packages of tests are
// no part of it.
var layout = []struct{ name, imports string }{
	{"plugin", "plugin/settings filter filter/timestamp offsets offsets/hostclock offsets/ntp offsets/timemap"},
	{"plugin/settings", "filter filter/timestamp/read filter/timestamp/stream filter/timestamp/zone " +
		"offsets offsets/journal offsets/ntp offsets/timemap"},

	{"filter", "filter/timestamp filter/timestamp/entry filter/timestamp/iso filter/timestamp/keys filter/timestamp/line filter/timestamp/read filter/timestamp/stream " +
		"filter/timestamp/zone offsets/timemap github.com/tinylib/msgp/msgp"},
	{"filter/internal/mutation", ""},
	{"filter/timestamp/internal/stamptest", "filter/timestamp filter/timestamp/iso filter/timestamp/line filter/timestamp/read " +
		"filter/timestamp/stream filter/timestamp/zone github.com/stretchr/testify/require"},
	{"filter/timestamp/line", "filter/timestamp filter/timestamp/read filter/timestamp/internal/form filter/timestamp/internal/epoch " +
		"filter/timestamp/entry filter/timestamp/keys filter/timestamp/stream filter/timestamp/zone filter/timestamp/internal/scan filter/timestamp/internal/calendar"},
	{"filter/timestamp/read", "filter/timestamp filter/timestamp/internal/strptime filter/timestamp/internal/form " +
		"filter/timestamp/internal/doubt filter/timestamp/stream filter/timestamp/internal/epoch filter/timestamp/zone " +
		"filter/timestamp/internal/scan filter/timestamp/internal/calendar github.com/araddon/dateparse"},
	{"filter/timestamp/internal/strptime", "filter/timestamp filter/timestamp/internal/form filter/timestamp/internal/epoch " +
		"filter/timestamp/internal/scan filter/timestamp/internal/calendar"},
	{"filter/timestamp/internal/form", "filter/timestamp filter/timestamp/internal/doubt filter/timestamp/stream " +
		"filter/timestamp/internal/epoch filter/timestamp/zone filter/timestamp/internal/scan filter/timestamp/internal/calendar"},
	{"filter/timestamp/internal/doubt", "filter/timestamp"},
	{"filter/timestamp/stream", "filter/timestamp/internal/calendar"},
	{"filter/timestamp/internal/epoch", "filter/timestamp filter/timestamp/zone filter/timestamp/internal/scan " +
		"filter/timestamp/internal/calendar"},
	{"filter/timestamp/zone", "filter/timestamp/internal/scan filter/timestamp/internal/calendar"},
	{"filter/timestamp/entry", "filter/timestamp/keys"},
	{"filter/timestamp/keys", ""},
	{"filter/timestamp/iso", "filter/timestamp/internal/scan filter/timestamp/internal/calendar"},
	{"filter/timestamp/internal/scan", ""},
	{"filter/timestamp/internal/calendar", ""},
	{"filter/timestamp", ""},

	{"offsets", "offsets/journal offsets/timemap offsets/estimate offsets/ntp offsets/chrony offsets/hostclock"},
	{"offsets/journal", "offsets/timemap golang.org/x/sys/unix"},
	{"offsets/timemap", ""},
	{"offsets/estimate", ""},
	{"offsets/ntp", "offsets/hostclock github.com/beevik/ntp golang.org/x/sys/unix"},
	{"offsets/chrony", ""},
	{"offsets/hostclock", "golang.org/x/sys/unix"},
}

// shown is how many exported names, methods and fields a package of filter/timestamp may have, with
// some room: one that shows more has taken on something else.
var shown = map[string]int{
	"filter/timestamp":                    32,
	"filter/timestamp/entry":              20,
	"filter/timestamp/keys":               40,
	"filter/timestamp/line":               15,
	"filter/timestamp/read":               60,
	"filter/timestamp/internal/strptime":  11 * 5 / 4,
	"filter/timestamp/internal/form":      80,
	"filter/timestamp/internal/doubt":     25,
	"filter/timestamp/stream":             55,
	"filter/timestamp/internal/epoch":     28,
	"filter/timestamp/zone":               41 * 5 / 4,
	"filter/timestamp/iso":                5,
	"filter/timestamp/internal/scan":      38 * 5 / 4,
	"filter/timestamp/internal/calendar":  23 * 5 / 4,
	"filter/timestamp/internal/stamptest": 15,
}

const (
	module      = "timesync/"
	mostMethods = 39 // of one type
	mostFiles   = 3  // that they lie in
)

// goPackage is what go list says of a package, its name without the module's, and the files of it
// that are no tests, for every build tag.
type goPackage struct {
	ImportPath, Dir                   string
	GoFiles, CgoFiles, IgnoredGoFiles []string

	name  string
	files map[string]*ast.File
}

func packagesOf(t *testing.T) (all []goPackage) {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,CgoFiles,IgnoredGoFiles", module+"...")
	command.Env = append(command.Environ(), "CGO_ENABLED=1")
	out, err := command.Output()
	require.NoError(t, err)
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		p := goPackage{files: map[string]*ast.File{}}
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		p.name = strings.TrimPrefix(p.ImportPath, module)
		for _, file := range slices.Concat(p.GoFiles, p.CgoFiles, p.IgnoredGoFiles) {
			if !strings.HasSuffix(file, "_test.go") {
				parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
				require.NoError(t, err)
				p.files[file] = parsed
			}
		}
		all = append(all, p)
	}
}

func (p *goPackage) isTest() bool { return p.name == "test" || strings.HasPrefix(p.name, "test/") }

// imports are what it imports, without the module's name.
func (p *goPackage) imports() map[string]bool {
	paths := map[string]bool{}
	for _, file := range p.files {
		for _, spec := range file.Imports {
			paths[strings.TrimPrefix(strings.Trim(spec.Path.Value, `"`), module)] = true
		}
	}
	return paths
}

// isStandard reports whether an import is one of the standard library, C among them.
func isStandard(path string, packages []goPackage) bool {
	own := func(p goPackage) bool { return p.name == path }
	return !slices.ContainsFunc(packages, own) && !strings.Contains(strings.Split(path, "/")[0], ".")
}

// TestImports: what a package imports is what its row of layout says, and stands below it.
func TestImports(t *testing.T) {
	rank, allowed := map[string]int{}, map[string][]string{}
	for i, row := range layout {
		require.NotContains(t, rank, row.name, "two rows")
		rank[row.name], allowed[row.name] = i, strings.Fields(row.imports)
	}
	packages := packagesOf(t)
	for _, p := range packages {
		if p.isTest() {
			continue
		}
		if _, known := rank[p.name]; !assert.True(t, known, "%s has no row", p.name) {
			continue
		}
		imports := p.imports()
		for path := range imports {
			if !isStandard(path, packages) {
				assert.Contains(t, allowed[p.name], path, "%s imports what its row does not name", p.name)
			}
			if below, own := rank[path]; own {
				assert.Greater(t, below, rank[p.name], "%s imports upwards: %s", p.name, path)
			}
		}
		for _, path := range allowed[p.name] {
			assert.True(t, imports[path], "%s does not import %s, which its row names", p.name, path)
		}
		delete(allowed, p.name)
	}
	assert.Empty(t, allowed, "rows without a package")
}

// TestUnsafe: C and unsafe are in plugin alone, and in the benchmark of calls between C and Go.
func TestUnsafe(t *testing.T) {
	for _, p := range packagesOf(t) {
		imports := p.imports()
		if imports["C"] || imports["unsafe"] {
			assert.Contains(t, []string{"plugin", "test/bench/crossing/bare"}, p.name, "cgo or unsafe")
		}
	}
}

// TestMethods: no type has become a package of its own.
func TestMethods(t *testing.T) {
	for _, p := range packagesOf(t) {
		if p.isTest() {
			continue
		}
		methods, files := map[string]int{}, map[string]map[string]bool{}
		for name, file := range p.files {
			for _, declared := range file.Decls {
				function, ok := declared.(*ast.FuncDecl)
				if !ok || function.Recv == nil {
					continue
				}
				receiver := receiverOf(function)
				methods[receiver]++
				if files[receiver] == nil {
					files[receiver] = map[string]bool{}
				}
				files[receiver][name] = true
			}
		}
		for receiver, count := range methods {
			assert.LessOrEqual(t, count, mostMethods, "methods of %s.%s", p.name, receiver)
			assert.LessOrEqual(t, len(files[receiver]), mostFiles, "%d methods of %s.%s are in %d files: %s", count, p.name, receiver,
				len(files[receiver]), strings.Join(slices.Sorted(maps.Keys(files[receiver])), " "))
		}
	}
}

// receiverOf returns the name of the type that a method is of, "" for a function.
func receiverOf(function *ast.FuncDecl) string {
	if function.Recv == nil {
		return ""
	}
	receiver := function.Recv.List[0].Type
	for {
		switch x := receiver.(type) {
		case *ast.StarExpr:
			receiver = x.X
		case *ast.IndexExpr: // of a generic type
			receiver = x.X
		case *ast.IndexListExpr:
			receiver = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// TestShown: no package below filter shows more than its limit.
func TestShown(t *testing.T) {
	seen := 0
	for _, p := range packagesOf(t) {
		if p.name != "filter/timestamp" && !strings.HasPrefix(p.name, "filter/timestamp/") {
			continue
		}
		count := 0
		for _, file := range p.files {
			for _, declared := range file.Decls {
				count += exportedIn(declared)
			}
		}
		limit, ok := shown[p.name]
		if assert.True(t, ok, "%s has no limit, and shows %d", p.name, count) {
			assert.LessOrEqual(t, count, limit, "names, methods and fields that %s shows", p.name)
		}
		seen++
	}
	assert.Len(t, shown, seen, "a limit without a package")
}

// exportedIn counts the names, methods and fields that a declaration shows.
func exportedIn(declared ast.Decl) (count int) {
	names := func(all ...*ast.Ident) {
		for _, name := range all {
			if name.IsExported() {
				count++
			}
		}
	}
	if function, ok := declared.(*ast.FuncDecl); ok {
		names(function.Name)
		return count
	}
	for _, spec := range declared.(*ast.GenDecl).Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			names(spec.Names...)
		case *ast.TypeSpec:
			names(spec.Name)
			switch kind := spec.Type.(type) {
			case *ast.StructType:
				for _, field := range kind.Fields.List {
					names(field.Names...)
				}
			case *ast.InterfaceType:
				for _, method := range kind.Methods.List {
					names(method.Names...)
				}
			}
		}
	}
	return count
}
