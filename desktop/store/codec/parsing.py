"""Bytes of a session file -> the model. Every refusal is a ``BadSession`` that names its place.

The whole file is decoded in one typed pass, which leaves out what the model does not hold; a
record's own bytes are looked up again only when they are needed (``records.py``).
"""

import codecs
import hashlib
import re

import msgspec

from desktop.i18n import _
from desktop.model.change import Person, SessionInfo
from desktop.model.codebook import Tag
from desktop.model.extra import Extra
from desktop.model.identity import TagId
from desktop.model.session import Session
from desktop.model.source import Block, Front, Origin, Reader, Source, title_from_text
from desktop.store.codec import wire
from desktop.store.codec.bounds import check_head
from desktop.store.codec.members.briefing import choice_in
from desktop.store.codec.members.decisions import decisions_in
from desktop.store.codec.members.grades import grade_in
from desktop.store.codec.members.marking import marking_in
from desktop.store.codec.members.passages import Places, annotations_of
from desktop.store.errors import BadSession, Reason

_decode_file = msgspec.json.Decoder(wire.File).decode
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `\$?\.?(?P<path>.*)`)?$", re.DOTALL)
_MISSING = re.compile(r"missing required field `(?P<field>.*?)`")
_BYTE = re.compile(r"\(byte (\d+)\)")
_CHUNK = 1 << 16


def parse(data: bytes, utf8: bool = True) -> wire.File:
    """The typed form of a file; raises ``BadSession`` for anything that has not that form.

    Without ``utf8`` strings of members that are not known are not looked into. Whether the values
    fit each other is left to ``session_of``.
    """
    if not data or data.isspace():
        raise BadSession(Reason.EMPTY, detail=_("there is nothing in the file"))
    if utf8:
        check_utf8(data)
    try:
        return _decode_file(data)
    except msgspec.ValidationError as error:
        raise misfit(str(error)) from None
    except msgspec.DecodeError as error:
        raise broken(data, str(error)) from None
    except RecursionError:
        raise BadSession(
            Reason.TOO_DEEP, detail=_("lists or objects are nested too deep")
        ) from None


def check_utf8(data: bytes) -> None:
    """Raise ``BadSession`` at the first byte that is not UTF-8.

    In pieces: msgspec does not look into strings it skips, and one string of a large file costs
    five times as much memory traffic.
    """
    view, place, decode = memoryview(data), 0, codecs.utf_8_decode
    try:
        while place < len(view):
            last = place + _CHUNK >= len(view)
            place += decode(view[place : place + _CHUNK], "strict", last)[1]
    except UnicodeDecodeError as error:
        where = line_and_column(data, place + error.start)
        raise BadSession(Reason.NOT_UTF8, where, _("here is a byte that is not UTF-8")) from None


def line_and_column(data: bytes, place: int) -> str:
    """A byte's place as an editor shows it, both from 1; the column counts code points."""
    before = data[:place]
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8", "replace")) + 1
    return f"line {before.count(10) + 1}, column {column}"


def broken(data: bytes, message: str) -> BadSession:
    """What msgspec says about bytes that are not JSON, with the place in lines."""
    found = _BYTE.search(message)
    if found is None:
        return BadSession(
            Reason.CUT_OFF, line_and_column(data, len(data)), _("the file ends too soon")
        )
    return BadSession(Reason.NOT_JSON, line_and_column(data, int(found[1])), message)


def misfit(message: str) -> BadSession:
    """What msgspec says about JSON of another form, with the path of the member."""
    parts = _PLACE.match(message)
    what, path = (parts["what"], parts["path"] or "") if parts else (message, "")
    missing = _MISSING.search(what)
    if missing:
        return BadSession(Reason.MISSING, f"{path}.{missing['field']}".lstrip("."), what)
    reason = Reason.WRONG_TYPE if ", got `" in what else Reason.WRONG_VALUE
    return BadSession(reason, path, what)


def session_of(file: wire.File, extra: Extra) -> Session:
    """The session of a file's typed form; raises ``BadSession`` where values do not fit."""
    check_head(file)
    sources = {s.id: _source(s, i, extra) for i, s in enumerate(file.sources)}
    _unique("sources", [source.id for source in file.sources])
    _unique("people", [person.id for person in file.people])
    _unique("codebook", [tag.id for tag in file.codebook])
    tags: dict[str, TagId] = {tag.id: tag.id for tag in file.codebook}
    places: Places = {id_: (id_, len(source.text)) for id_, source in sources.items()}
    return Session(
        id=file.id,
        info=SessionInfo(file.title, marking_in(file.marking)),
        created=file.created,
        modified=file.modified,
        people=tuple(Person(p.id, p.name, p.initials, extra) for p in file.people),
        codebook=tuple(
            Tag(t.id, t.name, t.color, t.key, t.description, extra) for t in file.codebook
        ),
        sources=sources,
        annotations=annotations_of(file.annotations, places, tags, extra),
        briefing=choice_in(file.briefing),
        decisions=decisions_in(file.decisions),
        extra=extra,
    )


def _source(read: wire.Source, index: int, extra: Extra) -> Source:
    path, text = f"sources[{index}]", read.text
    title = read.front.title or title_from_text(text.value, read.blocks, read.name)
    if text.unit != "codepoint":
        detail = _("offsets are counted in code points, not in {unit}").format(unit=text.unit)
        raise BadSession(Reason.WRONG_VALUE, f"{path}.text.unit", detail)
    if text.length != len(text.value):
        detail = _("the text has {found} code points, not {length}")
        detail = detail.format(found=len(text.value), length=text.length)
        raise BadSession(Reason.TEXT_MISMATCH, f"{path}.text.length", detail, title)
    if hashlib.sha256(text.value.encode()).hexdigest() != text.sha256:
        detail = _("the text is not the one that was saved: its SHA-256 differs")
        raise BadSession(Reason.TEXT_MISMATCH, f"{path}.text.sha256", detail, title)
    _check_blocks(read.blocks, text.length, f"{path}.blocks")
    front = read.front
    return Source(
        id=read.id,
        name=read.name,
        media_type=read.media_type,
        front=Front(
            front.title,
            front.author,
            front.outlet,
            front.published,
            front.retrieved,
            front.url,
            front.language,
        ),
        origin=Origin(read.origin.sha256, read.origin.byte_length),
        reader=Reader(read.reader.name, read.reader.version),
        text=text.value,
        sha256=text.sha256,
        blocks=read.blocks,
        grade=grade_in(read.grade),
        extra=extra,
    )


def _check_blocks(blocks: tuple[Block, ...], length: int, path: str) -> None:
    last = 0
    for i, block in enumerate(blocks):
        if not last <= block.start <= length:
            detail = _("{start} lies in the block before it, or outside the text").format(
                start=block.start
            )
            raise BadSession(Reason.SPAN_OUTSIDE, f"{path}[{i}].start", detail)
        if not block.start < block.end <= length:
            detail = _("{end} is not behind the start, or outside the text").format(end=block.end)
            raise BadSession(Reason.SPAN_OUTSIDE, f"{path}[{i}].end", detail)
        last = block.end


def _unique(path: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for i, id_ in enumerate(ids):
        if id_ in seen:
            detail = _("two entries have the id {id}").format(id=id_)
            raise BadSession(Reason.DUPLICATE_ID, f"{path}[{i}].id", detail)
        seen.add(id_)
