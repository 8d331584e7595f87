"""Immutable dataset versions: Parquet, data package, changelog, loader."""
