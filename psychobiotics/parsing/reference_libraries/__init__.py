"""Exports of reference managers and of PubMed, read by kept libraries."""
