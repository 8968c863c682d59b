"""A day's work in the real window by keys alone: ``python -m tests.journey FOLDER``."""
