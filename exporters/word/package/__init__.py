"""What surrounds the text of a Word file: the zip, the styles, the fonts and the settings."""
