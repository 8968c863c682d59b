"""What is drawn under, over and beside the text, and where it lies."""
