"""Tests of the export dialog and its parts."""
