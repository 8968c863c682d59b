"""Tests of the rules of the list."""
