"""A session: the articles, what the analyst holds about them, and how a change is applied."""

from collections.abc import Iterator, Mapping
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from desktop.i18n import ngettext
from desktop.model.annotation import Annotation
from desktop.model.bounds import LABELS, LINE, PARTS, TAGS
from desktop.model.briefing import AS_USUAL, BriefingChoice
from desktop.model.change import Change, Edit, Person, Record, SessionInfo
from desktop.model.codebook import Tag, four_tags
from desktop.model.decision import Decision
from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.identity import (
    AnnotationId,
    DecisionId,
    Instant,
    SessionId,
    SourceId,
    TagId,
    new_urn,
    now,
)
from desktop.model.source import Source
from desktop.model.versions import Draft


class ChangeConflict(Exception):
    """A change does not fit the session it is applied to; the session is as it was."""


class Session(Struct, frozen=True):
    """Everything in one session file. Values are never changed; ``apply`` gives the next one.

    The mappings keep the order of the file and are owned by the session: nobody writes to them.
    """

    id: SessionId
    info: SessionInfo
    created: Instant
    modified: Instant
    people: tuple[Person, ...]
    codebook: tuple[Tag, ...]
    sources: dict[SourceId, Source]
    annotations: Mapping[AnnotationId, Annotation]
    briefing: BriefingChoice = AS_USUAL
    decisions: Mapping[DecisionId, Decision] = {}
    extra: Extra = NO_EXTRA

    @property
    def title(self) -> str:
        """What it is called: by the title somebody gave it, or else by its first article.

        The latter with how many articles there are beside it; empty for a session without any.
        """
        first = next(iter(self.sources.values()), None)
        if self.info.title or first is None:
            return self.info.title
        more = len(self.sources) - 1
        if not more:
            return first.title
        return ngettext(
            "{title} and {count} more article", "{title} and {count} more articles", more
        ).format(title=first.title, count=more)

    def tag(self, tag: TagId) -> Tag:
        """The codebook entry of a tag; raises ``KeyError`` for one that is not in it."""
        for entry in self.codebook:
            if entry.id == tag:
                return entry
        raise KeyError(tag)

    def of_source(self, source: SourceId) -> Iterator[Annotation]:
        """The passages of one source, in the order of the session."""
        return (held for held in self.annotations.values() if held.source == source)

    def apply(self, change: Change) -> "Session":
        """The session after a change, at the cost of what the change names.

        Only a passage that goes costs a copy of the passages, and an article one of the articles.

        Raises ``ChangeConflict`` when a record is not as the change found it, a passage would lie
        outside its text or carry a tag that is not in the codebook, or there would be more of
        something than a file may hold (``bounds``).
        """
        draft = _Draft(self)
        for edit in change.edits:
            draft.put(edit)
        return draft.session()


def new_session(title: str = "") -> Session:
    """An empty session with the four tags."""
    moment = now()
    return Session(
        id=SessionId(new_urn()),
        info=SessionInfo(title),
        created=moment,
        modified=moment,
        people=(),
        codebook=four_tags(),
        sources={},
        annotations={},
    )


def _is_too_much(held: Annotation) -> bool:
    """Whether a file with this passage could not be opened again."""
    if len(held.spans) > PARTS or len(held.labels) > LABELS:
        return True
    said = held.speaker
    texts = held.labels if said is None else (*held.labels, said.name, said.position, said.cue)
    return any(len(text) > LINE for text in texts)


class _Draft:
    """A session while the edits of one change are put in."""

    def __init__(self, session: Session) -> None:
        self._start = session
        self._info = session.info
        self._briefing = session.briefing
        self._maps: dict[type, dict[str, Record]] = {}
        self._passages = Draft(session.annotations)
        self._written: dict[AnnotationId, Annotation] = {}
        self._decisions = Draft(session.decisions)

    def put(self, edit: Edit) -> None:
        record = edit.after if edit.after is not None else edit.before
        if record is None:
            raise ChangeConflict("an edit without a record")
        if isinstance(record, SessionInfo):
            if self._info != edit.before or not isinstance(edit.after, SessionInfo):
                raise ChangeConflict("the session's own data has changed")
            self._info = edit.after
            return
        if isinstance(record, BriefingChoice):
            if self._briefing != edit.before or not isinstance(edit.after, BriefingChoice):
                raise ChangeConflict("what was chosen for the briefing has changed")
            self._briefing = edit.after
            return
        if isinstance(record, Annotation):
            self._put_passage(record.id, edit)
            return
        if isinstance(record, Decision):
            self._put_decision(record.id, edit)
            return
        records = self._records(type(record))
        if records.get(record.id) != edit.before:
            raise ChangeConflict(f"{record.id} has changed")
        if edit.after is None:
            del records[record.id]
        else:
            records[record.id] = edit.after

    def _put_passage(self, id_: AnnotationId, edit: Edit) -> None:
        if self._passages.get(id_) != edit.before:
            raise ChangeConflict(f"{id_} has changed")
        if isinstance(edit.after, Annotation):
            self._source_of(edit.after)
            self._written[id_] = edit.after
            self._passages.put(id_, edit.after)
        else:
            self._written.pop(id_, None)
            self._passages.drop(id_)

    def _put_decision(self, id_: DecisionId, edit: Edit) -> None:
        if self._decisions.get(id_) != edit.before:
            raise ChangeConflict(f"{id_} has changed")
        if isinstance(edit.after, Decision):
            self._decisions.put(id_, edit.after)
        else:
            self._decisions.drop(id_)

    def session(self) -> Session:
        start, maps = self._start, self._maps
        if len(maps.get(Tag, ())) > max(TAGS, len(start.codebook)):
            raise ChangeConflict("there would be more tags than a session can hold")
        texts_or_tags = Source in maps or Tag in maps  # one that is still needed may have gone
        for held in self._passages.values() if texts_or_tags else self._written.values():
            self._check(held)
        return replace(
            start,
            info=self._info,
            people=tuple(maps[Person].values()) if Person in maps else start.people,
            codebook=tuple(maps[Tag].values()) if Tag in maps else start.codebook,
            sources=maps.get(Source, start.sources),
            annotations=self._passages.done(),
            briefing=self._briefing,
            decisions=self._decisions.done(),
        )

    def _records(self, kind: type) -> dict[str, Record]:
        if kind not in self._maps:
            start = self._start
            if kind is Source:
                self._maps[kind] = cast("dict[str, Record]", start.sources.copy())
            else:
                listed = start.codebook if kind is Tag else start.people
                self._maps[kind] = {entry.id: entry for entry in listed}
        return self._maps[kind]

    def _source_of(self, held: Annotation) -> Source:
        """The source of a passage that has one, and a tag."""
        sources = cast("dict[str, Source]", self._maps.get(Source, self._start.sources))
        source = sources.get(held.source)
        if source is None:
            raise ChangeConflict(f"{held.id} belongs to no source of the session")
        known = self._maps[Tag] if Tag in self._maps else {t.id for t in self._start.codebook}
        if held.tag not in known:
            raise ChangeConflict(f"{held.id} has a tag that is not in the codebook")
        return source

    def _check(self, held: Annotation) -> None:
        """Where a passage lies can be said once all is put in: its text may be another one then."""
        source = self._source_of(held)
        last = -1
        for span in held.spans:
            if not last < span.start < span.end:
                raise ChangeConflict(f"{held.id} has spans that are empty or out of order")
            last = span.end
        if _is_too_much(held):
            raise ChangeConflict(f"{held.id} would hold more than a file may")
        if last > len(source.text) or last < 0:
            raise ChangeConflict(f"{held.id} lies outside its text")
