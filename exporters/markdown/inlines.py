"""Running text in Markdown, with the links and the strong words in it."""

import unicodedata
from collections.abc import Sequence

from exporters.briefing import Inline
from exporters.links import stretches
from exporters.markdown.places import Places
from exporters.markdown.text import escape, field
from exporters.shown import unclosed


def inline(places: Places, text: str, inlines: Sequence[Inline] = (), link: str = "") -> str:
    """``text`` as markup that is to be finished. ``link`` makes all of it one link."""
    if link or not inlines:
        return places.link(link, field(text))
    pieces: list[str] = []
    end = 0
    earlier: Inline | None = None
    for piece, found in stretches(text, inlines):
        start, end = end, end + len(piece)
        words = escape(piece)
        if found is not None:
            apart = earlier is None and _stands_alone(text, start, end)
            leads = places.link(found.link, words) != words
            if found.strong and (leads or apart) and not _blank_edges(piece):
                words = f"**{words}**"
            words = places.link(found.link, words)
        pieces.append(words)
        earlier = found
    return "".join(pieces) + unclosed(text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether asterisks around the stretch are taken for signs of emphasis by every reader.

    They are at an edge between a letter and what is none (CommonMark 0.31, 6.2, the safe part).
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_is_letter(before) or _is_letter(after))


def _is_letter(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] not in "ZPS"


def _blank_edges(piece: str) -> bool:
    return piece[:1].isspace() or piece[-1:].isspace()
