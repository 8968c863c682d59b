"""Measurements of speed against the least the machine can do. No tests: `make bench`."""
