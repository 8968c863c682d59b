"""Tests of single members of a session file."""
