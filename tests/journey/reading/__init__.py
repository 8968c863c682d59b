"""How the article is read: large, in other scripts, heard, in the dark, by other preferences."""
