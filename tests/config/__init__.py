"""Options, secrets, themes."""
