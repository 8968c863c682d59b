"""What a PDF file is made of: numbered objects, colour profile, fonts, the tree of its tags."""
