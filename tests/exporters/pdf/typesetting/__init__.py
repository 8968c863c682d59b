"""Words and lines, as they are shaped and as they stand on a page."""
