"""Two states of a record in words: what it is, where it is, and what differs between them."""

from collections.abc import Sequence
from typing import cast

from msgspec import Struct

from desktop.i18n import _
from desktop.model.annotation import Annotation, words
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Person, Record, SessionInfo
from desktop.model.codebook import Tag
from desktop.model.days import moment_in_short
from desktop.model.decision import Decision
from desktop.model.grade_words import confidence_words, credibility_words, graded
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Source, place_at
from desktop.printable_line import printable_line

_UNTOLD = ("id", "extra", "created", "modified", "creator", "sha256", "origin", "reader")
_TELLING = ("tag", "note", "speaker", "labels", "title", "name")
"""What is told of a record that the other side has deleted."""
_LONGEST = 240


def named(record: Record, session: Session) -> str:
    """What a record is called."""
    match record:
        case Annotation():
            return f"“{shortened(_words(record, session), 120)}”"
        case Source():
            return _("Article “{title}”").format(title=shortened(record.title, 80))
        case Tag():
            return _("Tag “{name}”").format(name=shortened(record.name, 80))
        case Person():
            return _("Person “{name}”").format(name=shortened(record.name, 80))
        case Decision():
            return _("Rejected suggestion “{words}”").format(
                words=shortened(" ".join(record.words), 80)
            )
        case SessionInfo():
            return _("Title and marking of the session")
        case BriefingChoice():
            return _("What was chosen for the briefing")
    return _("A further entry")


def place(record: Record, session: Session, numbers: Sequence[SourceId]) -> str:
    """The article and paragraph of a passage or a rejected suggestion; empty for all else.

    ``session`` is the one of the record; ``numbers`` are the articles in the order in which they
    are numbered, from 1.
    """
    if not isinstance(record, Annotation | Decision):
        return ""
    source = session.sources.get(record.source)
    if source is None or not record.spans:
        return ""
    place = place_at(source.blocks, record.spans[0].start)
    title = shortened(source.title, 80)
    if source.id in numbers:
        words = _("S{number} {title}")
        title = words.format(number=numbers.index(source.id) + 1, title=title)
    return " · ".join(part for part in (title, place) if part)


def when(record: Record | None) -> str:
    """When a passage got its state, for the end of a title; empty where that is not known."""
    if not isinstance(record, Annotation):
        return ""
    moment = record.modified or record.created
    return moment_in_short(moment) if moment else ""


def told(record: Record | None, other: Record | None, session: Session) -> list[str]:
    """What a record says that ``other`` says differently, a line each; ``session`` is its own."""
    if record is None:
        return [_("Deleted")]
    lines: list[str] = []
    for field in cast("Struct", record).__struct_fields__:
        value = getattr(record, field)
        if field in _UNTOLD or (other is not None and getattr(other, field, None) == value):
            continue
        if other is None and (not value or field not in _TELLING):
            continue
        lines.append(_line(record, field, value, session))
    return lines or [_("As it was")]


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(printable_line(text[: 8 * longest]).split())
    return line if len(line) <= longest else line[:longest].rstrip() + "…"


def _line(record: Record, field: str, value: object, session: Session) -> str:
    if isinstance(record, Annotation):
        return _of_passage(record, field, session)
    label = {
        "name": _("Name"),
        "title": _("Title"),
        "marking": _("Marking"),
        "front": _("Details"),
        "grade": _("Reliability"),
        "text": _("Text"),
        "blocks": _("Paragraphs"),
        "color": _("Colour"),
        "key": _("Key"),
        "description": _("Description"),
        "initials": _("Initials"),
        "author": _("Author"),
        "reference": _("Reference"),
        "format": _("Format"),
    }.get(field, field.replace("_", " ").capitalize())
    return _("{label}: {value}").format(label=label, value=_value(value))


def _value(value: object) -> str:
    """Anything in a line: of a record within the record, what it says."""
    if isinstance(value, Struct):
        parts = (getattr(value, field) for field in value.__struct_fields__)
        return shortened(" · ".join(str(part) for part in parts if part)) or _("none")
    if isinstance(value, tuple):
        return str(len(cast("tuple[object, ...]", value)))
    return shortened(str(value)) if value else _("none")


def _of_passage(held: Annotation, field: str, session: Session) -> str:
    nothing = _("none")
    match field:
        case "tag":
            name = next((one.name for one in session.codebook if one.id == held.tag), held.tag)
            return _("Tag: {tag}").format(tag=name)
        case "note":
            return _("Note: {note}").format(note=shortened(held.note) or nothing)
        case "spans":
            return _("Words: {words}").format(words=shortened(_words(held, session)))
        case "labels":
            return _("Labels: {labels}").format(labels=", ".join(held.labels) or nothing)
        case "speaker":
            return _("Speaker: {name}").format(
                name=_value(held.speaker.name) if held.speaker is not None else nothing
            )
        case "credibility":
            said = graded(held.credibility, credibility_words(held.credibility))
            return _("Credibility: {said}").format(said=said)
        case "confidence":
            return _("Confidence: {said}").format(said=confidence_words(held.confidence) or nothing)
        case "links":
            return _("Links: {count}").format(count=len(held.links))
        case _:
            return _("{label}: {value}").format(
                label=field.capitalize(), value=_value(getattr(held, field))
            )


def _words(held: Annotation, session: Session) -> str:
    source = session.sources.get(held.source)
    return words(source.text, held.spans) if source is not None else ""
