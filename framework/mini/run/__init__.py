"""Floor 2: the context of a script run, and `emit`, the only door out."""
