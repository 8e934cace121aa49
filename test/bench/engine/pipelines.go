package main

import _ "embed"

// pipeline is one configuration to be run.
type pipeline struct {
	name   string
	config string
	yaml   bool
	filter string // whose object it loads; empty: all it needs is Fluent Bit's own
}

// service begins every configuration. What is not said is Fluent Bit's default, buffers too. Its
// HTTP server counts what has come out: Exit_On_Eof would end the engine with the first of several
// files, and say nothing of records.
const service = `[SERVICE]
    Parsers_File ${WORK}/parsers.conf
    HTTP_Server  On
    HTTP_Listen  127.0.0.1
    HTTP_Port    ${PORT}
`

// input is the same for all. The parser gives no time: finding the stamp is the filters' work.
const input = `[INPUT]
    Name           tail
    Tag            app
    Path           ${INPUT}
    Parser         json
    Read_from_Head On
`

const nullOutput = `[OUTPUT]
    Name  null
    Match *
`

// timesyncFilter finds the stamp by itself, moves it, sets the event time and writes the mark.
const timesyncFilter = `[FILTER]
    Name          timesync
    Match         *
    time_zone     UTC
    offset_source fixed
    fixed_offset  +2.5s
    correct       always
`

// copyFilter answers with a copy: what it costs is Fluent Bit's own work for any filter that
// changes records.
const copyFilter = `[FILTER]
    Name  copy
    Match *
`

const recordModifierFilter = `[FILTER]
    Name   record_modifier
    Match  *
    Record host test
`

const modifyFilter = `[FILTER]
    Name   modify
    Match  *
    Rename time timestamp
    Add    host test
`

// luaFilter does timesync's rewrite of these records, but for the mark.
const luaFilter = `[FILTER]
    Name          lua
    Match         *
    Script        ${WORK}/rewrite.lua
    Call          rewrite
    time_as_table On
    type_int_key  status
`

// parserFilter is how the time of records that are parsed already is set with what Fluent Bit has:
// a parser for the key alone. It moves nothing and leaves the body as it was, but stands behind the
// same input as all others.
const parserFilter = `[FILTER]
    Name         parser
    Match        *
    Key_Name     time
    Parser       stamp
    Reserve_Data On
`

//go:embed parsers.conf
var parsers []byte

//go:embed rewrite.lua
var script []byte

// The names that the table's columns refer to.
const (
	bare           = "bare"
	copying        = "copy"
	timesync       = "timesync"
	recordModifier = "record_modifier"
	lua            = "lua"
)

// classic are the pipelines that run one input, in the order of the table.
var classic = []pipeline{
	{name: bare, config: service + input + nullOutput},
	{name: copying, config: service + input + copyFilter + nullOutput, filter: copying},
	{name: timesync, config: service + input + timesyncFilter + nullOutput, filter: timesync},
	{name: recordModifier, config: service + input + recordModifierFilter + nullOutput},
	{name: "modify", config: service + input + modifyFilter + nullOutput},
	{name: lua, config: service + input + luaFilter + nullOutput},
	{name: "parser", config: service + input + parserFilter + nullOutput},
}
