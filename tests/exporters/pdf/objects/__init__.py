"""The objects of a PDF file, read back with another library."""
