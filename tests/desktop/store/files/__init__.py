"""Tests of session files on a disk that others use too."""
