"""Members of a session file, read and written each by its own module."""
