"""What was done since the last save, on disk within a moment, and what a crash left of it."""
