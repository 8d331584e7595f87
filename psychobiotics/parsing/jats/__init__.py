"""Full texts in JATS (PubMed Central): front matter, body, tables and references."""
