"""Where bytes come from; the only place with a network client."""
