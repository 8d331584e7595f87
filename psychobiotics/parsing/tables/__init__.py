"""Evidence tables: an analyst's sheets, their columns and rows as studies."""
