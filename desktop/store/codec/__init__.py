"""A session and its bytes."""
