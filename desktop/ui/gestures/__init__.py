"""What hands and keys do to passages, once the article has said where."""
