"""Work that a crash left and that no session takes: what it holds, and a session made of it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation, Span
from desktop.model.change import Person
from desktop.model.codebook import CONTEXT, Tag
from desktop.model.identity import AnnotationId, Instant, SessionId, SourceId, new_urn, now
from desktop.model.session import ChangeConflict, Session, new_session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source
from desktop.store.codec.decoding import decode
from desktop.store.errors import BadSession
from desktop.store.files import backups
from desktop.store.files.stamp import Stamp, stamp
from desktop.store.journal import recovery
from desktop.store.journal.lines import Line, Made, Saving, Start, Typing, redone, words_of
from desktop.store.journal.recovery import DoesNotFit, Misfit
from resources.palette import TAGS

_PLAIN = "text/plain"


class Leftover(Struct, frozen=True):
    """A journal that lies where a crash left it, and why it cannot be taken up.

    ``file`` is the session file it was written for, None for a session that was in none. ``steps``
    counts what was done, ``last`` says when the last of it was. ``why`` is None where opening the
    file takes it up.
    """

    journal: Path
    file: Path | None
    title: str
    steps: int
    last: Instant
    why: Misfit | None


class Held(Struct, frozen=True):
    """What a leftover holds, as a session, as far as it can be read.

    ``touched`` are the passages that were added or changed, ``removed`` counts those taken out.
    ``whole`` says that the session is as it was, every article and passage in it.
    """

    session: Session
    touched: tuple[Annotation, ...]
    removed: int
    whole: bool


def leftover(journal: Path, why: Misfit | None, file: Path | None = None) -> Leftover:
    """What there is to say about a journal; one that cannot be read has no steps."""
    try:
        start, rest = recovery.opened(journal)
    except (DoesNotFit, OSError):
        start, rest = None, list[Line]()
    made = [one for one in rest if isinstance(one, Made)]
    title = start.title if start is not None else ""
    if file is not None and not title:
        title = file.name.removesuffix(".json").removesuffix(".brief")
    last = made[-1].at if made else start.at if start is not None else _written(journal)
    return Leftover(journal, file, title, len(made), last, why)


def waiting_beside(files: Iterable[Path]) -> Iterator[Leftover]:
    """The journals of this machine with changes in them that lie beside these session files."""
    seen: set[Path] = set()
    for file in files:
        for journal in recovery.left_beside(file):
            if journal in seen or recovery.is_of_another_machine(journal):
                continue
            seen.add(journal)
            why = _misfit(journal, file)
            found = leftover(journal, why, file)
            if found.steps or why is not None:
                yield found


def held_in(journal: Path, file: Path | None) -> Held | None:
    """What a journal holds; ``file`` and its backups are asked for the articles.

    None where there is nothing to read. Raises ``DoesNotFit`` where the journal cannot be read, and
    ``OSError``.
    """
    start, rest = recovery.opened(journal)
    if start is None or not any(isinstance(one, Made | Typing) for one in rest):
        return None
    base, exact = _base(start, file)
    beyond = _beyond_saves(rest) if not exact else rest
    if base is not None and exact:
        try:
            change = redone(base, rest)
            after = base.apply(change) if change is not None else base
            return _told(after, rest, True)
        except ChangeConflict:
            pass
    return _told(_pieced(start, base, beyond), beyond, False)


def as_new(held: Held) -> Session:
    """The session of a leftover as one of its own, beside the one it came from."""
    return replace(held.session, id=SessionId(new_urn()), created=now())


def _misfit(journal: Path, file: Path) -> Misfit | None:
    """Why a session file will not take a journal up; None where it will."""
    try:
        start, rest = recovery.opened(journal)
        if start is None:
            return None
        if not file.exists():
            return Misfit.NO_FILE
        if recovery.id_of(file) != start.session:
            return Misfit.OTHER_SESSION
        data = _Content(file)
        saved = recovery.modified_of(file)
        found = recovery.beyond(start, rest, stamp(file.stat()), saved, data.digest)
    except DoesNotFit as error:
        return error.why
    except OSError:
        return Misfit.UNREADABLE
    return Misfit.OTHER_STATE if found is None else None


class _Content:
    def __init__(self, path: Path) -> None:
        self._path = path

    def digest(self) -> str:
        return sha256(self._path.read_bytes()).hexdigest()


def _written(journal: Path) -> Instant:
    try:
        when = datetime.fromtimestamp(journal.stat().st_mtime, UTC)
    except OSError:
        return Instant("")
    return Instant(when.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _base(start: Start, file: Path | None) -> tuple[Session | None, bool]:
    """The session that the changes start from, and whether it is that very one."""
    if start.base:
        try:
            return decode(start.base.encode()).session, True
        except BadSession:
            return None, False
    near: Session | None = None
    for path in _candidates(file) if file is not None else ():
        try:
            data, found = path.read_bytes(), stamp(path.stat())
            if not data or (near is not None and not _is_base(start, data, found)):
                continue
            session = decode(data).session
        except (OSError, BadSession):
            continue
        if session.id != start.session:
            continue
        if _is_base(start, data, found):
            return session, True
        near = session
    return near, False


def _candidates(file: Path) -> list[Path]:
    """Where the articles may lie: the file, its backups, and what it may be called by now."""
    try:
        others = [one for one in file.parent.iterdir() if one.name.endswith(".brief.json")]
    except OSError:
        others = []
    near = [one for one in sorted(others) if one != file and not one.name.startswith(".")]
    return [file, *backups.all_of(file), *near]


def _is_base(start: Start, data: bytes, found: Stamp) -> bool:
    if start.stamp == found:
        return True
    return bool(start.digest) and sha256(data).hexdigest() == start.digest


def _beyond_saves(rest: list[Line]) -> list[Line]:
    """All lines but for those that only say what was saved."""
    return [one for one in rest if not isinstance(one, Saving)]


def _told(session: Session, rest: list[Line], whole: bool) -> Held:
    """Which passages of ``session`` the lines are about."""
    touched: dict[AnnotationId, None] = {}
    removed: dict[AnnotationId, None] = {}
    for content in rest:
        if isinstance(content, Typing):
            touched[content.annotation] = None
        for put in content.puts if isinstance(content, Made) else ():
            if put.annotation is not None:
                touched[put.annotation.id] = None
                removed.pop(put.annotation.id, None)
            elif put.gone[0] == "annotation":
                touched.pop(AnnotationId(put.gone[1]), None)
                removed[AnnotationId(put.gone[1])] = None
    there = session.annotations
    passages = tuple(there[id_] for id_ in touched if id_ in there)
    return Held(session, passages, len(removed), whole)


def _pieced(start: Start, base: Session | None, rest: list[Line]) -> Session:
    """What the lines say, laid over whatever there is of the session they are about."""
    session = base if base is not None else new_session(start.title)
    sources, passages = dict(session.sources), dict(session.annotations)
    tags: dict[str, Tag] = {tag.id: tag for tag in session.codebook}
    people: dict[str, Person] = {person.id: person for person in session.people}
    info, words = session.info, dict[AnnotationId, str]()
    typing: Typing | None = None
    for content in rest:
        if isinstance(content, Typing):
            typing = content
        for put in content.puts if isinstance(content, Made) else ():
            if put.annotation is not None:
                before = passages.get(put.annotation.id)
                if typing is not None and typing.annotation == put.annotation.id:
                    left = before is None or before.note != put.annotation.note
                    typing = None if left else typing
                passages[put.annotation.id] = put.annotation
                words[put.annotation.id] = put.words or words.get(put.annotation.id, "")
            elif put.source is not None and put.source.text:
                sources[put.source.id] = put.source
            elif put.tag is not None:
                tags[put.tag.id] = put.tag
            elif put.person is not None:
                people[put.person.id] = put.person
            elif put.info is not None:
                info = put.info
            elif put.gone[0] == "annotation":
                passages.pop(AnnotationId(put.gone[1]), None)
    held = passages.get(typing.annotation) if typing is not None else None
    if held is not None and typing is not None:
        passages[held.id] = replace(held, note=typing.note)
    for held in passages.values():
        tags.setdefault(held.tag, Tag(held.tag, str(held.tag), TAGS[CONTEXT]["light"].bar, "", ""))
    loose = [held for held in passages.values() if not _lies_in(held, sources)]
    if loose:
        source, placed = _article_of(loose, words)
        sources[source.id] = source
        passages.update({held.id: held for held in placed})
    return replace(
        session,
        id=start.session,
        info=info,
        sources=sources,
        annotations=passages,
        codebook=tuple(tags.values()),
        people=tuple(people.values()),
    )


def _lies_in(held: Annotation, sources: dict[SourceId, Source]) -> bool:
    source, last = sources.get(held.source), -1
    for span in held.spans:
        if source is None or not last < span.start < span.end <= len(source.text):
            return False
        last = span.end
    return bool(held.spans)


def _article_of(
    loose: list[Annotation], words: dict[AnnotationId, str]
) -> tuple[Source, list[Annotation]]:
    """An article that holds nothing but the words of passages whose own is not there."""
    text, blocks, placed = "", list[Block](), list[Annotation]()
    id_ = SourceId(new_urn())
    for held in loose:
        said = words.get(held.id, "").strip() or _("(The words of this passage are not kept.)")
        text += "\n\n" if text else ""
        start = len(text)
        text += said
        blocks.append(Block(BlockKind.PARAGRAPH, start, len(text)))
        speaker = replace(held.speaker, mention=None) if held.speaker is not None else None
        spans = (Span(start, len(text)),)
        placed.append(replace(held, source=id_, spans=spans, speaker=speaker))
    data = text.encode("utf-8", "replace")
    digest = sha256(data).hexdigest()
    source = Source(
        id=id_,
        name=_("Recovered passages"),
        media_type=_PLAIN,
        front=Front(title=_("Recovered passages")),
        origin=Origin(digest, len(data)),
        reader=Reader("recovery", "1"),
        text=text,
        sha256=digest,
        blocks=tuple(blocks),
    )
    return source, placed


def words_in(session: Session, held: Annotation) -> str:
    """The words of a passage of a session."""
    return words_of(held, session.sources[held.source])
