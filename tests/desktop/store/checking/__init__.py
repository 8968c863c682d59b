"""Tests of what is found in a session file beyond decoding."""
