# timesync: see README.md for what each target shows.
#
#   make             build/flb-filter_timesync.so
#   make run         the sample pipeline, before and after (OFFSET=-7.25 for another clock)
#   make test        all tests        make fuzz FUZZTIME=10s    every fuzz target
#   make clock       how true the clock is, beside simpler clients and chronyd (TRACES=dir for own recordings)
#   make bench       benchmarks (docs/bench.md)              make lint                 formats, vets, warnings
#   make corpus CORPUS=dir            timestamps with known instants: read, refused, wrong (VERBOSE=1: each miss,
#                                     SET='date_order=ymd time_format=%s': properties for all; docs/corpus.md)
#   make formats                      docs/formats.md from the reader's own tables
#   make abi FLB_SOURCE=dir           our view of Fluent Bit's C interface against a source tree

.DELETE_ON_ERROR:
.PHONY: build run test test-events clock bench profile bench-library bench-crossing bench-engine corpus formats fuzz lint abi clean

GO       ?= go
TAGS     := netgo,osusergo
OFFSET   ?= 2.5
FUZZTIME ?= 10s

VERSION := $(shell sed -n 's/^\#\# \([0-9][^ ]*\).*/\1/p' CHANGELOG.md | head -n 1)
BUILT   := $(shell git log -1 --format=%cI 2>/dev/null)

OBJECT := build/flb-filter_timesync.so
FAULT  := build/fault/flb-filter_timesync.so
HOST   := build/timesync-host
HOSTS  := $(HOST) $(HOST)-old $(HOST)-asan

WARNINGS := -Wall -Wextra -Werror
LDFLAGS  := -s -w -X main.version=$(VERSION) $(if $(BUILT),-X main.built=$(BUILT))
GOBUILD  := $(GO) build -trimpath -buildvcs=false -tags $(TAGS)

# Every C file of the object, Go's own included, is compiled against the oldest
# versions of glibc's functions: one file then serves all supported distributions.
# Go's build cache sees the flags but not the header, hence its checksum.
GLIBC_SUM := $(shell cksum < plugin/glibc.h | cut -d ' ' -f 1)
$(OBJECT) $(FAULT): export CGO_ENABLED := 1
$(OBJECT) $(FAULT): export CGO_CFLAGS := -O2 -g -include $(CURDIR)/plugin/glibc.h -DTIMESYNC_GLIBC_H=$(GLIBC_SUM)

build: $(OBJECT)

# Go decides itself what is to be done: always ask it.
.PHONY: FORCE
FORCE:

$(OBJECT): FORCE
	$(GOBUILD) -buildmode=c-shared -ldflags '$(LDFLAGS)' -o $@ ./plugin
	@rm -f $(@:.so=.h)

# The object that panics on request, for the tests.
$(FAULT): FORCE
	$(GO) build -trimpath -buildvcs=false -tags $(TAGS),fault -buildmode=c-shared -ldflags '$(LDFLAGS)' -o $@ ./plugin
	@rm -f $(@:.so=.h)

build/ntpserver: FORCE
	$(GOBUILD) -o $@ ./test/ntpserver/cmd

HOST_SOURCES := $(wildcard test/host/*.c)
HOST_FLAGS   := -std=c11 -O2 -g $(WARNINGS) -rdynamic

$(HOST): $(HOST_SOURCES) $(wildcard test/host/*.h)
	@mkdir -p build
	gcc $(HOST_FLAGS) -o $@ $(HOST_SOURCES) -ldl -lm

# The same with the layout that Fluent Bit had before 5.0.3.
$(HOST)-old: $(HOST_SOURCES) $(wildcard test/host/*.h)
	@mkdir -p build
	gcc $(HOST_FLAGS) -DOLD_STRIDE -o $@ $(HOST_SOURCES) -ldl -lm

# The same under AddressSanitizer and UndefinedBehaviorSanitizer.
$(HOST)-asan: $(HOST_SOURCES) $(wildcard test/host/*.h)
	@mkdir -p build
	gcc -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer \
	    -rdynamic -o $@ $(HOST_SOURCES) -ldl -lm

# Calls from C into the plugin, and into a function of Go that does nothing, with the host's functions around them.
CROSSING_SOURCES := test/bench/crossing/crossing.c $(filter-out test/host/main.c,$(HOST_SOURCES))

build/crossing: $(CROSSING_SOURCES) $(wildcard test/host/*.h)
	@mkdir -p build
	gcc $(HOST_FLAGS) -Itest/host -o $@ $(CROSSING_SOURCES) -ldl -lm

build/bare.so: FORCE
	CGO_ENABLED=1 $(GOBUILD) -buildmode=c-shared -ldflags '-s -w' -o $@ ./test/bench/crossing/bare
	@rm -f $(@:.so=.h)

# The least filter that changes records, for the engine's benchmark.
build/flb-filter_copy.so: test/bench/copy/copy.c plugin/flb_abi.h
	@mkdir -p build
	gcc -std=c11 -O2 $(WARNINGS) -fPIC -shared -Iplugin -o $@ $<

# The sample: three NTP servers on loopback, a log of this moment, the pipeline of
# fluent-bit.conf over it, each record before and after.
run: $(OBJECT) $(HOST)
	$(GO) run ./test/run -object $(OBJECT) -host $(HOST) -config fluent-bit.conf -offset $(OFFSET)

# Each test runs once, and the closing line counts them all. What computes alone is tested without the
# race detector, which makes it five times slower, and without cgo. All else has goroutines or starts
# programs: the C hosts and, where one is found, Fluent Bit run the built object. Servers measured to
# microseconds come last, with nothing beside them. A new package is tested with the race detector
# unless it is named here; COMPUTES is for the tests of other packages that would take long with it.
GOTESTSUM ?= $(GO) run gotest.tools/gotestsum@v1.13.0
PURE      := ./filter/... ./offsets/... ./plugin/settings
ALONE     := ./filter/... ./plugin/settings ./test/clock/... ./test/corpus
COMPUTES  := TestBitFlips|TestBracketHoldsTheTruth|TestCriticalRuns|TestDays|TestIntervalFollowsTheBound|TestKillNine|TestOrderAndMapping|TestPresentAgreesWithTheMap|TestTornTail|TestTrack
TIMED     := ./test/servers

test: $(OBJECT) $(FAULT) $(HOSTS) build/ntpserver
	@echo 'without the race detector: $(ALONE), in others $(COMPUTES); alone at the end: $(TIMED)'
	@$(GOTESTSUM) --format pkgname --format-hide-empty-pkg --raw-command -- $(MAKE) -s --no-print-directory test-events

# The four parts, as events that gotestsum reads.
RACE = $(filter-out $(shell $(GO) list $(ALONE) $(TIMED)),$(shell $(GO) list ./...))

test-events:
	@status=0; \
	CGO_ENABLED=0 $(GO) test -json $(ALONE) || status=1; \
	CGO_ENABLED=0 $(GO) test -json -run '^($(COMPUTES))$$' ./offsets/... || status=1; \
	$(GO) test -json -race -tags $(TAGS) -timeout 15m -parallel 4 -skip '^($(COMPUTES))$$' $(RACE) || status=1; \
	$(GO) test -json -race -tags $(TAGS) -parallel 16 $(TIMED) || status=1; \
	exit $$status

# One tab-separated row for each scenario, recorded and simulated, times in microseconds.
TRACES ?= ../shared/clock

clock:
	@$(GO) run ./test/clock -traces $(TRACES)

BENCH_RUNS ?= 5
RECORDS    ?= 1000000

bench: bench-library bench-crossing bench-engine

# The profile that the plugin is built with (profile-guided optimisation): of the rewrite, on each kind of records.
profile:
	$(GO) test -run '^$$' -bench BenchmarkRewrite -benchtime 5s -trimpath -cpuprofile plugin/default.pgo -o /dev/null ./test/bench

bench-library:
	$(GO) test -run '^$$' -bench . -benchmem -pgo plugin/default.pgo $(PURE) ./test/bench

# A call from C into the plugin beside one into a function of Go that does nothing.
bench-crossing: $(OBJECT) build/crossing build/bare.so
	build/crossing $(OBJECT) build/bare.so $(BENCH_RUNS)

# The plugin in Fluent Bit beside other filters and none; skipped where no Fluent Bit is found.
bench-engine: $(OBJECT) build/flb-filter_copy.so
	$(GO) run ./test/bench/engine -object $(OBJECT) -copy build/flb-filter_copy.so -records $(RECORDS) -runs $(BENCH_RUNS)

# Our own lines, or those of a larger corpus where one lies beside the repository.
CORPUS ?= $(firstword $(wildcard ../shared/corpus) test/corpus/testdata)

corpus:
	@$(GO) run ./test/corpus -corpus '$(CORPUS)' $(if $(VERBOSE),-verbose) $(patsubst %,-set '%',$(SET))

formats:
	$(GO) test -count=1 -run TestFormatsPage ./filter/timestamp/line -update

# go test fuzzes one target at a time.
fuzz:
	@set -e; for package in $$($(GO) list ./...); do \
	    for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
	        echo "$$package $$target"; \
	        $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$package; \
	    done; \
	done

# What it looks for stands in .golangci.yml, staticcheck and vet among it.
GOLANGCI ?= $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

lint:
	@test -z "$$(gofmt -l filter offsets plugin test)" || { echo "not formatted:"; gofmt -l filter offsets plugin test; exit 1; }
	$(GOLANGCI) run ./...
	GOARCH=386 CGO_ENABLED=0 $(GO) vet $(PURE)
	@mkdir -p build/_cgo
	cd plugin && $(GO) tool cgo -objdir $(CURDIR)/build/_cgo/ $$($(GO) list -f '{{join .CgoFiles " "}}' .)
	gcc -fsyntax-only -std=c11 $(WARNINGS) -Ibuild/_cgo -Iplugin plugin/*.c
	gcc -fsyntax-only -std=c11 $(WARNINGS) -Itest/host test/host/*.c test/bench/crossing/*.c test/abi/ours.c
	gcc -fsyntax-only -std=c11 $(WARNINGS) -Iplugin test/bench/copy/copy.c

abi:
	sh test/abi/check.sh $(FLB_SOURCE)

clean:
	rm -rf build
