"""Which characters of a briefing are not shown as they are, so that nobody is surprised."""

import re

from exporters.briefing import Briefing
from exporters.shown import shown_text
from exporters.texts import printed

_REPLACED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What ``shown_text`` and ``directing`` replace."""


def unprintable(briefing: Briefing) -> tuple[str, ...]:
    """The characters that a PDF shows as a hollow box, each once, in the order they appear."""
    rare = [text for text in printed(briefing) if not text.isascii()]
    if not rare:
        return ()
    from exporters.pdf.typesetting import fonts  # loads HarfBuzz and the faces

    plain = fonts.reading_characters()
    words: dict[str, None] = {}
    for line in (line for text in rare for line in text.splitlines()):
        if not plain.issuperset(line):
            words |= dict.fromkeys(shown_text(line).split())
    unusual = (word for word in words if not word.isascii())
    return tuple(dict.fromkeys(char for word in unusual for char in fonts.unprintable(word)))


def replaced(briefing: Briefing) -> tuple[str, ...]:
    """What is shown as U+FFFD, for it is no character or reverses others: each once, in order."""
    return tuple(
        dict.fromkeys(char for text in printed(briefing) for char in _REPLACED.findall(text))
    )
