"""PubMed XML: records streamed, each a document with its bibliographic lines."""
