"""Tests of what an analyst does to a session."""
