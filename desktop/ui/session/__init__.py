"""The session under the window: the one door to it, its file, its journal, its undo stack."""
