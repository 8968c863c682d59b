"""Passages with where they come from, to be pasted elsewhere: as text and as HTML."""

from collections.abc import Iterable
from html import escape

from desktop.briefing import direction
from desktop.briefing.words import in_marks
from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.days import day_in_words
from desktop.model.session import Session
from desktop.model.source import Source, paragraph_numbers


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
    """The words of a passage in double quotation marks, its parts joined by […]."""
    return in_marks(" ".join(text[span.start : span.end].split()) for span in held.spans)


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
