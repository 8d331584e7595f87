"""Bytes to documents: text, sections, metadata; one folder a format, its way in the module of its name."""
