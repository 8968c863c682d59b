"""What a document is made of, part by part, as rows for the pages of a PDF."""
