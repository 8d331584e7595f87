"""Composition of the stages: what the flows and the command line run."""
