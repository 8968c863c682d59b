"""Tests of what a session becomes on paper."""
