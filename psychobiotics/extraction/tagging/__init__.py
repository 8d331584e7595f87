"""A linear-chain tagger: tokens, features, model."""
