"""Which characters of a briefing none of the bundled faces has, so that nobody is surprised."""

from exporters.briefing import Briefing
from exporters.shown import shown_text
from exporters.texts import printed


def unprintable(briefing: Briefing) -> tuple[str, ...]:
    """The characters that a PDF shows as a hollow box, each once, in the order they appear."""
    words: dict[str, None] = {}
    for text in printed(briefing):
        if not text.isascii():
            words |= dict.fromkeys(shown_text(text).split())
    rare = [word for word in words if not word.isascii()]
    if not rare:
        return ()
    from exporters.pdf import fonts  # loads HarfBuzz and the faces

    return tuple(dict.fromkeys(char for word in rare for char in fonts.unprintable(word)))
