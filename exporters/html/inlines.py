"""Running text on a page, with the links and the strong words in it."""

from collections.abc import Sequence

from exporters.briefing import Inline
from exporters.html.markup import escape
from exporters.html.places import Places
from exporters.links import stretches


def inline(places: Places, text: str, inlines: Sequence[Inline] = (), link: str = "") -> str:
    """``text`` as markup. ``link`` makes all of it one link, in which no other can stand."""
    if not inlines:
        return places.link(link, escape(text))
    whole = places.href(link) != ""
    pieces: list[str] = []
    for piece, found in stretches(text, inlines):
        words = escape(piece)
        if found is not None:
            words = f"<strong>{words}</strong>" if found.strong else words
            words = words if whole else places.link(found.link, words)
        pieces.append(words)
    return places.link(link, "".join(pieces))
