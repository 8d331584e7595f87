"""Bytes to documents: text, sections, metadata; one module a format."""
