"""Tests of the rooms of the application."""
