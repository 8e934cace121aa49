package settings

import "strings"

// networkInputs listen on a network: what they receive was stamped by another
// machine's clock (Fluent Bit's own names of its inputs).
var networkInputs = []string{"forward", "syslog", "tcp", "udp", "http", "opentelemetry",
	"elasticsearch", "splunk", "kafka", "mqtt"}

// Remote reports by the name of an input, "tail.0", whether another machine's clock
// wrote its stamps. known is false where the name does not tell: an alias.
func Remote(input string) (remote, known bool) {
	name, number, numbered := strings.Cut(input, ".")
	if !numbered || name == "" || number == "" || strings.Trim(number, "0123456789") != "" {
		return false, false
	}
	for _, network := range networkInputs {
		if strings.EqualFold(name, network) {
			return true, true
		}
	}
	return false, true
}
