package keys

// Name is a name under which programs keep a time. It is matched in any case, and where it consists
// of words these may be joined or stand apart by _ or -: event_time is eventTime and event-time too.
type Name struct {
	Name  string
	Trust Trust
}

// Trust says how far the name of a key tells whose time its value is. A name counts only where no
// surer one has a stamp.
type Trust uint8

const (
	Own       Trust = iota // the record's
	Lesser                 // in some programs the record's, else something else's
	Line                   // no time but a raw line, which may have one
	Creation               // that of an event, or of a thing that the record is about
	Span                   // when what the record is about began, or ended
	Reception              // when a later program got the record
)

// Times are the names under which records and lines say when they were written, the surer before
// the others, and of those the specific before the general. When a thing was changed or ceases to
// hold (updated, modified, expires, not_after) is never the record's time. docs/records.md shows
// them.
var Times = []Name{
	{"time", Own}, {"timestamp", Own}, {"@timestamp", Own}, {"ts", Own}, {"datetime", Own}, {"date", Own},
	{"event_time", Own}, {"log_time", Own}, {"asctime", Own}, {"t", Own}, {"instant", Own}, {"dev_time", Own}, {"rt", Own}, {"device_receipt_time", Own},
	{"_SOURCE_REALTIME_TIMESTAMP", Own}, {"__REALTIME_TIMESTAMP", Own},
	{"@t", Own}, {"event_timestamp", Own}, {"log_timestamp", Own}, {"time_iso8601", Own}, {"time_local", Own},
	{"time_generated", Own}, {"request_received_timestamp", Own}, {"@time", Own}, {"_time", Own},
	{"timestamp_utc", Own}, {"utc_time", Own}, {"utc_timestamp", Own}, {"time_utc", Own}, {"gmt_time", Own}, {"epoch", Own},
	{"日時", Own}, {"时间", Own}, {"時間", Own},
	{"event_date_time", Own}, {"event_datetime", Own}, {"event_date", Own}, {"event_ts", Own}, {"event_time_dt", Own}, {"time_dt", Own},
	{"event_timestamp_ms", Own}, {"event.time", Own}, {"event.timestamp", Own},
	{"log_date_time", Own}, {"log_datetime", Own}, {"log_date", Own}, {"log_ts", Own},
	{"logged_at", Own}, {"logged_time", Own}, {"logged_date_time", Own}, {"recorded_at", Own}, {"date_time", Own},
	{"iso_timestamp", Own}, {"timestamp_iso8601", Own}, {"timestamp_ms", Own}, {"timestamp_millis", Own}, {"time_millis", Own},
	{"time_ms", Own}, {"ts_ms", Own}, {"epoch_ms", Own}, {"epoch_millis", Own}, {"timestamp_us", Own}, {"timestamp_usec", Own},
	{"timestamp_micros", Own}, {"time_usec", Own}, {"time_unix_nano", Own}, {"timestamp_nanos", Own}, {"epoch_time", Own},
	{"time_epoch", Own}, {"epoch_timestamp", Own}, {"time_seconds_epoch", Own}, {"unix_timestamp", Own}, {"timestamp_unix", Own},
	{"audit_time", Own}, {"audit_timestamp", Own}, {"activity_date_time", Own}, {"activity_time", Own},
	{"message_time", Own}, {"message_timestamp", Own}, {"action_time", Own},
	{"time_stamp", Own}, {"tstamp", Own}, {"unix_time", Own}, {"ibm_datetime", Own}, {"TimeCreated", Own}, {"client_timestamp", Own},

	{"occurred_at", Lesser}, {"EdgeStartTimestamp", Lesser},
	{"SystemTime", Lesser}, {"reqTimeSec", Lesser},
	{"time_written", Lesser}, {"occurred", Lesser}, {"occurred_on", Lesser}, {"occurrence_time", Lesser}, {"occurred_date_time", Lesser},
	{"detected_at", Lesser}, {"detected_time", Lesser}, {"detection_time", Lesser}, {"detected_timestamp", Lesser},
	{"detection_timestamp", Lesser}, {"detected_date_time", Lesser}, {"triggered_at", Lesser}, {"trigger_time", Lesser},
	{"alert_time", Lesser}, {"alert_timestamp", Lesser}, {"query_timestamp", Lesser},
	{"request_timestamp", Lesser}, {"request_time_epoch", Lesser}, {"original_timestamp", Lesser},
	{"original_time", Lesser}, {"captured_at", Lesser}, {"EOCTimestamp", Lesser}, {"f5telemetry_timestamp", Lesser},
	{"vectra_timestamp", Lesser},

	{"when", Creation}, {"published", Creation}, {"event_creation_time", Creation}, {"creation_time", Creation}, {"creation_date", Creation}, {"timestamp_ns", Creation},
	{"created_at", Creation}, {"created", Creation}, {"created_time", Creation}, {"create_time", Creation}, {"create_date", Creation},
	{"created_date", Creation}, {"created_on", Creation}, {"created_date_time", Creation}, {"created_time_dt", Creation},
	{"created_timestamp", Creation}, {"create_timestamp", Creation}, {"creation_timestamp", Creation}, {"event_created", Creation},
	{"date_created", Creation}, {"published_at", Creation}, {"published_date", Creation},
	{"generated_at", Creation}, {"inserted_at", Creation}, {"posted_at", Creation}, {"reported_at", Creation}, {"submitted_at", Creation},
	{"sent_at", Creation},

	{"start", Span}, {"start_time", Span}, {"started_at", Span},
	{"start_timestamp", Span}, {"start_date_time", Span}, {"starts_at", Span}, {"begin_time", Span},
	{"session_start_time", Span}, {"connect_timestamp", Span}, {"end", Span}, {"end_time", Span},
	{"ended_at", Span}, {"end_timestamp", Span}, {"end_date_time", Span}, {"session_end_time", Span},
	{"EdgeEndTimestamp", Span}, {"digest_end_time", Span}, {"completed_at", Span}, {"finished_at", Span},

	{"received_at", Reception}, {"receive_time", Reception}, {"received_time", Reception}, {"receive_timestamp", Reception},
	{"received_timestamp", Reception}, {"received_date_time", Reception}, {"received_utc", Reception}, {"event_received_time", Reception},
	{"ingested_at", Reception}, {"ingest_time", Reception}, {"ingestion_time", Reception}, {"ingested_date_time", Reception},
	{"ingestion_timestamp", Reception}, {"observed_timestamp", Reception}, {"observed_time", Reception},
	{"observed_time_unix_nano", Reception}, {"collected_at", Reception}, {"collection_time", Reception}, {"processed_at", Reception},
	{"processed_time", Reception}, {"indexed_at", Reception}, {"arrival_time", Reception},
}

// Lines are the names under which inputs and collectors leave a raw line: rsyslog's rawmsg and
// Splunk's _raw, which its results have nested, among them.
var Lines = []string{"log", "message", "msg", "MESSAGE", "rawmsg", NestedLine}

// NestedLine is the name of a raw line that is believed in a container too.
const NestedLine = "_raw"
