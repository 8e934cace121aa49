package zone

import (
	"bytes"
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// windowsZones are zones as Windows names them, by the name in its registry and by the first place
// of the name that it shows: (UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna. Its
// home is that of CLDR's windowsZones.xml. The name says Standard the year round. Those that
// CLDR has for the standard time as well, which places without summer time keep (Mountain Standard
// Time in Phoenix), are not looked for here: only their "place" is.
var windowsZones = [...]struct{ name, place, home string }{
	{"AUS Central Standard Time", "Darwin", "Australia/Darwin"},
	{"AUS Eastern Standard Time", "Canberra", "Australia/Sydney"},
	{"Afghanistan Standard Time", "Kabul", "Asia/Kabul"},
	{"Alaskan Standard Time", "Alaska", "America/Anchorage"},
	{"Arab Standard Time", "Kuwait", "Asia/Riyadh"},
	{"Arabian Standard Time", "Abu Dhabi", "Asia/Dubai"},
	{"Arabic Standard Time", "Baghdad", "Asia/Baghdad"},
	{"Argentina Standard Time", "Buenos Aires", "America/Argentina/Buenos_Aires"},
	{"Argentina Standard Time", "City of Buenos Aires", "America/Argentina/Buenos_Aires"},
	{"", "Atlantic Time", "America/Halifax"},
	{"Azerbaijan Standard Time", "Baku", "Asia/Baku"},
	{"Azores Standard Time", "Azores", "Atlantic/Azores"},
	{"Bangladesh Standard Time", "Dhaka", "Asia/Dhaka"},
	{"Belarus Standard Time", "Minsk", "Europe/Minsk"},
	{"Canada Central Standard Time", "Saskatchewan", "America/Regina"},
	{"Cape Verde Standard Time", "Cabo Verde Is.", "Atlantic/Cape_Verde"},
	{"Caucasus Standard Time", "Yerevan", "Asia/Yerevan"},
	{"Cen. Australia Standard Time", "Adelaide", "Australia/Adelaide"},
	{"", "Central Time", "America/Chicago"},
	{"Central America Standard Time", "Central America", "America/Guatemala"},
	{"Central Brazilian Standard Time", "Cuiaba", "America/Cuiaba"},
	{"Central Europe Standard Time", "Belgrade", "Europe/Budapest"},
	{"", "Sarajevo", "Europe/Warsaw"},
	{"Central Standard Time (Mexico)", "Guadalajara", "America/Mexico_City"},
	{"China Standard Time", "Beijing", "Asia/Shanghai"},
	{"E. Africa Standard Time", "Nairobi", "Africa/Nairobi"},
	{"E. Australia Standard Time", "Brisbane", "Australia/Brisbane"},
	{"E. Europe Standard Time", "Chisinau", "Europe/Chisinau"},
	{"E. South America Standard Time", "Brasilia", "America/Sao_Paulo"},
	{"", "Eastern Time", "America/New_York"},
	{"Eastern Standard Time (Mexico)", "Chetumal", "America/Cancun"},
	{"Egypt Standard Time", "Cairo", "Africa/Cairo"},
	{"Ekaterinburg Standard Time", "Ekaterinburg", "Asia/Yekaterinburg"},
	{"FLE Standard Time", "Helsinki", "Europe/Kyiv"},
	{"GMT Standard Time", "Dublin", "Europe/London"},
	{"GTB Standard Time", "Athens", "Europe/Bucharest"},
	{"Georgian Standard Time", "Tbilisi", "Asia/Tbilisi"},
	{"Greenwich Standard Time", "Monrovia", "Atlantic/Reykjavik"},
	{"Hawaiian Standard Time", "Hawaii", "Pacific/Honolulu"},
	{"India Standard Time", "Chennai", "Asia/Kolkata"},
	{"Iran Standard Time", "Tehran", "Asia/Tehran"},
	{"Israel Standard Time", "Jerusalem", "Asia/Jerusalem"},
	{"Jordan Standard Time", "Amman", "Asia/Amman"},
	{"Kaliningrad Standard Time", "Kaliningrad", "Europe/Kaliningrad"},
	{"Korea Standard Time", "Seoul", "Asia/Seoul"},
	{"Libya Standard Time", "Tripoli", "Africa/Tripoli"},
	{"Middle East Standard Time", "Beirut", "Asia/Beirut"},
	{"Montevideo Standard Time", "Montevideo", "America/Montevideo"},
	{"Morocco Standard Time", "Casablanca", "Africa/Casablanca"},
	{"", "Mountain Time", "America/Denver"},
	{"Myanmar Standard Time", "Yangon", "Asia/Yangon"},
	{"N. Central Asia Standard Time", "Novosibirsk", "Asia/Novosibirsk"},
	{"Namibia Standard Time", "Windhoek", "Africa/Windhoek"},
	{"Nepal Standard Time", "Kathmandu", "Asia/Kathmandu"},
	{"New Zealand Standard Time", "Auckland", "Pacific/Auckland"},
	{"Newfoundland Standard Time", "Newfoundland", "America/St_Johns"},
	{"North Asia East Standard Time", "Irkutsk", "Asia/Irkutsk"},
	{"North Asia Standard Time", "Krasnoyarsk", "Asia/Krasnoyarsk"},
	{"Omsk Standard Time", "Omsk", "Asia/Omsk"},
	{"", "Pacific Time", "America/Los_Angeles"},
	{"Pacific SA Standard Time", "Santiago", "America/Santiago"},
	{"Pacific Standard Time (Mexico)", "Baja California", "America/Tijuana"},
	{"Pakistan Standard Time", "Islamabad", "Asia/Karachi"},
	{"Romance Standard Time", "Brussels", "Europe/Paris"},
	{"Russian Standard Time", "Moscow", "Europe/Moscow"},
	{"SA Eastern Standard Time", "Cayenne", "America/Cayenne"},
	{"SA Pacific Standard Time", "Bogota", "America/Bogota"},
	{"SA Western Standard Time", "Georgetown", "America/La_Paz"},
	{"SE Asia Standard Time", "Bangkok", "Asia/Bangkok"},
	{"Singapore Standard Time", "Kuala Lumpur", "Asia/Singapore"},
	{"South Africa Standard Time", "Harare", "Africa/Johannesburg"},
	{"Sri Lanka Standard Time", "Sri Jayawardenepura", "Asia/Colombo"},
	{"Syria Standard Time", "Damascus", "Asia/Damascus"},
	{"Taipei Standard Time", "Taipei", "Asia/Taipei"},
	{"Tasmania Standard Time", "Hobart", "Australia/Hobart"},
	{"Tokyo Standard Time", "Osaka", "Asia/Tokyo"},
	{"Turkey Standard Time", "Istanbul", "Europe/Istanbul"},
	{"US Eastern Standard Time", "Indiana", "America/Indiana/Indianapolis"},
	{"US Mountain Standard Time", "Arizona", "America/Phoenix"},
	{"UTC", "Coordinated Universal Time", "Etc/UTC"},
	{"Venezuela Standard Time", "Caracas", "America/Caracas"},
	{"Vladivostok Standard Time", "Vladivostok", "Asia/Vladivostok"},
	{"W. Australia Standard Time", "Perth", "Australia/Perth"},
	{"W. Central Africa Standard Time", "West Central Africa", "Africa/Lagos"},
	{"W. Europe Standard Time", "Amsterdam", "Europe/Berlin"},
	{"West Pacific Standard Time", "Guam", "Pacific/Port_Moresby"},
	{"Yakutsk Standard Time", "Yakutsk", "Asia/Yakutsk"},
}

// windowsHome returns the home of a zone that is named as in Windows' registry, "" where it is not.
func windowsHome(name []byte) string {
	for i := range windowsZones {
		if row := &windowsZones[i]; row.name == string(name) && row.name != "" {
			return row.home
		}
	}
	return ""
}

// homeOfPlaces returns the home of the zone that Windows and Fortinet show by these places, "" where
// none is shown so. The first place tells, with blanks or without: Pacific Time(US&Canada).
func homeOfPlaces(places []byte) string {
	if end := bytes.IndexAny(places, ",(;/"); end >= 0 {
		places = places[:end]
	}
	for i := range windowsZones {
		if equalButBlanks(places, windowsZones[i].place) {
			return windowsZones[i].home
		}
	}
	return ""
}

func equalButBlanks(text []byte, name string) bool {
	at := 0
	for _, c := range []byte(name) {
		if c == ' ' {
			continue
		}
		for at < len(text) && scan.IsBlank(text[at]) {
			at++
		}
		if at == len(text) || text[at] != c {
			return false
		}
		at++
	}
	return scan.SkipBlanks(text, at) == len(text)
}

// standardOffset is the offset of a zone, in seconds east of UTC, in the half of the year without
// summer time, as it is now.
func standardOffset(location *time.Location) int {
	_, january := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).In(location).Zone()
	_, july := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).In(location).Zone()
	return min(january, july)
}

// displayed reads the name of a zone as Windows shows it: (UTC+01:00) Amsterdam, Berlin, Bern. The
// number is the offset of its standard time, so the zone is that of the places; it is nil where
// they are not known, and where they contradict the number. Without places the number is all.
func displayed(text []byte) *Named {
	end := bytes.IndexByte(text, ')')
	if len(text) == 0 || text[0] != '(' || end < 0 {
		return nil
	}
	offset, ok := relativeOffset(text[1:end])
	places := scan.Trim(text[end+1:])
	switch {
	case !ok:
		return nil
	case len(places) == 0:
		return &Named{Location: fixed(offset)}
	}
	location, err := time.LoadLocation(homeOfPlaces(places))
	if err != nil || homeOfPlaces(places) == "" || standardOffset(location) != offset {
		return nil
	}
	return &Named{Location: location}
}

// relativeOffset reads a text that is an offset, after UTC or GMT or without: UTC+01:00, GMT-8:00,
// GMT+2, +5:30, GMT(+0200). UTC and GMT alone are none.
func relativeOffset(text []byte) (seconds int, ok bool) {
	named := false
	if row := findZoneWord(text[:min(len(text), len("UTC"))]); row != nil && (row.Name == "UTC" || row.Name == "GMT") {
		text, named = text[len("UTC"):], true
	}
	text = scan.Trim(text)
	if last := len(text) - 1; last > 0 && text[0] == '(' && text[last] == ')' {
		text = text[1:last]
	}
	if named && len(text) == 0 {
		return 0, true
	}
	seconds, length := ReadOffset(text)
	if length == 0 {
		seconds, length = HourOffset(text)
	}
	return seconds, length > 0 && length == len(text) && seconds%(calendar.SecondsPerHour/4) == 0 && InUse(seconds)
}
