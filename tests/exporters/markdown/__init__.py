"""Tests of the Markdown writer."""
