"""Reviewing suggestions: the queue, the bar of decisions, and what each key does."""
