"""Names of outcomes: what they mean, and which name none."""
