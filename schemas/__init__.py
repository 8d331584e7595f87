"""What is true: one Pandera model per table, each field described once, and what follows from it."""

SCHEMA_VERSION = "1"
