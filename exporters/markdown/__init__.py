"""Writes a briefing as Markdown that reads well unrendered too."""
