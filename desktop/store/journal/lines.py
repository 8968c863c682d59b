"""The lines of a journal: changes made since the last save, as they were made.

One line is JSON, a blank, and the CRC-32 of the JSON in eight hexadecimal digits. A crash leaves at
worst a piece of the last line, which is then no line. The first line says what the changes start
from; a change names each record as it is afterwards, so it can be made again from there.
"""

import zlib
from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Change, Edit, Person, Record, SessionInfo
from desktop.model.codebook import Tag
from desktop.model.decision import Decision
from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.identity import AnnotationId, DecisionId, Instant, SessionId, SourceId
from desktop.model.session import ChangeConflict, Session
from desktop.model.source import Source
from desktop.store.codec.layout import no_surrogates
from desktop.store.files.stamp import Stamp

FORMAT = 1
LONGEST = 2000
"""Code points of one part of a passage that a journal repeats."""
_WITH_WORDS = 64
"""Records of a change up to which it repeats the words of its passages."""


class Start(Struct, frozen=True, tag="start"):
    """What the changes start from: the file with this stamp, or a session that had no file.

    ``base`` holds the bytes of a session that was in no file yet. ``host`` and ``machine``
    are the name and the id of the machine that writes the journal, ``digest`` is the SHA-256 of the
    file's content; older journals have none of them.
    """

    journal: int
    session: SessionId
    title: str
    at: Instant
    stamp: Stamp | None = None
    base: str = ""
    host: str = ""
    digest: str = ""
    machine: str = ""


class Saving(Struct, frozen=True, tag="saving"):
    """All changes so far are in the file with this stamp, if the save came to its end.

    ``modified`` is what the session in that file says of itself; older journals do not say it.
    """

    stamp: Stamp
    modified: Instant = Instant("")


class Typing(Struct, frozen=True, tag="typing"):
    """A note that is being written; what comes later of the same note replaces it."""

    annotation: AnnotationId
    note: str


class Put(Struct, frozen=True, omit_defaults=True):
    """One record after a change, or the kind and id of one that is gone.

    ``words`` are those of a passage, for whoever has to do without its article.
    """

    annotation: Annotation | None = None
    source: Source | None = None
    tag: Tag | None = None
    person: Person | None = None
    decision: Decision | None = None
    info: SessionInfo | None = None
    briefing: BriefingChoice | None = None
    gone: tuple[str, str] = ("", "")
    words: str = ""


class Made(Struct, frozen=True, tag="made"):
    """A change, undo or redo."""

    at: Instant
    title: str
    puts: tuple[Put, ...]


_Records = dict[tuple[type, str], Record | None]
"""Records by their kind and id, None for one that is gone."""
Line = Start | Saving | Typing | Made
_KINDS: dict[str, type] = {
    "annotation": Annotation,
    "source": Source,
    "tag": Tag,
    "person": Person,
    "decision": Decision,
    "info": SessionInfo,
    "briefing": BriefingChoice,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def _without_extra(value: object) -> object:
    """What a file said beyond the model is found in that file again."""
    if isinstance(value, Extra):
        return None
    raise NotImplementedError(type(value))


def _no_extra(kind: type, _value: object) -> object:
    if issubclass(kind, Extra):
        return NO_EXTRA
    raise NotImplementedError(kind)


_encoder = msgspec.json.Encoder(enc_hook=_without_extra)
_decoder = msgspec.json.Decoder(Line, dec_hook=_no_extra)


def line(content: Line) -> bytes:
    """The bytes of a line, its end included. Halves of surrogate pairs become U+FFFD, as in a file
    that is saved."""
    try:
        data = _encoder.encode(content)
    except UnicodeEncodeError:
        data = _encoder.encode(no_surrogates(msgspec.to_builtins(content, enc_hook=_without_extra)))
    return b"%b %08x\n" % (data, zlib.crc32(data))


def made(change: Change, at: Instant, sources: Mapping[SourceId, Source] | None = None) -> Made:
    """A change as the journal keeps it. The text of an article that stays the same is left out.

    The words of passages are taken from ``sources``, unless very many are named.
    """
    told = sources if sources is not None and len(change.edits) <= _WITH_WORDS else {}
    return Made(at, change.title, tuple(_put(edit, told) for edit in change.edits))


def read(data: bytes) -> Iterator[Line]:
    """The lines up to the first that is torn or damaged."""
    for row in data.splitlines(keepends=True):
        content, _blank, check = row.rpartition(b" ")
        if not row.endswith(b"\n") or check.strip() != b"%08x" % zlib.crc32(content):
            return
        try:
            yield _decoder.decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return


def redone(session: Session, lines: list[Line]) -> Change | None:
    """What ``lines`` say has been done to ``session``, as one change; none where it was nothing.

    The change names each record once, as it is at the end; one that had gone and came back, twice.
    Raises ``ChangeConflict`` where the lines do not fit the session.
    """
    after = session
    edits: list[Edit] = []
    typing: Typing | None = None
    for content in lines:
        if isinstance(content, Typing):
            typing = content
        elif isinstance(content, Made):
            change = Change("", tuple(_edits(after, session, content)))
            if typing is not None and any(_settles(edit, typing) for edit in change.edits):
                typing = None
            after = after.apply(change)
            edits += change.edits
    if typing is not None:
        held = after.annotations.get(typing.annotation)
        if held is not None and held.note != typing.note:
            edits.append(Edit(held, replace(held, note=typing.note)))
    whole = _in_short(edits)
    done = _("Recovered unsaved changes")
    return Change(_("Recover unsaved changes"), whole, done) if whole else None


def _in_short(edits: list[Edit]) -> tuple[Edit, ...]:
    """The same from first to last, without what was taken back on the way.

    Records stand in the order in which they came, as they would without the short cut. Articles and
    tags come before the passages that need them and go after them.
    """
    first: _Records = {}
    last: _Records = {}
    came: dict[tuple[type, str], int] = {}
    for number, edit in enumerate(edits):
        key = _key(edit)
        first.setdefault(key, edit.before)
        last[key] = edit.after
        if edit.before is None:
            came[key] = number
    if first == last:
        return ()
    left, needed, others, gone = list[Edit](), list[Edit](), list[Edit](), list[Edit]()
    for key in sorted(last, key=lambda key: came.get(key, -1)):
        before, after = first[key], last[key]
        is_needed = key[0] in (Source, Tag, Person)
        if before is not None and after is not None and key in came:  # its place is another one
            (needed if is_needed else left).append(Edit(before, None))
            before = None
        if before == after:
            continue
        if after is None:
            (gone if is_needed else left).append(Edit(before, None))
        else:
            (needed if is_needed else others).append(Edit(before, after))
    return (*left, *needed, *others, *gone)


def _edits(now: Session, base: Session, content: Made) -> Iterator[Edit]:
    """What a change does to ``now``, where it does anything: another journal may have done it.

    It may name a record more than once, as one does that recovered several.
    """
    so_far: _Records = {}
    for put in content.puts:
        edit = _edit(now, base, put, so_far)
        so_far[_key(edit)] = edit.after
        if edit.before != edit.after:
            yield edit


def _key(edit: Edit) -> tuple[type, str]:
    record = edit.after if edit.after is not None else edit.before
    return type(record), getattr(record, "id", "")


def _settles(edit: Edit, typing: Typing) -> bool:
    """Whether an edit is that of the note that was being written, or takes its passage out."""
    before, after = edit.before, edit.after
    if not isinstance(before, Annotation) or before.id != typing.annotation:
        return False
    return not isinstance(after, Annotation) or after.note != before.note


def _put(edit: Edit, sources: Mapping[SourceId, Source]) -> Put:
    before, after = edit.before, edit.after
    if after is None:
        if before is None:
            raise ChangeConflict("an edit without a record")
        return Put(gone=(_NAMES[type(before)], getattr(before, "id", "")))
    if isinstance(after, Source) and isinstance(before, Source) and after.text == before.text:
        after = replace(after, text="")
    if isinstance(after, Annotation):
        source = sources.get(after.source)
        return Put(annotation=after, words=words_of(after, source) if source is not None else "")
    # By the name of its kind: the members of `Put` are no tagged union.
    return Put(**cast("dict[str, Any]", {_NAMES[type(after)]: after}))


def words_of(held: Annotation, source: Source) -> str:
    """The words of a passage, its parts joined, at most ``LONGEST`` code points of each."""
    text = source.text
    parts = (text[span.start : min(span.end, span.start + LONGEST)] for span in held.spans)
    return " … ".join(parts)


def _edit(now: Session, base: Session, put: Put, so_far: _Records) -> Edit:
    """What is put; ``so_far`` holds what records of ``now`` are already in the same change."""

    def there(kind: type | None, id_: str) -> Record | None:
        key = (cast("type", kind), id_)
        return so_far[key] if key in so_far else _record(now, kind, id_)

    kind, id_ = put.gone
    if kind:
        return Edit(there(_KINDS.get(kind), id_), None)
    for name in _KINDS:
        after: Record | None = getattr(put, name)
        if after is None:
            continue
        before = there(type(after), getattr(after, "id", ""))
        if isinstance(after, Source) and isinstance(before, Source) and not after.text:
            after = replace(after, text=before.text)
        if not isinstance(after, SessionInfo | BriefingChoice | Decision):
            after = replace(after, extra=base.extra)
        return Edit(before, after)
    raise ChangeConflict("a change of nothing")


def _record(session: Session, kind: type | None, id_: str) -> Record | None:
    if kind is Annotation:
        return session.annotations.get(AnnotationId(id_))
    if kind is Source:
        return session.sources.get(cast("Any", id_))
    if kind is Decision:
        return session.decisions.get(DecisionId(id_))
    if kind is SessionInfo:
        return session.info
    if kind is BriefingChoice:
        return session.briefing
    listed: tuple[Tag | Person, ...] = session.codebook if kind is Tag else session.people
    return next((one for one in listed if one.id == id_), None)
