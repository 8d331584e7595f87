"""Document to mentions: quoted text, span, rule. Quotes, never interprets."""
