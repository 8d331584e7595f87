"""Reviewed decisions, as data, applied to the linked tables."""
