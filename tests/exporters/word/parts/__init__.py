"""Each part of a document, read back from the Word file it was written to."""
