"""Saved web pages: the article among what a publisher's template puts around it."""
