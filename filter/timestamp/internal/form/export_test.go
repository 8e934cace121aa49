package form

// WithoutClaim takes one row out of it while do runs.
func WithoutClaim(i int, do func()) {
	kept := table
	rows := append([]claim(nil), kept.rows...)
	rows[i].where = 0
	table = newClaimTable(rows)
	do()
	table = kept
}

// HasLayout reports whether a form is read by its row alone.
func HasLayout(f Form) bool { return f.layout != "" }

// WithoutForm takes one row out of the table of forms while do runs.
func WithoutForm(i int, do func()) {
	kept := layouts
	forms := Forms()
	layouts = newFixedTable(append(forms[:i:i], forms[i+1:]...))
	do()
	layouts = kept
}

// Compile compiles a layout.
func Compile(layout string) error {
	_, err := compile(layout)
	return err
}
