"""Design: how a study was built, for how long, and how completely it reports that."""
