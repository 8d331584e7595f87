"""Mention to value, unit, vocabulary id. Interprets, never searches."""
