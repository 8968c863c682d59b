"""What is done from lists: hits, the passages, several at once, suggestions."""
