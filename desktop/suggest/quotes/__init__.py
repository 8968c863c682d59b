"""What is said in a paragraph, in marks or without, by whom, and how sure that is."""
