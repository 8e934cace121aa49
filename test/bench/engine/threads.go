package main

import (
	"fmt"
	"strings"
)

// inputThreads is how many inputs share the records, each on a thread of its own.
const inputThreads = 4

const threadedService = `service:
  parsers_file: ${WORK}/parsers.conf
  http_server: on
  http_listen: 127.0.0.1
  http_port: ${PORT}
pipeline:
  outputs:
    - name: "null"
      match: "*"
  inputs:
`

const threadedInput = `    - name: tail
      tag: app
      path: ${%s}
      parser: json
      read_from_head: on
      threaded: on
`

const copyProcessor = `      processors:
        logs:
          - name: copy
`

// timesyncProcessor is timesyncFilter, on the input's thread.
const timesyncProcessor = `      processors:
        logs:
          - name: timesync
            time_zone: UTC
            offset_source: fixed
            fixed_offset: +2.5s
            correct: always
`

// threaded are the pipelines of several inputs.
var threaded = []pipeline{
	{name: bare, config: threadedConfig(""), yaml: true},
	{name: copying, config: threadedConfig(copyProcessor), yaml: true, filter: copying},
	{name: timesync, config: threadedConfig(timesyncProcessor), yaml: true, filter: timesync},
}

func threadedConfig(each string) string {
	var config strings.Builder
	config.WriteString(threadedService)
	for n := range inputThreads {
		variable := "INPUT"
		if n > 0 {
			variable = fmt.Sprint("INPUT_", n+1)
		}
		fmt.Fprintf(&config, threadedInput, variable)
		config.WriteString(each)
	}
	return config.String()
}
