# timesync: see README.md for what each target shows.
#
#   make             build/flb-filter_timesync.so
#   make run         the sample pipeline, before and after (OFFSET=-7.25 for another clock)
#   make test        all tests        make fuzz FUZZTIME=10s    every fuzz target
#   make bench       benchmarks       make lint                 formats, vets, warnings
#   make abi FLB_SOURCE=dir           our view of Fluent Bit's C interface against a source tree

.DELETE_ON_ERROR:
.PHONY: build run test bench fuzz lint abi clean

GO       ?= go
TAGS     := netgo,osusergo
OFFSET   ?= 2.5
FUZZTIME ?= 10s

VERSION := $(shell sed -n 's/^\#\# \([0-9][^ ]*\).*/\1/p' CHANGELOG.md | head -n 1)
BUILT   := $(shell git log -1 --format=%cI 2>/dev/null)

OBJECT := build/flb-filter_timesync.so
FAULT  := build/fault/flb-filter_timesync.so
HOST   := build/timesync-host
HOSTS  := $(HOST) $(HOST)-old

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
