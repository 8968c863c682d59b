"""Tests of what survives a crash."""
