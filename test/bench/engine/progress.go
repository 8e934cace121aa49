package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// position is how far a process has read a file; -1 while it has not opened it.
func position(pid int, path string) int64 {
	folder := fmt.Sprintf("/proc/%d", pid)
	descriptors, _ := os.ReadDir(filepath.Join(folder, "fd")) // none: it has ended, which its watcher notices
	for _, descriptor := range descriptors {
		target, err := os.Readlink(filepath.Join(folder, "fd", descriptor.Name()))
		if err != nil || target != path {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, "fdinfo", descriptor.Name()))
		if err != nil {
			return -1
		}
		return parsePosition(string(text))
	}
	return -1
}

// parsePosition reads the first line of /proc/PID/fdinfo/N: "pos:", a tab, the number.
func parsePosition(text string) int64 {
	var at int64
	if _, err := fmt.Sscanf(text, "pos: %d", &at); err != nil {
		return -1
	}
	return at
}

// comeOut is how many records a Fluent Bit with its HTTP server at port has handed to its outputs,
// by its own count, which it publishes each second; 0 while it does not answer.
func comeOut(port int) (records int) {
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get(fmt.Sprintf("http://127.0.0.1:%d/api/v1/metrics", port))
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	var page struct {
		Output map[string]struct {
			Records int `json:"proc_records"`
		}
	}
	if json.NewDecoder(response.Body).Decode(&page) != nil {
		return 0
	}
	for _, output := range page.Output {
		records += output.Records
	}
	return records
}

// inputWaits is how often threads of inputs have waited, for work or for each other. Others are
// left out: Go's own watcher sleeps and wakes all the time.
func inputWaits(pid int) (waits int) {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid)) // the pattern is a good one
	for _, path := range threads {
		text, _ := os.ReadFile(path) // nothing: the thread has ended
		waits += parseWaits(string(text))
	}
	return waits
}

// parseWaits reads the status of one thread. Fluent Bit names its input threads flb-in-tail.0-w0
// and so on.
func parseWaits(text string) (waits int) {
	if !strings.HasPrefix(text, "Name:\tflb-in-") {
		return 0
	}
	_, after, _ := strings.Cut(text, "\nvoluntary_ctxt_switches:")
	if _, err := fmt.Sscan(after, &waits); err != nil {
		return 0
	}
	return waits
}

// memory is what a process holds, in bytes.
type memory struct {
	resident, anonymous, file float64
	peak                      float64 // of resident, since the program was executed
	threads                   int
}

// memoryOf reads /proc/PID/status.
func memoryOf(pid int) memory {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // nothing: it has ended, which its watcher notices
	return parseMemory(string(text))
}

func parseMemory(text string) (held memory) {
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(line, ":")
		var number int
		if _, err := fmt.Sscan(value, &number); err != nil {
			continue
		}
		switch name {
		case "VmHWM":
			held.peak = float64(number) * 1024
		case "VmRSS":
			held.resident = float64(number) * 1024
		case "RssAnon":
			held.anonymous = float64(number) * 1024
		case "RssFile":
			held.file = float64(number) * 1024
		case "Threads":
			held.threads = number
		}
	}
	return held
}
