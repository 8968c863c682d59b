"""Writes a briefing as one web page that needs nothing else."""
