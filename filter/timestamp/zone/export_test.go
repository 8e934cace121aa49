package zone

// Doors of the tests to the tables.
var (
	Abbreviations    = abbreviations[:]
	FindAbbreviation = findAbbreviation
)

// SpeltRegion is a row of the table of zones that are spelt out.
type SpeltRegion struct{ Name, Home, Standard, Summer string }

// SpeltRegions are its rows.
func SpeltRegions() (rows []SpeltRegion) {
	for _, row := range speltRegions {
		rows = append(rows, SpeltRegion{row.name, row.home, row.standard, row.summer})
	}
	return rows
}
