"""Another session, or a copy of this one, put into the session that is open.

``merging`` compares by record. Here the other session is first told in the words of this one: the
same article, person or passage has the same id on both sides then. Where a common earlier state is
known, only what was done since takes part; else what one side does not have counts as added by the
other, never as deleted. Nothing that this session holds goes or changes unless it is chosen, or the
other side has plainly gone on from it. No passage is ever moved: an article whose text is another
one there comes as an article of its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from desktop.editing.duplicates import find_other_texts
from desktop.editing.merging import (
    Conflict,
    Key,
    Side,
    changes_of,
    compare,
    decided,
    records,
)
from desktop.editing.same_texts import Sides
from desktop.i18n import _
from desktop.model.annotation import Annotation, Link
from desktop.model.briefing import AS_USUAL
from desktop.model.change import Change, Edit, Record, SessionInfo
from desktop.model.codebook import Tag
from desktop.model.extra import NO_EXTRA
from desktop.model.identity import AnnotationId, Instant, PersonId, SourceId, new_urn
from desktop.model.session import Session
from desktop.model.source import Source
from desktop.store.codec.records import under_another_id

_Kind = TypeVar("_Kind", Annotation, Source)


class ArticleNumber(Struct, frozen=True):
    """An article of the other session: its number there and here, from 1, as in "S2".

    ``is_added`` says that it is not here yet; ``other_text`` is the number here of what seems to be
    the same article with another text, beside which this one comes as one of its own; 0 for none.
    """

    there: int
    here: int
    title: str
    is_added: bool
    other_text: int = 0


class MergePlan(Struct, frozen=True):
    """What merging would do. ``edits`` need no decision; each of ``differences`` does.

    ``sides`` are the states the records belong to.
    """

    mine: Session
    sides: Sides
    edits: tuple[tuple[Key, Edit], ...]
    differences: tuple[Conflict, ...]
    numbers: tuple[ArticleNumber, ...]
    is_other_session: bool
    has_ancestor: bool

    def added(self, kind: type[_Kind]) -> list[_Kind]:
        """The records of a kind that come without a question."""
        new = (edit.after for _key, edit in self.edits if edit.before is None)
        return [record for record in new if isinstance(record, kind)]

    @property
    def taken(self) -> list[Conflict]:
        """The passages of this session that take a state that was made only there, unasked; in the
        order of the text."""
        places = {id_: number for number, id_ in enumerate(self.mine.sources)}
        passages = [
            (places[edit.before.source], edit.before.start, key, edit)
            for key, edit in self.edits
            if isinstance(edit.before, Annotation)
        ]
        return [
            Conflict(key, edit.before, edit.before, edit.after)
            for _place, _start, key, edit in sorted(passages, key=lambda one: one[:3])
        ]

    @property
    def does_nothing(self) -> bool:
        """Whether the other session has nothing that this one does not have."""
        return not self.edits and not self.differences


def plan_merge(mine: Session, theirs: Session, ancestors: Iterable[Session] = ()) -> MergePlan:
    """What putting ``theirs`` into ``mine`` means.

    ``ancestors`` are earlier states that both may have begun with, as of backups, in any order; one
    that does not fit both is not believed.
    """
    other = mine.id != theirs.id
    told, numbers, retold = _in_our_words(mine, theirs)
    found = None if other else _ancestor(mine, theirs, ancestors)
    if found is None:
        base = _nothing_in_common(mine, told, other)
    else:
        base = _without_articles(found, retold)
    merge = compare(base, mine, told)
    together_until = _together_until(base, mine, told)
    edits: list[tuple[Key, Edit]] = []
    differences = [
        one
        for one in merge.conflicts
        if one.key[0] != "decisions"
        and (one.theirs is not None or _was_deleted(one.mine, together_until))
    ]
    for key, edit in merge.edits:
        before, after = edit.before, edit.after
        if before == after or (before is not None and key[0] == "decisions"):
            continue
        if before is None or _goes_on_from(before, after, together_until):
            edits.append((key, edit))
        elif after is not None or _was_deleted(before, together_until):
            differences.append(Conflict(key, before, before, after))
    order = list(records(mine)) if differences else []
    place = {key: at for at, key in enumerate(order)}
    differences.sort(key=lambda one: place.get(one.key, len(place)))
    return MergePlan(
        mine,
        merge.sides,
        tuple(edits),
        tuple(differences),
        numbers,
        is_other_session=other,
        has_ancestor=found is not None,
    )


def merge_change(plan: MergePlan, chosen: Mapping[Key, Side]) -> Change | None:
    """The one step that merges; what is not in ``chosen`` stays as it is here. None for nothing."""
    here = records(plan.mine)
    edits = dict(plan.edits)
    for difference in plan.differences:
        for key, after in decided(difference, chosen.get(difference.key, Side.MINE)).items():
            if after != here.get(key):
                edits[key] = Edit(here.get(key), after)
    words = _("Merge session"), _("Merged the session")
    return changes_of(words, edits, plan.mine, plan.sides.theirs)


# One session in the words of the other


def _in_our_words(
    mine: Session, theirs: Session
) -> tuple[Session, tuple[ArticleNumber, ...], frozenset[SourceId]]:
    """``theirs`` with our ids for what is the same; the numbers of its articles here; and those of
    our articles that have another text there."""
    ids, numbers = _articles(mine, theirs)
    retold = frozenset(
        there for there, here in ids.items() if there in mine.sources and here != there
    )
    people = _people(mine, theirs)
    renamed: dict[AnnotationId, AnnotationId] = {}
    passages: dict[AnnotationId, Annotation] = {}
    for held in theirs.annotations.values():
        creator = people.get(held.creator, held.creator)
        told = replace(held, source=ids[held.source], creator=creator)
        if held.source in retold:
            id_ = AnnotationId(new_urn())
            extra = under_another_id(held.extra, "annotations", held.id, id_)
            told = replace(told, id=id_, extra=extra)
            renamed[held.id] = told.id
        passages[told.id] = told
    for there, here in _twins(mine, passages).items():
        ours = mine.annotations[here]
        passages[here] = replace(passages.pop(there), id=here, extra=ours.extra)
        renamed[there] = here
    annotations: dict[AnnotationId, Annotation] = {}
    for told in passages.values():
        links = tuple(Link(one.kind, renamed.get(one.to, one.to)) for one in told.links)
        linked = told if links == told.links else replace(told, links=links)
        annotations[told.id] = _as_ours(linked, mine.annotations.get(told.id))
    return (
        replace(
            theirs,
            id=mine.id,
            people=tuple(one for one in theirs.people if one.id not in people),
            codebook=_tags(mine, theirs),
            sources={
                ids[one.id]: _article(one, ids[one.id], mine) for one in theirs.sources.values()
            },
            annotations=annotations,
            decisions={
                one.id: replace(one, source=ids.get(one.source, one.source))
                for one in theirs.decisions.values()
            },
        ),
        numbers,
        retold,
    )


def _article(there: Source, id_: SourceId, mine: Session) -> Source:
    """An article of theirs under our id; our own where it says the same of the same text."""
    told = there
    if id_ != there.id:
        extra = under_another_id(there.extra, "sources", there.id, id_)
        told = replace(there, id=id_, extra=extra)
    ours = mine.sources.get(id_)
    if ours is None:
        return told
    read_alike = replace(
        told, name=ours.name, media_type=ours.media_type, origin=ours.origin, reader=ours.reader
    )
    return ours if read_alike == ours else told


def _articles(
    mine: Session, theirs: Session
) -> tuple[dict[SourceId, SourceId], tuple[ArticleNumber, ...]]:
    """Our id and number of each of their articles: of the one with the same text, whatever it is
    called; a new one where ours of the same id has another text."""
    places = {id_: number for number, id_ in enumerate(mine.sources, 1)}
    by_text: dict[str, list[SourceId]] = {}
    for ours in mine.sources.values():
        if ours.id not in theirs.sources or theirs.sources[ours.id].text != ours.text:
            by_text.setdefault(ours.text, []).append(ours.id)
    ids: dict[SourceId, SourceId] = {}
    numbers: list[ArticleNumber] = []
    end = len(places)
    for there, article in enumerate(theirs.sources.values(), 1):
        ours = mine.sources.get(article.id)
        same_text = by_text.get(article.text)
        if ours is not None and ours.text == article.text:
            id_ = ours.id
        elif same_text:
            id_ = same_text.pop(0)
        else:
            end += 1
            id_ = article.id if ours is None else SourceId(new_urn())
        added = id_ not in places
        other_text = places[article.id] if added and ours is not None else 0
        numbers.append(ArticleNumber(there, places.get(id_, end), article.title, added, other_text))
        ids[article.id] = id_
    new = [
        article
        for article, number in zip(theirs.sources.values(), numbers, strict=True)
        if number.is_added and not number.other_text
    ]
    others = find_other_texts(mine, new) if new else {}
    return ids, tuple(
        replace(number, other_text=others[article]) if article in others else number
        for article, number in zip(theirs.sources, numbers, strict=True)
    )


def _people(mine: Session, theirs: Session) -> dict[PersonId, PersonId]:
    """Our id of each of their people that is here under another one, by the name."""
    ids = {one.id for one in mine.people}
    named = {one.name: one.id for one in reversed(mine.people) if one.name}
    return {
        one.id: named[one.name] for one in theirs.people if one.id not in ids and one.name in named
    }


def _tags(mine: Session, theirs: Session) -> tuple[Tag, ...]:
    """Their tags; a new one gives up a key that is taken here."""
    ids, keys = {one.id for one in mine.codebook}, {one.key for one in mine.codebook}
    return tuple(
        replace(one, key="") if one.id not in ids and one.key in keys else one
        for one in theirs.codebook
    )


def _twins(
    mine: Session, passages: Mapping[AnnotationId, Annotation]
) -> dict[AnnotationId, AnnotationId]:
    """Our id of each of their passages that marks the same words with the same tag, once each."""
    free: dict[tuple[object, ...], list[AnnotationId]] = {}
    for held in mine.annotations.values():
        if held.id not in passages:
            free.setdefault((held.source, held.spans, held.tag), []).append(held.id)
    found: dict[AnnotationId, AnnotationId] = {}
    for held in passages.values():
        same = free.get((held.source, held.spans, held.tag))
        if held.id not in mine.annotations and same:
            found[held.id] = same.pop(0)
    return found


def _as_ours(told: Annotation, ours: Annotation | None) -> Annotation:
    """Our own record where it says the same: when and by whom it was written is no difference."""
    if ours is None:
        return told
    same = replace(told, created=ours.created, modified=ours.modified, creator=ours.creator)
    if same == replace(ours, suggested=told.suggested):
        return ours
    return told


# A common earlier state


def _ancestor(mine: Session, theirs: Session, ancestors: Iterable[Session]) -> Session | None:
    """The newest state that both sides can have begun with."""
    fitting = [one for one in ancestors if _is_before(one, mine) and _is_before(one, theirs)]
    return max(fitting, key=lambda one: one.modified, default=None)


def _is_before(base: Session, later: Session) -> bool:
    """Whether ``later`` can have come from ``base``: whatever it says it said before is there."""
    if base.id != later.id or not base.modified or base.modified > later.modified:
        return False
    for held in later.annotations.values():
        moment = held.modified or held.created
        if moment and moment < base.modified and base.annotations.get(held.id) != held:
            return False
    return True


def _nothing_in_common(mine: Session, theirs: Session, other: bool) -> Session:
    """A start from which whatever is on one side only was added there.

    The title and the choices for the briefing of another session are its own.
    """
    return replace(
        mine,
        info=theirs.info if other else SessionInfo(""),
        briefing=theirs.briefing if other else AS_USUAL,
        people=(),
        codebook=(),
        sources={},
        annotations={},
        decisions={},
        extra=NO_EXTRA,
    )


def _without_articles(base: Session, gone: frozenset[SourceId]) -> Session:
    """A common state without some of its articles: they are compared as if never shared."""
    if not gone:
        return base
    return replace(
        base,
        sources={id_: one for id_, one in base.sources.items() if id_ not in gone},
        annotations={id_: one for id_, one in base.annotations.items() if one.source not in gone},
    )


def _together_until(base: Session, mine: Session, theirs: Session) -> Instant:
    """The last moment at which both sides are known to have been one.

    What they, or the state they began with, hold alike was written by then, and a passage with one
    id on both sides was made by then.
    """
    last = Instant("")
    for id_, held in theirs.annotations.items():
        ours = mine.annotations.get(id_)
        if held in (ours, base.annotations.get(id_)):
            last = max(last, held.modified)
        elif ours is not None and ours.created == held.created:
            last = max(last, held.created)
    return last


def _was_deleted(ours: Record | None, together_until: Instant) -> bool:
    """Whether what the other side lacks was deleted there: it was made when both were still one.

    Else it was made here since. Only passages say when they were made; anything else stays.
    """
    return isinstance(ours, Annotation) and "" < ours.created <= together_until


def _goes_on_from(before: Record, after: Record | None, together_until: Instant) -> bool:
    """Whether a passage there plainly came of ours: ours was written when both sides were still
    one, and theirs later. Only passages say when they were changed."""
    if not isinstance(before, Annotation) or not isinstance(after, Annotation):
        return False
    return bool(before.modified) and before.modified <= together_until < after.modified


def creators_of(plan: MergePlan) -> list[str]:
    """Who made the passages that come, by name, most first; nobody where none is named."""
    names = {one.id: one.name for one in (*plan.mine.people, *plan.sides.theirs.people)}
    made = Counter(names.get(held.creator, "") for held in plan.added(Annotation))
    return [name for name, _count in made.most_common() if name]
