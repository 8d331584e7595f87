"""Frames: what says that something changed, differed or did not, and of which outcomes."""
