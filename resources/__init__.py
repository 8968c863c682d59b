"""What the program carries: palette, fonts, icons, the session schema, sample articles."""
