"""The tests; they mirror `framework/mini`."""
