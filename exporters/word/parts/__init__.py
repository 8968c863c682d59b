"""What the body of a Word file is made of, part by part, as markup."""
