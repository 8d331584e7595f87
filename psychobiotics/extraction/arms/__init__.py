"""Arms: what each group of a study was given, how much of it, and against what it was compared."""
