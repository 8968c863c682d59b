"""A session and its bytes: ``decode`` and ``encode``.

The form is described by ``resources/schema/session-1.schema.json``: one UTF-8 JSON file whose
``annotations`` are each a valid Web Annotation (W3C Recommendation, 2017). Members this program
does not know survive at every level. ``decode`` is made to be fast; ``strict.problems`` sees what
it passes over.
"""

import gc
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain, repeat
from typing import cast

import msgspec
from msgspec import Raw, Struct

from desktop import VERSION
from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.session import Session
from desktop.store import layout, upgrades, wire
from desktop.store.codec_briefing import MEMBERS, briefing_record, choice_in
from desktop.store.codec_read import parse, session_of
from desktop.store.codec_write import (
    annotation_record,
    overlay,
    person_record,
    source_record,
    tag_record,
)
from desktop.store.errors import BadSession, Reason
from desktop.store.records import Buffer, FileExtra, Json, RecordBytes, read_again

Part = bytes | Sequence[Buffer]
"""Bytes of a file, or the records of one of its lists."""
BOM = b"\xef\xbb\xbf"


class ReadOnly(StrEnum):
    """Why a session that can be shown must not be saved."""

    NEWER = "newer"
    """Only a newer version of the program may change the file."""


class Decoded(Struct, frozen=True):
    """A session as it came from its bytes.

    ``read_only`` says why the session is shown but must not be saved, if so. ``cache`` belongs to
    the session and is handed to each ``encode``. ``upgraded_from`` is the version the bytes had, if
    it was an older one.
    """

    session: Session
    cache: RecordBytes
    read_only: ReadOnly | None = None
    upgraded_from: int | None = None


def decode(data: bytes, checked_later: bool = False) -> Decoded:
    """The session in the bytes of a file; raises ``BadSession`` and nothing else.

    ``checked_later`` says that ``strict.problems`` is going to look at the same bytes before any
    are written again, so what it would find in members that are not known is left to it.
    """
    with no_collection():
        return _decoded(data, checked_later)


@contextmanager
def no_collection() -> Generator[None]:
    """Cyclic garbage collection is off: nothing here makes cycles, and each of its passes would
    walk all the records there are so far."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _decoded(data: bytes, checked_later: bool) -> Decoded:
    today, file = current(data, utf8=not checked_later)
    session = session_of(file, FileExtra(today))
    read_only = ReadOnly.NEWER if file.min_reader > wire.FORMAT_VERSION else None
    as_read = today is data or data.endswith(
        today
    )  # else it was upgraded, and has no layout to be kept
    older = None if as_read else _decode_head(data.removeprefix(BOM)).format_version
    return Decoded(
        session,
        RecordBytes(session if as_read else None),
        read_only,
        older if isinstance(older, int) else None,
    )


def current(data: bytes, utf8: bool = True) -> tuple[bytes, wire.File]:
    """A file's bytes, those of an older version upgraded, and their typed form.

    Raises ``BadSession`` as ``decode`` does.
    """
    data = data.removeprefix(BOM)
    try:
        file = parse(data, utf8)
    except BadSession as error:
        number = _older(data, error)
    else:
        if file.format != wire.FORMAT:
            raise _other(file.format)
        number = file.format_version
        if number >= wire.FORMAT_VERSION:
            return data, file
    data = _upgraded(data, number)
    return data, parse(data)


class _Head(Struct, rename="camel"):
    """What tells a session from other JSON, and whether this program can read it."""

    format: object = None
    format_version: object = None
    min_reader: object = None


_decode_head = msgspec.json.Decoder(_Head).decode


def _older(data: bytes, error: BadSession) -> int:
    """The version of a file that is not of today's form, when it is an older one.

    Otherwise raises ``error``, or what is behind it: no session at all, or a newer program's.
    """
    if error.reason not in (Reason.MISSING, Reason.WRONG_TYPE, Reason.WRONG_VALUE):
        raise error
    try:
        head = _decode_head(data)
    except msgspec.ValidationError:
        raise _other(None) from None
    except (msgspec.DecodeError, RecursionError):
        raise error from None  # it is broken as JSON, too, behind the place that `error` names
    if head.format != wire.FORMAT:
        raise _other(head.format)
    reader, number = head.min_reader, head.format_version
    if isinstance(reader, int) and reader > wire.FORMAT_VERSION:
        detail = _("the file asks for version {asked} of the format, this program knows {known}")
        detail = detail.format(asked=reader, known=wire.FORMAT_VERSION)
        raise BadSession(Reason.NEWER, "minReader", detail) from None
    if isinstance(number, int) and number < wire.FORMAT_VERSION:
        return number
    raise error


def _other(given: object) -> BadSession:
    if isinstance(given, str):
        detail = _("the format is {given}, not a session").format(given=repr(given[:80]))
        return BadSession(Reason.NOT_A_SESSION, "format", detail)
    return BadSession(Reason.NOT_A_SESSION, "", _("this JSON is no session"))


def _upgraded(data: bytes, number: int) -> bytes:
    if number not in upgrades.STEPS:
        detail = _("there is no version {number} of the format").format(number=number)
        raise BadSession(Reason.WRONG_VALUE, "formatVersion", detail)
    try:
        content = cast("Json", msgspec.json.decode(data))
        return msgspec.json.encode(upgrades.upgraded(content, number, wire.FORMAT_VERSION))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, LookupError) as error:
        detail = _("it cannot be upgraded from version {number}").format(number=number)
        raise BadSession(Reason.WRONG_VALUE, "", detail) from error


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
    cache.recall()
    extra = session.extra
    before: Json = dict(extra.members()) if isinstance(extra, FileExtra) else {}
    known = _members(session, before)
    lists: dict[str, Sequence[Buffer]] = {
        "people": [layout.one_line(person_record(person)) for person in session.people],
        "codebook": [layout.one_line(tag_record(tag)) for tag in session.codebook],
        "sources": _sources(session, cache),
        "annotations": _annotations(session, cache),
    }
    written: list[Part] = []
    between = b"{\n "
    for key, value in overlay(before, {**known, **lists, **_briefing(session, before)}).items():
        written.append(between + layout.one_line(key) + b": ")
        if key in lists:
            written.append(lists[key])
        else:
            written.append(bytes(cast("Buffer", value)).replace(b"\r", b""))
        between = b",\n "
    written.append(b"\n}\n")
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
        "created": session.created,
        "modified": session.modified,
        "generator": overlay(read_again(before.get("generator")), generator),
    }
    written: Json = {key: layout.one_line(value) for key, value in members.items()}
    for key in ("$schema", "formatVersion", "minReader"):
        written[key] = before.get(key, written[key])  # another version's file stays one
    return written


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
