"""Each part of a document, read back from the PDF it was printed in."""
