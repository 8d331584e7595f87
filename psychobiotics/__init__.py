"""Raw documents about probiotics and mental health in, a curated and versioned dataset of study records out."""
