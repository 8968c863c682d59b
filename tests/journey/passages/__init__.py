"""What is done to passages in the text: made, shaped, described, linked, quoted."""
