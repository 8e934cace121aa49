//go:build !fault

package main

// fault is where the tests' object panics on request (fault.go).
func fault([]byte) {}
