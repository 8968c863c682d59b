"""How much a session may hold where what is shown grows with it. Part of the format.

They lie far beyond what anybody works with, and so low that a window draws all of it at once.
"""

TAGS = 1_000
"""Tags of a codebook."""
LINE = 32_768
"""Code points of what stands on one line: titles, names, labels.
No field of the window takes more."""
LABELS = 20_000
"""Labels of one passage."""
PARTS = 10_000
"""Parts of one passage."""


def line(text: str) -> str:
    """As much of a text as one line may hold, for what comes from outside the window."""
    return text if len(text) <= LINE else f"{text[: LINE - 1]}…"
