"""Groups of results: in whom something was seen, and what it is compared with."""
