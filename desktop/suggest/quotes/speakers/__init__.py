"""Who says it: as the text names them, beside the words, and over the whole article."""
