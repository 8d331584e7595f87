"""Documents: what kind each is, who publishes it, of which other papers it speaks."""
