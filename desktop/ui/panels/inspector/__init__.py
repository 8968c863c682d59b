"""Below the list: the current passage, or what several selected ones share."""
