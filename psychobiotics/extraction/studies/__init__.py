"""Studies: which ones a document tells, by which names, and which sentences speak of each."""
