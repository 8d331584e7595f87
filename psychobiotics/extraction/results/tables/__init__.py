"""Tables of full texts: rows that are results of two groups."""
