package offsets

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/hostclock"
	"timesync/offsets/journal"
)

// TestJournalKeys: the key of each setting is the one that journals on users' disks carry.
func TestJournalKeys(t *testing.T) {
	tests := []struct {
		key     string
		servers []string
		policy  Policy
	}{
		{"defe791d8572ec8c", []string{"0", "1", "2"}, Policy{Correct: CorrectAlways}},
		{"bbdb8542d10055ed", nil, Policy{}},
		{"36df8069fe878a8d", []string{"ntp.example.org"}, Policy{}},
		{"d4d84c7dd459ef65", []string{"ntp2.example.org", "ntp1.example.org:1123"}, Policy{}},
		{"78418177920d706b", []string{"a"}, Policy{Correct: CorrectNever}},
		{"805af12dcf033de8", []string{"a"}, Policy{Correct: CorrectAlways, MinSources: 3}},
		{"9d4dfb9f7c3d842e", []string{"a"}, Policy{MinSources: -2, MaxCorrection: time.Hour}},
		{"81ddaf255583b049", []string{"a"}, Policy{MaxCorrection: 1500 * time.Millisecond, MaxError: 250 * time.Microsecond}},
		{"588823a7c617cb24", []string{"a"}, Policy{BacklogHoldover: -1}},
		{"98ab0b7dc34d19e1", []string{"a"}, Policy{BacklogHoldover: 48*time.Hour + 3*time.Minute + 7*time.Nanosecond}},
		{"630b54cab480a977", []string{"a"}, Policy{MaxDriftPPM: 0.25}},
		{"c85c4585af61ae8e", []string{"a"}, Policy{MaxDriftPPM: 1e-9}},
		{"a1578776330ec98e", []string{"a"}, Policy{MaxDriftPPM: 1e21}},
		{"f992be1708c9abd7", []string{"a"}, Policy{MaxDriftPPM: 123456.789}},
		{"c0aaa07ecf05cd81", []string{"a"}, Policy{MaxDriftPPM: 50}},
		{"94fb716dbe648476", []string{"chronyd"}, Policy{CorrectAlways, 2, 42 * time.Second, 2 * time.Second, time.Hour, 1.0 / 3}},
	}
	for _, test := range tests {
		t.Run(test.key, func(t *testing.T) {
			require.Equal(t, test.key, journalKey(NewClock(test.servers).names, test.policy.withDefaults()))
		})
	}
}

// TestJournalOfAnEarlierVersion: a journal with slews, two steps and a restart in it, kept in
// testdata, is found by its settings, and each instant is mapped as the version that wrote it did
// after a restart.
func TestJournalOfAnEarlierVersion(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, os.DirFS(filepath.Join("testdata", "journal"))))
	after := hostclock.Reading{Real: 1800004171553051436, Raw: 4175050051400, Mono: 4175053051436, Boot: 4175053051436, Width: 300}
	clock := NewReplay([]string{"2", "0", "1"}, func() hostclock.Reading { return after })
	clock.UseJournal(journal.Folder{Path: folder, Boot: "first boot"})
	view := clock.Timeline(Policy{Correct: CorrectAlways}).View()

	file, err := os.Open(filepath.Join("testdata", "instants.tsv"))
	require.NoError(t, err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	require.True(t, lines.Scan(), "the header")
	looked := 0
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		numbers := make([]int64, 3)
		for i := range numbers {
			numbers[i], err = strconv.ParseInt(fields[i], 10, 64)
			require.NoError(t, err)
		}
		c := view.Lookup(numbers[0])
		require.Equal(t, numbers[1:], []int64{c.Offset, c.Bound}, lines.Text())
		require.Equal(t, c.Offset, c.Would)
		require.Equal(t, fields[3:], []string{c.State.String(), c.Outcome.String(), strconv.Itoa(int(c.Segment)), strconv.FormatBool(c.Ambiguous)},
			lines.Text())
		looked++
	}
	require.NoError(t, lines.Err())
	require.Greater(t, looked, 600)
}
