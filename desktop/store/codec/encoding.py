"""A session -> the bytes of its file, with every member that this program does not know.

Only what changed is written anew; all else is joined from the bytes it had.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import cast

import msgspec
from msgspec import Raw

from desktop import VERSION
from desktop.model.annotation import Annotation
from desktop.model.change import Person
from desktop.model.codebook import Tag
from desktop.model.session import Session
from desktop.store.codec import layout, wire
from desktop.store.codec.members.briefing import MEMBERS, briefing_record, choice_in
from desktop.store.codec.members.decisions import decision_records
from desktop.store.codec.members.marking import marking_in, marking_member
from desktop.store.codec.records import Buffer, FileExtra, Json, RecordBytes, read_again
from desktop.store.codec.writing import (
    annotation_record,
    overlay,
    person_record,
    source_record,
    tag_record,
)

Part = bytes | Sequence[Buffer]
"""Bytes of a file, or the records of one of its lists."""


def encode(session: Session, cache: RecordBytes | None = None) -> bytes:
    """The bytes of a session file, with the members its file had beyond the model.

    Records that are the very objects of ``cache`` are joined from their bytes; others are written
    anew and their bytes put into it. Without a cache every record is written anew.
    """
    return b"".join(pieces(session, cache))


def pieces(session: Session, cache: RecordBytes | None = None) -> Iterator[bytes]:
    """What ``encode`` returns, in pieces: a file does not need 14 MB in one object."""
    return joined(parts(session, cache))


def parts(session: Session, cache: RecordBytes | None = None) -> tuple[Part, ...]:
    """What ``pieces`` joins. It shares the bytes of the records with the cache, so keeping it costs
    a pointer for each."""
    cache = RecordBytes() if cache is None else cache
    as_opened = cache.unchanged(session)
    if as_opened is not None:
        return (as_opened,)
    cache.recall()
    extra = session.extra
    before: Json = dict(extra.members()) if isinstance(extra, FileExtra) else {}
    known = _members(session, before)
    lists: dict[str, Sequence[Buffer]] = {
        "people": [_person(person, cache) for person in session.people],
        "codebook": [_tag(tag, cache) for tag in session.codebook],
        "sources": _sources(session, cache),
        "annotations": _annotations(session, cache),
    }
    decisions = before.get("decisions")
    decided = decision_records(session, decisions if isinstance(decisions, Raw) else wire.UNSAID)
    if decided is not None:
        lists["decisions"] = decided
    written: list[Part] = []
    between = b"{\n "
    all_known = {**known, **lists, **_briefing(session, before)}
    for key, value in overlay(before, all_known, _gone(session, before)).items():
        written.append(between + layout.one_line(key) + b": ")
        if key in lists:
            written.append(lists[key])
        else:
            written.append(bytes(cast("Buffer", value)))
        between = b",\n "
    written.append(b"\n}\n")
    if isinstance(extra, FileExtra) and extra.has_windows_line_ends:
        whole = b"".join(joined(written)).replace(b"\r\n", b"\n")
        return (whole.replace(b"\n", b"\r\n"),)
    return tuple(written)


def joined(written: Iterable[Part]) -> Iterator[bytes]:
    """The bytes of parts, in pieces of about a megabyte."""
    for part in written:
        if isinstance(part, bytes):
            yield part
        else:
            yield from layout.grouped(part, 1)


def _members(session: Session, before: Json) -> Json:
    """The members that are no lists, as bytes, in the order of a new file."""
    generator: Json = {"name": "Brieflight", "version": VERSION}
    members: Json = {
        "$schema": wire.SCHEMA_NAME,
        "format": wire.FORMAT,
        "formatVersion": wire.FORMAT_VERSION,
        "minReader": wire.MIN_READER,
        "id": session.id,
        "title": session.info.title,
        **marking_member(session.info.marking, before.get("marking")),
        "created": session.created,
        "modified": session.modified,
        "generator": overlay(read_again(before.get("generator")), generator),
    }
    written: Json = {key: layout.one_line(value) for key, value in members.items()}
    for key in ("$schema", "formatVersion", "minReader"):
        written[key] = before.get(key, written[key])  # another version's file stays one
    return written


_WRITTEN = frozenset(
    {"$schema", "generator", *(one.encode_name for one in msgspec.structs.fields(wire.File))}
)


def unknown_members(session: Session) -> list[str]:
    """The members that the session's file has beyond the model, by name, in its order."""
    extra = session.extra
    members = extra.members() if isinstance(extra, FileExtra) else {}
    return [name for name in members if name not in _WRITTEN]


def _gone(session: Session, before: Json) -> tuple[str, ...]:
    """Members of the file that the session says no more."""
    given = before.get("marking")
    unmarked = isinstance(given, Raw) and marking_in(given) and not session.info.marking
    return ("marking",) if unmarked else ()


def _briefing(session: Session, before: Json) -> Json:
    """The member ``briefing``, laid out; nothing where the file says the same already."""
    given = before.get("briefing")
    raw = given if isinstance(given, Raw) else wire.UNSAID
    if choice_in(raw) == session.briefing:
        return {}
    known = briefing_record(session.briefing)
    gone = [key for key in MEMBERS if key not in known]
    return {"briefing": layout.laid_out(overlay(read_again(raw), known, gone), layout.BRIEFING, 1)}


def _sources(session: Session, cache: RecordBytes) -> list[Buffer]:
    written: list[Buffer] = []
    for source in session.sources.values():
        kept = cache.sources.get(source.id)
        if kept is None or kept[0] is not source:
            kept = (source, layout.laid_out(source_record(source), layout.SOURCE, 2))
            cache.hold_source(*kept)
        written.append(kept[1])
    return written


def _person(person: Person, cache: RecordBytes) -> Buffer:
    kept = cache.people.get(person.id)
    if kept is None or kept[0] is not person:
        kept = cache.people[person.id] = person, layout.one_line(person_record(person))
    return kept[1]


def _tag(tag: Tag, cache: RecordBytes) -> Buffer:
    kept = cache.tags.get(tag.id)
    if kept is None or kept[0] is not tag:
        kept = cache.tags[tag.id] = tag, layout.one_line(tag_record(tag))
    return kept[1]


def _annotations(session: Session, cache: RecordBytes) -> list[Buffer]:
    """The records of the passages, in order; must come after ``_sources``."""
    cache.follow_names(session.people)
    known = cache.annotations

    def bytes_of(held: Annotation) -> Buffer:
        kept = known.get(held.id)
        if kept is None or kept[0] is not held:
            written = layout.laid_out(annotation_record(held, session), layout.ANNOTATION, 2)
            kept = known[held.id] = held, written
        return kept[1]

    now = list(session.annotations.values())
    before, last = cache.in_order
    written = [
        kept if held is other else bytes_of(held)
        for held, other, kept in zip(
            now, chain(before, repeat(None)), chain(last, repeat(b"")), strict=False
        )
    ]
    cache.in_order = now, written
    return written
