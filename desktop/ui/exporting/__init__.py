"""The export dialog in parts: what the briefing is to be, and what it will look like."""
