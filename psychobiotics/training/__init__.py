"""Training of the shipped models on data that the user points at. Needs the `train` extra; nothing at run time does."""
