"""The Brieflight application: the window, the command line, and the model they share."""

VERSION = "0.1.0"
"""That of ``pyproject.toml``; asking what is installed takes longer than saving a session."""
