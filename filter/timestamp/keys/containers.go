package keys

// Container is an object of a record in which programs keep the record's own time, one level below
// the others. Deeper ones, and those of other names, are for time_key to name.
type Container struct {
	Name  string // matched as a Name is
	Place Place
	// OfEntry: it has the time of a log entry, too, and not that of what the entry is about.
	OfEntry bool
	// Example is a record that has its time there, of 2024-06-14 10:11:12 UTC.
	Example string
}

// Place says where in a record a key stands.
type Place uint8

const (
	Top      Place = iota // on the top level
	Envelope              // in an object about the record itself
	Payload               // in one about what the record carries, which may have times of its own
)

// Containers are looked into in this order. What a record is about (a user, file, process, session,
// certificate, flow) has times that are not the record's: such names are none.
var Containers = []Container{
	{"event", Envelope, false, `{"event":{"kind":"alert","timestamp":"2024-06-14T10:11:12Z"},"firewall":"edge-1"}`},
	{"id", Envelope, false, `{"kind":"admin#activity","id":{"time":"2024-06-14T10:11:12Z","customerId":"C1"}}`},
	{"log", Envelope, true, `{"log":{"time":"2024-06-14T10:11:12Z","text":"started"},"stream":"stdout"}`},
	{"log_entry", Envelope, true, `{"logEntry":{"timestamp":"2024-06-14T10:11:12Z","severity":"INFO"}}`},
	{"record", Envelope, true, `{"record":{"time":"2024-06-14T10:11:12Z","text":"started"}}`},
	{"_source", Envelope, false, `{"_index":"app-1","_source":{"@timestamp":"2024-06-14T10:11:12Z"}}`},
	{"header", Envelope, false, `{"header":{"event_id":7,"time":"2024-06-14T10:11:12Z"},"arguments":{}}`},
	{"headers", Envelope, false, `{"headers":{"timestamp":1718359872000},"body":"x"}`},
	{"metadata", Envelope, true, `{"@class":"alert","metadata":{"timestamp":1718359872000}}`},
	{"meta", Envelope, true, `{"meta":{"time":"2024-06-14T10:11:12Z"},"rows":3}`},
	{"@metadata", Envelope, true, `{"@metadata":{"timestamp":"2024-06-14T10:11:12Z"},"x":1}`},
	{"envelope", Envelope, false, `{"envelope":{"timestamp":"2024-06-14T10:11:12Z"},"x":1}`},
	{"transaction", Envelope, false, `{"transaction":{"time_stamp":"Fri Jun 14 10:11:12 2024","client_ip":"192.0.2.1"}}`},
	{"http_message", Envelope, false, `{"type":"waf","httpMessage":{"start":"1718359872","status":"200"}}`},
	{"audit_record", Envelope, false, `{"audit_record":{"timestamp":"2024-06-14T10:11:12Z","name":"Connect"}}`},
	{"syslog", Envelope, false, `{"syslog":{"timestamp":"2024-06-14T10:11:12Z"},"text":"x"}`},
	{"alert", Envelope, false, `{"alert":{"timestamp":"2024-06-14T10:11:12Z","rule":"r1"}}`},
	{"alert_info", Envelope, false, `{"alertInfo":{"createdAt":"2024-06-14T10:11:12Z"},"ruleInfo":{"id":1}}`},
	{"finding", Envelope, false, `{"finding":{"category":"open port","eventTime":"2024-06-14T10:11:12Z"}}`},
	{"finding_info", Envelope, false, `{"finding_info":{"created_time":1718359872000}}`},
	{"message", Envelope, false, `{"message":{"log_timestamp":"2024-06-14T10:11:12Z","logger":"a"}}`},

	{"payload", Payload, false, `{"source":"audit","payload":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"data", Payload, false, `{"type":"created","data":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"detail", Payload, false, `{"detail":{"eventTime":"2024-06-14T10:11:12Z"}}`},
	{"details", Payload, false, `{"details":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"attributes", Payload, false, `{"id":"x","attributes":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"fields", Payload, false, `{"fields":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"properties", Payload, false, `{"properties":{"eventTimestamp":"2024-06-14T10:11:12Z"}}`},
	{"content", Payload, false, `{"content":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"body", Payload, false, `{"body":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"json_payload", Payload, false, `{"jsonPayload":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"result", Payload, false, `{"result":{"_time":"2024-06-14 10:11:12.000 UTC","index":"main"}}`},
	{"state", Payload, false, `{"state":{"created_at":"2024-06-14T10:11:12Z","severity":"high"}}`},
}
