"""Bad networks: a proxy that does what networks do, and what must hold all the same."""
