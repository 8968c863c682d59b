"""Inputs nobody has thought of, found by watching which code they reach."""
