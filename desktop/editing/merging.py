"""Two states of a session that began as one: what another program did, put into what was done here.

Three-way and by record, whatever kind it is: what only one side touched is taken from that side;
what both touched in different ways is a conflict that a person decides.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, cast

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from desktop.editing.same_texts import Sides, on_same_texts
from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit, Record
from desktop.model.extra import NO_EXTRA
from desktop.model.identity import AnnotationId, Instant, PersonId, new_urn
from desktop.model.session import Session
from desktop.store.codec.records import FileExtra, read_again, under_another_id

Key = tuple[str, str]
"""The member of the session a record stands in, and its id there; "" for one that stands alone."""

_Records = dict[Key, Record]


class Side(StrEnum):
    """Whose state of a record is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Conflict(Struct, frozen=True):
    """A record that both sides changed, each in its own way; None where a side has deleted it."""

    key: Key
    base: Record | None
    mine: Record | None
    theirs: Record | None


class Merge(Struct, frozen=True):
    """``edits`` are what can be taken over at once; ``conflicts`` have to be decided.

    ``sides`` are the states the records of the conflicts belong to, with the same texts.
    """

    edits: tuple[tuple[Key, Edit], ...]
    conflicts: tuple[Conflict, ...]
    sides: Sides


def compare(base: Session, mine: Session, theirs: Session) -> Merge:
    """What ``theirs`` has done since ``base``, seen from ``mine``.

    Raises ``Apart`` where passages of one side have no place in a text of the other.
    """
    sides = on_same_texts(Sides(base, mine, theirs))
    before, here, there = records(sides.base), records(sides.mine), records(sides.theirs)
    now = records(mine)
    edits: list[tuple[Key, Edit]] = []
    conflicts: list[Conflict] = []
    for key in {**before, **here, **there}:
        b, m, t = before.get(key), here.get(key), there.get(key)
        if b == t and _said(base, key) == _said(theirs, key):
            after = m
        elif m == b:
            after = t
        elif _alike(m, t) or b == t:
            after = _over(m, t)
        else:
            conflicts.append(Conflict(key, b, m, t))
            continue
        if after is not now.get(key):
            edits.append((key, Edit(now.get(key), after)))
    return Merge(tuple(edits), tuple(conflicts), sides)


def merged(
    mine: Session, theirs: Session, merge: Merge, chosen: Mapping[Key, Side]
) -> Change | None:
    """The change that puts the other side into ``mine``, or None where that is nothing.

    A conflict that is not in ``chosen`` is decided for mine. A state of mine that stays is laid
    over what the other program wrote beside what we know.
    """
    here = records(mine)
    edits = dict(merge.edits)
    for conflict in merge.conflicts:
        for key, after in decided(conflict, chosen.get(conflict.key, Side.MINE)).items():
            ours = key == conflict.key and after is not conflict.theirs
            kept = _over(after, conflict.theirs) if ours else after
            edits[key] = Edit(here.get(key), kept)
    words = _("Merge with the file"), _("Merged with the file")
    return changes_of(words, edits, mine, theirs)


def sides_of(conflict: Conflict) -> tuple[Side, ...]:
    """What can be chosen for a conflict; both states only of a passage that is on both sides."""
    two = isinstance(conflict.mine, Annotation) and isinstance(conflict.theirs, Annotation)
    return (Side.MINE, Side.THEIRS, Side.BOTH) if two else (Side.MINE, Side.THEIRS)


def keeps_one_passage(mine: Annotation, theirs: Annotation) -> bool:
    """Whether both states of a passage fit into one: they differ in note, labels and links only."""
    return _bare(mine) == _bare(theirs)


def decided(conflict: Conflict, side: Side) -> dict[Key, Record | None]:
    """What there is to be of a conflict's record once a side was chosen, by the key.

    Both states of a passage that do not fit into one are two passages, theirs under a new id.
    """
    key, mine, theirs = conflict.key, conflict.mine, conflict.theirs
    if side is Side.THEIRS:
        return {key: theirs}
    if side is Side.BOTH and isinstance(mine, Annotation) and isinstance(theirs, Annotation):
        if keeps_one_passage(mine, theirs):
            return {key: _combined(mine, theirs)}
        id_ = AnnotationId(new_urn())
        extra = under_another_id(theirs.extra, "annotations", theirs.id, id_)
        return {key: mine, (key[0], id_): replace(theirs, id=id_, extra=extra)}
    return {key: mine}


def changes_of(
    words: tuple[str, str], edits: dict[Key, Edit], mine: Session, theirs: Session
) -> Change | None:
    """One change of all ``edits`` to ``mine`` that do anything, or None where none does.

    ``words`` name the step, and say that it was taken. The edits are put in an order in which they
    can be made, and what passages need is kept or taken from ``theirs``.
    """
    _keep_what_is_needed(edits, records(mine), records(theirs))
    ordered = tuple(_ordered({key: edit for key, edit in edits.items() if _does(edit)}))
    title, done = words
    return Change(title, ordered, done) if ordered else None


def difference(start: Session, goal: Session) -> Change:
    """The change that makes ``goal`` of ``start``, without a name."""
    before, after = records(start), records(goal)
    edits = {
        key: Edit(before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key)
    }
    return Change("", tuple(_ordered(edits)))


def records(session: Session) -> _Records:
    """Every record of a session by its key, in the order of the session."""
    found: _Records = {}
    for member in Session.__struct_fields__:
        value: object = getattr(session, member)
        if isinstance(value, Mapping):
            entries = cast("Mapping[str, Record]", value)
            found.update({(member, id_): record for id_, record in entries.items()})
        elif isinstance(value, tuple):
            listed = cast("tuple[Any, ...]", value)
            found.update({(member, record.id): record for record in listed})
        elif isinstance(value, Struct):
            found[(member, "")] = cast("Record", value)
    return found


def _said(session: Session, key: Key) -> object:
    """What the file said about a record, unknown members too; nothing about one that is alone,
    whose members are the session's own."""
    extra, (member, id_) = session.extra, key
    if not id_ or not isinstance(extra, FileExtra) or member not in extra.members():
        return None
    try:
        return read_again(extra.entry(member, id_))
    except MsgspecError:  # a list that may hold entries of others, without an id
        return None


def _alike(one: Record | None, other: Record | None) -> bool:
    """Whether two records say the same, if not at the same moment."""
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        moment = Instant("")
        return replace(one, modified=moment) == replace(other, modified=moment)
    return one == other


def _over(mine: Record | None, theirs: Record | None) -> Record | None:
    """``mine``, laid over what the other program wrote beside what we know."""
    extra = getattr(theirs, "extra", None)
    if mine is None or extra is None:
        return mine
    return cast("Record", replace(cast("Any", mine), extra=extra))


def _does(edit: Edit) -> bool:
    return edit.before is not edit.after


def _keep_what_is_needed(edits: dict[Key, Edit], here: _Records, there: _Records) -> None:
    """A text or a tag that one side deleted stays where a passage of the other needs it."""
    after = {**here, **{key: edit.after for key, edit in edits.items()}}
    for held in [one for one in after.values() if isinstance(one, Annotation)]:
        for key in (("sources", held.source), ("codebook", held.tag)):
            if after.get(key) is not None:
                continue
            if key in here:
                edits.pop(key, None)
            elif key in there:
                edits[key] = Edit(None, there[key])


def _ordered(edits: dict[Key, Edit]) -> Iterator[Edit]:
    """Texts and tags come before the passages that need them, and go after them."""
    place = {member: at for at, member in enumerate(Session.__struct_fields__)}
    by_place = sorted(edits.items(), key=lambda entry: place[entry[0][0]])
    yield from (edit for _key, edit in by_place if edit.after is not None)
    yield from (edit for _key, edit in reversed(by_place) if edit.after is None)


def _bare(held: Annotation) -> Annotation:
    """A passage without what can be joined, and without who wrote it and when."""
    return replace(
        held,
        note="",
        labels=(),
        links=(),
        created=Instant(""),
        modified=Instant(""),
        creator=PersonId(""),
        suggested=None,
        extra=NO_EXTRA,
    )


def _combined(mine: Annotation, theirs: Annotation) -> Annotation:
    """One passage with the notes, labels and links of both, ours first."""
    notes = [mine.note]
    if theirs.note and theirs.note not in mine.note:
        notes.append(theirs.note)
    return replace(
        mine,
        note="\n\n".join(note for note in notes if note),
        labels=(*mine.labels, *(one for one in theirs.labels if one not in mine.labels)),
        links=(*mine.links, *(one for one in theirs.links if one not in mine.links)),
        modified=max(mine.modified, theirs.modified),
    )
