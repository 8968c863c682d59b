"""Passages with where they come from, to be pasted elsewhere: as text and as HTML."""

import re
from collections.abc import Iterable
from html import escape

from desktop.briefing import direction
from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.days import day_in_words
from desktop.model.session import Session
from desktop.model.source import Source, paragraph_numbers

_BETWEEN = " […] "
_PAIRS = {"“": "”", "«": "»", "»": "«", "„": "“", '"': '"'}
_SINGLE = {"“": "‘", "”": "’", "«": "‘", "»": "’", "„": "‘"}
_STRAIGHT = re.compile(r'(?P<opening>(?:(?<=[\s(\[—–])|\A)")|"')


def cited(session: Session, passages: Iterable[Annotation]) -> tuple[str, str]:
    """The passages as text and as HTML, a paragraph for each: “words” — who, where, when, ¶.

    The HTML is escaped and carries a direction where the words run the other way than its own.
    """
    texts: list[str] = []
    paragraphs: list[str] = []
    for held in passages:
        source = session.sources[held.source]
        words = quoted(source.text, held)
        way = direction(words)
        title = " ".join(source.title.split())
        before, after = _around(source, held)
        where = [*before, title, *after]
        texts.append(f"{words} — {', '.join(part for part in where if part)}")
        named = [escape(part) for part in before]
        named.append(f"<i>{escape(title)}</i>" if title else "")
        named += [escape(part) for part in after]
        line = ", ".join(part for part in named if part)
        paragraphs.append(f'<p dir="ltr"><span dir="{way}">{escape(words)}</span> — {line}</p>')
    return "\n\n".join(texts), "\n".join(paragraphs)


def quoted(text: str, held: Annotation) -> str:
    """The words of a passage in double quotation marks, quotations inside in single ones.

    Parts are joined by […]; where each part is a quotation already, its own marks are left out.
    """
    parts = [" ".join(text[span.start : span.end].split()) for span in held.spans]
    if all(_is_quotation(part) for part in parts):
        parts = [part[1:-1] for part in parts]
    inside = _STRAIGHT.sub(lambda m: "‘" if m["opening"] else "’", _BETWEEN.join(parts))
    return f"“{inside.translate(str.maketrans(_SINGLE))}”"


def _is_quotation(part: str) -> bool:
    if len(part) < 3 or _PAIRS.get(part[0]) != part[-1]:
        return False
    return not any(mark in part[1:-1] for mark in (part[0], part[-1]))


def _around(source: Source, held: Annotation) -> tuple[list[str], list[str]]:
    """What stands before the title of the source, and what after it."""
    front = source.front
    speaker = held.speaker.name if held.speaker is not None else ""
    numbers = paragraph_numbers(source.blocks)
    touched = [
        number
        for block, number in zip(source.blocks, numbers, strict=True)
        if number and any(s.start < block.end and s.end > block.start for s in held.spans)
    ]
    place = ""
    if touched:
        first, last = touched[0], touched[-1]
        place = _("¶ {number}").format(number=first if first == last else f"{first}–{last}")
    return [" ".join((speaker or front.author).split())], [
        " ".join(front.outlet.split()),
        day_in_words(front.published),
        place,
    ]
