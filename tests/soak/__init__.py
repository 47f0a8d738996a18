"""Suites with figures: what a server bears, and what it never loses, under load and bad networks.

Each suite is a module with `SHORT` and `FULL`, the sizes of its two forms, and `run(**sizes)`,
which serves an app, asserts what must be true at any speed, and gives its figures. `BOUNDS` says
how large a figure may be at most in the full form. Tests run the short forms, `make soak` the full.
"""
