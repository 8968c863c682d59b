"""Which characters of a briefing none of the bundled faces has, so that nobody is surprised."""

from exporters.briefing import Briefing
from exporters.shown import shown_text
from exporters.texts import printed


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
