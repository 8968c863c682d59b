"""What surrounds the text of a Word file, read back."""
