package zone

// The tables, for tests.
var (
	Abbreviations    = abbreviations[:]
	FindAbbreviation = findAbbreviation
)

// SpeltRegion is a row of speltRegions.
type SpeltRegion struct{ Name, Home, Standard, Summer string }

// SpeltRegions returns the rows of speltRegions.
func SpeltRegions() (rows []SpeltRegion) {
	for _, row := range speltRegions {
		rows = append(rows, SpeltRegion{row.name, row.home, row.standard, row.summer})
	}
	return rows
}
