"""Where results stand: which sentences state this study's own, and what they lean on."""
