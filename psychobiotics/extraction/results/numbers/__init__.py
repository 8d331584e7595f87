"""Numbers of results: statistics, the groups' values, and which outcome each belongs to."""
