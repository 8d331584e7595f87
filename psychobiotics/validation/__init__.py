"""Rows to frames, Pandera checks, accepted and quarantined."""
