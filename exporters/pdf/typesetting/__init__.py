"""Text set in lines: the faces, words shaped once, both directions, where lines break."""
