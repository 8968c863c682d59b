"""Tests of what a session is made of."""
