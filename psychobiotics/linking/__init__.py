"""One study across documents: identity, merging, conflicts."""
