"""Tests of a session and its bytes."""
