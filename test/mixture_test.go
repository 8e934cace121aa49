package test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// mixed is one record of the mixture and what a fixed offset of 2.5 s makes of it.
type mixed struct {
	line string    // in the input
	key  string    // that holds the written timestamp; empty: the record passes as it came
	want string    // the written timestamp
	at   time.Time // the event time it leaves with
}

const mixtureOffset = 2500 * time.Millisecond

// mixture makes count records of mixed shapes, the same for the same seed. Each
// has its number as n, and as `at` an event time that a parser takes out.
func mixture(count int, seed uint64) []mixed {
	random := rand.New(rand.NewPCG(seed, 0))
	made := make([]mixed, count)
	for i := range made {
		arrived := time.Unix(1_700_000_000+int64(i), 0).UTC()
		body, key, want, at := shape(random, arrived)
		made[i] = mixed{fmt.Sprintf(`{"at":"%d","n":%d,%s}`, arrived.Unix(), i, body), key, want, at}
	}
	return made
}

// shape draws the rest of a record's body.
func shape(random *rand.Rand, arrived time.Time) (body, key, want string, at time.Time) {
	stamp := time.UnixMilli(1_704_067_200_000 + random.Int64N(366*86_400_000)).UTC() // in 2024
	milliseconds := stamp.Add(mixtureOffset)
	moved := arrived.Add(mixtureOffset)
	written := milliseconds.Format("2006-01-02T15:04:05.000Z")
	switch random.IntN(9) {
	case 0:
		return `"time":"` + stamp.Format("2006-01-02T15:04:05.000Z") + `","level":"info"`, "time", written, milliseconds
	case 1:
		return fmt.Sprintf(`"ts":%d,"f":1.5`, stamp.UnixMilli()), "ts", written, milliseconds
	case 2:
		return `"log":"` + stamp.Format("2006-01-02 15:04:05,000") + ` INFO [main] c.e.Shop - order"`, "timestamp", written, milliseconds
	case 3:
		return `"time":"02/03/2024 10:11:12","x":null`, "", "", arrived // two readings
	case 4:
		return `"time":"2024-03-05 10:11:12 IST","x":[true,false]`, "", "", arrived // three zones
	case 5:
		return `"level":"debug","msg":"no stamp in it"`, "timestamp", moved.Format("2006-01-02T15:04:05.000000000Z"), moved
	case 6: // n and fourteen more: one key further needs a longer map header
		return keysFrom(1, 14), "timestamp", moved.Format("2006-01-02T15:04:05.000000000Z"), moved
	case 7:
		long := strings.Repeat(`text \"quoted\" \\ é 漢 `, 1+random.IntN(60))
		return `"text":"` + long + `","date":"` + stamp.Format("Mon, 02 Jan 2006 15:04:05 GMT") + `"`, "date",
			stamp.Truncate(time.Second).Add(mixtureOffset).Format("2006-01-02T15:04:05.000Z"), stamp.Truncate(time.Second).Add(mixtureOffset)
	default:
		return `"a":{"b":[1,{"c":-7}],"time":"no stamp of the record"},"@timestamp":"` + stamp.Format("2006-01-02T15:04:05.000-07:00") + `"`,
			"@timestamp", written, milliseconds
	}
}

func keysFrom(first, last int) string {
	var keys []string
	for i := first; i <= last; i++ {
		keys = append(keys, fmt.Sprintf(`"k%d":%d`, i, i))
	}
	return strings.Join(keys, ",")
}

// writeMixture writes the records as lines.
func writeMixture(t *testing.T, path string, records []mixed) {
	file, err := os.Create(path)
	require.NoError(t, err)
	defer file.Close()
	buffered := bufio.NewWriter(file)
	for _, r := range records {
		_, err := buffered.WriteString(r.line + "\n")
		require.NoError(t, err)
	}
	require.NoError(t, buffered.Flush())
}
