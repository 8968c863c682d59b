"""The bytes of single records: as a file said them, and as they were last written."""

from collections.abc import Callable
from typing import cast

import msgspec
from msgspec import Raw, Struct

from desktop.model.annotation import Annotation
from desktop.model.change import Person
from desktop.model.extra import Extra
from desktop.model.identity import AnnotationId, PersonId, SourceId
from desktop.model.session import Session
from desktop.model.source import Source

Buffer = bytes | Raw
Json = dict[str, object]
"""A record as JSON. Such dictionaries exist only where records are written, and in the upgrades."""


class _Named(Struct, gc=False):
    id: str


_decode_members = msgspec.json.Decoder(dict[str, Raw]).decode
_decode_entries = msgspec.json.Decoder(list[Raw]).decode
_decode_names = msgspec.json.Decoder(list[_Named]).decode


class FileExtra(Extra):
    """One for all the records of a file: finds the JSON a record was read from by its id.

    Looking is put off until a record is written, because opening a file has no use for it.
    """

    __slots__ = ("_entries", "_lists", "_members", "data")

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self.data = raw
        self._members: dict[str, Raw] | None = None
        self._lists: dict[str, list[Raw]] = {}
        self._entries: dict[str, dict[str, Raw]] = {}

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


def said(extra: Extra, member: str, id_: str) -> Json:
    """What the file said about a record of its list ``member``, empty for a new one."""
    if not isinstance(extra, FileExtra):
        return {}
    return read_again(extra.entry(member, id_))


def read_again(raw: object) -> Json:
    """The object that a member's bytes hold, empty for anything else.

    Also for what cannot be read a second time: decoding the file passes over numbers out of range
    where nothing asks for them, and a save must not fail because of them.
    """
    if not isinstance(raw, Raw):
        return {}
    try:
        value: object = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return cast("Json", value) if isinstance(value, dict) else {}


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
        self.names: dict[PersonId, str] = {}

    def recall(self) -> None:
        """Take up the bytes of the file that was opened; costs something the first time only.

        Not those of a file with carriage returns, which stand between members only: what is saved
        has one kind of line end.
        """
        session, self._opened = self._opened, None
        if session is None or not isinstance(session.extra, FileExtra):
            return
        if b"\r" in session.extra.data:
            return
        raws = session.extra.listed("annotations")
        pairs = zip(session.annotations.items(), raws, strict=True)
        self.annotations = {id_: (held, raw) for (id_, held), raw in pairs}
        raws = session.extra.listed("sources")
        self.sources = {
            s.id: (s, raw) for s, raw in zip(session.sources.values(), raws, strict=True)
        }
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
