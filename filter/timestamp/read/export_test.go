package read

import "timesync/filter/timestamp/internal/doubt"

// Doubts are the kinds of doubt.
func Doubts() []doubt.Kind[witness] {
	return []doubt.Kind[witness]{dateOrder, repeatedHour, zoneMeaning, unnamedZone, labelScale, yearDoubt, offsetDoubt, timeOfDay}
}
