"""The bytes of single records: as a file said them, and as they were last written."""

import json
import re
from collections.abc import Callable
from typing import cast

import msgspec
from msgspec import Raw, Struct

from desktop.model.annotation import Annotation
from desktop.model.change import Person
from desktop.model.codebook import Tag
from desktop.model.extra import Extra
from desktop.model.identity import AnnotationId, PersonId, SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Source

Buffer = bytes | Raw
Json = dict[str, object]
"""A record as JSON. Such dictionaries exist only where records are written, and in the upgrades."""


class _Named(Struct, gc=False):
    id: str


class _Text(Struct):
    value: str


class _WithText(Struct):
    text: _Text


_decode_source_text = msgspec.json.Decoder(_WithText).decode
_decode_members = msgspec.json.Decoder(dict[str, Raw]).decode
_decode_entries = msgspec.json.Decoder(list[Raw]).decode
_decode_names = msgspec.json.Decoder(list[_Named]).decode


def _as_written(digits: str) -> float | Raw:
    """A number, or its own digits where encoding it would give others: ``1.10``, ``1E5``."""
    value = float(digits)
    return value if msgspec.json.encode(value) == digits.encode() else Raw(digits.encode())


def _whole_as_written(digits: str) -> int | Raw:
    """The same for a whole number."""
    return Raw(b"-0") if digits == "-0" else int(digits)


_decode_again = msgspec.json.Decoder(float_hook=_as_written).decode
_NEGATIVE_ZERO = re.compile(rb"-0(?![\d.eE-])")  # dates hold "-01-" everywhere


class FileExtra(Extra):
    """One for all the records of a file: finds the JSON a record was read from by its id.

    Looking is put off until a record is written, because opening a file has no use for it.
    """

    __slots__ = ("_compared", "_entries", "_lists", "_members", "_windows_line_ends", "data")

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self.data = raw
        self._members: dict[str, Raw] | None = None
        self._lists: dict[str, list[Raw]] = {}
        self._entries: dict[str, dict[str, Raw]] = {}
        self._compared: dict[str, tuple[str, bool]] = {}
        self._windows_line_ends: bool | None = None

    @property
    def has_windows_line_ends(self) -> bool:
        """Whether every line of the file ends with CR LF; JSON strings hold neither."""
        if self._windows_line_ends is None:
            ends = self.data.count(b"\r") if b"\r" in self.data else 0
            both = (self.data.count(b"\n"), self.data.count(b"\r\n")) if ends else ()
            self._windows_line_ends = both == (ends, ends)
        return self._windows_line_ends

    def members(self) -> dict[str, Raw]:
        """The members of the file itself, in its order."""
        if self._members is None:
            self._members = _decode_members(self.raw)
        return self._members

    def listed(self, member: str) -> list[Raw]:
        """The records of ``annotations``, ``sources`` …, in the order of the file."""
        if member not in self._lists:
            self._lists[member] = _decode_entries(self.members()[member])
        return self._lists[member]

    def entry(self, member: str, id_: str) -> Raw | None:
        """The record of one of these lists that has an id."""
        if member not in self._entries:
            names = _decode_names(self.members()[member])
            pairs = zip(names, self.listed(member), strict=True)
            self._entries[member] = {named.id: raw for named, raw in pairs}
        return self._entries[member].get(id_)

    def has_text(self, source: SourceId, text: str) -> bool:
        """Whether the file holds this very text for a source. Compared once for each text object:
        it is asked for every passage."""
        last = self._compared.get(source)
        if last is None or last[0] is not text:
            raw = self.entry("sources", source)
            same = raw is not None and _decode_source_text(raw).text.value == text
            last = self._compared[source] = text, same
        return last[1]


class _UnderAnotherId(FileExtra):
    """What a file said of one of its records, for the same record under an id of its own."""

    __slots__ = ("_here", "_member", "_of", "_there")

    def __init__(self, of: FileExtra, member: str, there: str, here: str) -> None:
        super().__init__(of.data)
        self._of, self._member, self._there, self._here = of, member, there, here

    def members(self) -> dict[str, Raw]:
        return self._of.members()

    def listed(self, member: str) -> list[Raw]:
        return self._of.listed(member)

    def entry(self, member: str, id_: str) -> Raw | None:
        same = member == self._member and id_ == self._here
        return self._of.entry(member, self._there if same else id_)


def under_another_id(extra: Extra, member: str, there: str, here: str) -> Extra:
    """What a file said of the record ``there`` of its list ``member``, for a copy of that record
    that has the id ``here``, so that the copy keeps the members that only other programs know."""
    return _UnderAnotherId(extra, member, there, here) if isinstance(extra, FileExtra) else extra


def has_text(extra: Extra, source: SourceId, text: str) -> bool:
    """Whether the file that a record was read from holds this text for a source."""
    return isinstance(extra, FileExtra) and extra.has_text(source, text)


def entry_of(extra: Extra, member: str, id_: str) -> Raw | None:
    """The bytes of a record of the file's list ``member``, None for a new one."""
    return extra.entry(member, id_) if isinstance(extra, FileExtra) else None


def said(extra: Extra, member: str, id_: str) -> Json:
    """What the file said about a record of its list ``member``, empty for a new one."""
    return read_again(entry_of(extra, member, id_))


def read_again(raw: object) -> Json:
    """The object that a member's bytes hold, empty for anything else.

    A number that would be encoded with other digits than it was written with is left as its bytes
    (``Raw``), so that it is written again as it came.
    """
    if not isinstance(raw, Raw):
        return {}
    data = bytes(raw)
    try:
        value: object = (
            json.loads(data, parse_float=_as_written, parse_int=_whole_as_written)
            if _NEGATIVE_ZERO.search(data)
            else _decode_again(data)
        )
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return cast("Json", value) if isinstance(value, dict) else {}


def same_number(one: object, other: object) -> bool:
    """Whether two numbers are equal, however the digits of either were written."""
    try:
        pair = [float(bytes(each)) if isinstance(each, Raw) else each for each in (one, other)]
    except ValueError:
        return False
    return pair[0] == pair[1]


class RecordBytes:
    """Each record beside the bytes it was last written as, so that a save only joins them.

    Owned by whoever owns the open session; ``encode`` reads and fills it. Not for two threads at
    the same time.
    """

    def __init__(self, session: Session | None = None) -> None:
        self._opened = session
        self.annotations: dict[AnnotationId, tuple[Annotation, Buffer]] = {}
        self.in_order: tuple[list[Annotation], list[Buffer]] = [], []
        """The passages of the last save and their bytes, in order: most stay in their places."""
        self.sources: dict[SourceId, tuple[Source, Buffer]] = {}
        self.people: dict[PersonId, tuple[Person, Buffer]] = {}
        self.tags: dict[TagId, tuple[Tag, Buffer]] = {}
        self.names: dict[PersonId, str] = {}

    def unchanged(self, session: Session) -> bytes | None:
        """The bytes of the file that was opened while the session is still what was read from it;
        None once it is another one or was saved."""
        extra = session.extra
        if session is not self._opened or not isinstance(extra, FileExtra):
            return None
        return extra.data

    def recall(self) -> None:
        """Take up the bytes of the file that was opened; costs something the first time only."""
        session, self._opened = self._opened, None
        if session is None or not isinstance(session.extra, FileExtra):
            return
        listed = session.extra.listed
        annotations = zip(session.annotations.values(), listed("annotations"), strict=True)
        self.annotations = {held.id: (held, raw) for held, raw in annotations}
        sources = zip(session.sources.values(), listed("sources"), strict=True)
        self.sources = {source.id: (source, raw) for source, raw in sources}
        people = zip(session.people, listed("people"), strict=True)
        self.people = {person.id: (person, raw) for person, raw in people}
        tags = zip(session.codebook, listed("codebook"), strict=True)
        self.tags = {tag.id: (tag, raw) for tag, raw in tags}
        self.names = {person.id: person.name for person in session.people}

    def hold_source(self, source: Source, written: Buffer) -> None:
        """Keep the bytes of a source. Where its text is another one now, the bytes of its passages
        are dropped: the words in and around them are quoted there."""
        last = self.sources.get(source.id)
        if last is not None and last[0].text is not source.text and last[0].text != source.text:
            self._drop(lambda held: held.source == source.id)
        self.sources[source.id] = (source, written)

    def follow_names(self, people: tuple[Person, ...]) -> None:
        """Drop the bytes of passages whose creator is called otherwise now."""
        names = {person.id: person.name for person in people}
        if names != self.names:
            changed = {id_ for id_, _ in names.items() ^ self.names.items()}
            self._drop(lambda held: held.creator in changed)
            self.names = names

    def _drop(self, stale: Callable[[Annotation], bool]) -> None:
        self.annotations = {
            id_: kept for id_, kept in self.annotations.items() if not stale(kept[0])
        }
        self.in_order = [], []
