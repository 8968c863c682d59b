"""Tests of the whole job, done by key and mouse events."""
