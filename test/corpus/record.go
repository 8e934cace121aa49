package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tinylib/msgp/msgp"
)

// appendRecord writes a JSON object as Fluent Bit's parser does: its keys in their order, its whole
// numbers as integers.
func appendRecord(dst []byte, text string) ([]byte, error) {
	values := json.NewDecoder(strings.NewReader(text))
	values.UseNumber()
	return appendNext(dst, values)
}

// appendNext writes the next value of a JSON text.
func appendNext(dst []byte, values *json.Decoder) ([]byte, error) {
	token, err := values.Token()
	if err != nil {
		return nil, fmt.Errorf("reading a record: %w", err)
	}
	switch value := token.(type) {
	case json.Delim:
		return appendMembers(dst, values, value == '{')
	case json.Number:
		return appendNumber(dst, value.String())
	case string:
		return msgp.AppendString(dst, value), nil
	case bool:
		return msgp.AppendBool(dst, value), nil
	}
	return msgp.AppendNil(dst), nil
}

// appendMembers writes what an object or an array holds, up to and with its end.
func appendMembers(dst []byte, values *json.Decoder, isMap bool) (_ []byte, err error) {
	var members []byte
	count := uint32(0)
	for ; values.More(); count++ {
		if members, err = appendNext(members, values); err != nil {
			return nil, err
		}
	}
	if _, err = values.Token(); err != nil {
		return nil, fmt.Errorf("reading the end of a record: %w", err)
	}
	if isMap {
		dst = msgp.AppendMapHeader(dst, count/2)
	} else {
		dst = msgp.AppendArrayHeader(dst, count)
	}
	return slices.Concat(dst, members), nil
}
