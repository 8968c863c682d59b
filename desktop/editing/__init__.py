"""Pure functions from a session and an intent to one Change."""
