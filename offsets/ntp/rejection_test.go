package ntp

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRejectionNames(t *testing.T) {
	seen := map[string]bool{}
	for r := range rejections {
		require.NotEmpty(t, r.String())
		require.False(t, seen[r.String()], r.String())
		seen[r.String()] = true
	}
}
