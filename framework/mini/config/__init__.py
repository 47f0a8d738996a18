"""Options and secrets: where they are written, and what they are now."""
