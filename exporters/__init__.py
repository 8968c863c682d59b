"""A format-neutral briefing and the writers that turn it into bytes; it knows no session."""
