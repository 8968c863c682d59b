"""The window itself: its parts, menus and actions, and what keeps the parts in step."""
