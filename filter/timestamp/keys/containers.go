package keys

// Container is an object of a record in which programs keep the record's own time, one level below
// the others. Deeper ones, and those of other names, are for time_key to name.
type Container struct {
	Name  string // matched as a Name is
	Place Place
	// example is a record that has its time there, of 2024-06-14 10:11:12 UTC.
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
	{"event", Envelope, `{"event":{"kind":"alert","timestamp":"2024-06-14T10:11:12Z"},"firewall":"edge-1"}`},
	{"id", Envelope, `{"kind":"admin#activity","id":{"time":"2024-06-14T10:11:12Z","customerId":"C1"}}`},
	{"log", Envelope, `{"log":{"time":"2024-06-14T10:11:12Z","text":"started"},"stream":"stdout"}`},
	{"log_entry", Envelope, `{"logEntry":{"timestamp":"2024-06-14T10:11:12Z","severity":"INFO"}}`},
	{"record", Envelope, `{"record":{"time":"2024-06-14T10:11:12Z","text":"started"}}`},
	{"_source", Envelope, `{"_index":"app-1","_source":{"@timestamp":"2024-06-14T10:11:12Z"}}`},
	{"header", Envelope, `{"header":{"event_id":7,"time":"2024-06-14T10:11:12Z"},"arguments":{}}`},
	{"headers", Envelope, `{"headers":{"timestamp":1718359872000},"body":"x"}`},
	{"metadata", Envelope, `{"@class":"alert","metadata":{"timestamp":1718359872000}}`},
	{"meta", Envelope, `{"meta":{"time":"2024-06-14T10:11:12Z"},"rows":3}`},
	{"@metadata", Envelope, `{"@metadata":{"timestamp":"2024-06-14T10:11:12Z"},"x":1}`},
	{"envelope", Envelope, `{"envelope":{"timestamp":"2024-06-14T10:11:12Z"},"x":1}`},
	{"transaction", Envelope, `{"transaction":{"time_stamp":"Fri Jun 14 10:11:12 2024","client_ip":"192.0.2.1"}}`},
	{"http_message", Envelope, `{"type":"waf","httpMessage":{"start":"1718359872","status":"200"}}`},
	{"audit_record", Envelope, `{"audit_record":{"timestamp":"2024-06-14T10:11:12Z","name":"Connect"}}`},
	{"syslog", Envelope, `{"syslog":{"timestamp":"2024-06-14T10:11:12Z"},"text":"x"}`},
	{"alert", Envelope, `{"alert":{"timestamp":"2024-06-14T10:11:12Z","rule":"r1"}}`},
	{"alert_info", Envelope, `{"alertInfo":{"createdAt":"2024-06-14T10:11:12Z"},"ruleInfo":{"id":1}}`},
	{"finding", Envelope, `{"finding":{"category":"open port","eventTime":"2024-06-14T10:11:12Z"}}`},
	{"finding_info", Envelope, `{"finding_info":{"created_time":1718359872000}}`},
	{"message", Envelope, `{"message":{"log_timestamp":"2024-06-14T10:11:12Z","logger":"a"}}`},

	{"payload", Payload, `{"source":"audit","payload":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"data", Payload, `{"type":"created","data":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"detail", Payload, `{"detail":{"eventTime":"2024-06-14T10:11:12Z"}}`},
	{"details", Payload, `{"details":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"attributes", Payload, `{"id":"x","attributes":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"fields", Payload, `{"fields":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"properties", Payload, `{"properties":{"eventTimestamp":"2024-06-14T10:11:12Z"}}`},
	{"content", Payload, `{"content":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"body", Payload, `{"body":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"json_payload", Payload, `{"jsonPayload":{"timestamp":"2024-06-14T10:11:12Z"}}`},
	{"result", Payload, `{"result":{"_time":"2024-06-14 10:11:12.000 UTC","index":"main"}}`},
	{"state", Payload, `{"state":{"created_at":"2024-06-14T10:11:12Z","severity":"high"}}`},
}
