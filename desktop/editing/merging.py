"""Two states of a session that began as one: what another program did, put into what was done here.

Three-way and by record, whatever kind it is: what only one side touched is taken from that side;
what both touched in different ways is a conflict that a person decides.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from desktop.editing.same_texts import Sides, on_same_texts
from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit, Record
from desktop.model.identity import Instant
from desktop.model.session import Session
from desktop.store.codec.records import FileExtra, read_again

Key = tuple[str, str]
"""The member of the session a record stands in, and its id there; "" for one that stands alone."""

_Records = dict[Key, Record]


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


def merged(mine: Session, theirs: Session, merge: Merge, taken: Collection[Key]) -> Change | None:
    """The change that puts the other side into ``mine``, or None where that is nothing.

    ``taken`` names the conflicts in which theirs is right; in the others mine stays.
    """
    here = records(mine)
    edits = dict(merge.edits)
    for conflict in merge.conflicts:
        m, t = conflict.mine, conflict.theirs
        after = t if conflict.key in taken else _over(m, t)
        edits[conflict.key] = Edit(here.get(conflict.key), after)
    return changes_of(_("Merge with the file"), edits, mine, theirs)


def changes_of(title: str, edits: dict[Key, Edit], mine: Session, theirs: Session) -> Change | None:
    """One change of all ``edits`` to ``mine`` that do anything, or None where none does.

    They are put in an order in which they can be made, and what passages need is kept or taken from
    ``theirs``.
    """
    _keep_what_is_needed(edits, records(mine), records(theirs))
    ordered = tuple(_ordered({key: edit for key, edit in edits.items() if _does(edit)}))
    return Change(title, ordered) if ordered else None


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
