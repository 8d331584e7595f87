"""Tables of evidence and registry records: what their rows and fields state."""
