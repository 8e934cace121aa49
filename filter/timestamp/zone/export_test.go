package zone

// The tables, for tests.
var (
	Abbreviations    = abbreviations[:]
	FindAbbreviation = findAbbreviation
)

// WindowsZones are the rows of windowsZones.
var WindowsZones = func() (rows []struct{ Name, Place, Home string }) {
	for _, row := range windowsZones {
		rows = append(rows, struct{ Name, Place, Home string }{row.name, row.place, row.home})
	}
	return rows
}()

// SpeltRegion is a row of speltRegions.
type SpeltRegion struct{ Name, Home, Standard, Summer string }

// SpeltRegions returns the rows of speltRegions.
func SpeltRegions() (rows []SpeltRegion) {
	for _, row := range speltRegions {
		rows = append(rows, SpeltRegion{row.name, row.home, row.standard, row.summer})
	}
	return rows
}
