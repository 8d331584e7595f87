"""A sentence taken apart: tokens, noun phrases, lists, verbs and their subjects."""
