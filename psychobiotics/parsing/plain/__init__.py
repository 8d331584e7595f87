"""Text files: pasted articles, bare abstracts, Markdown."""
