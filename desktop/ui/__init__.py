"""The window. The only room, with desktop.app, that imports PySide6."""
