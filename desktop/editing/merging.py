"""Two states of a session that began as one: what another program did, put into what was done here.

Three-way and by record, whatever kind it is: what only one side touched is taken from that side;
what both touched in different ways is a conflict that a person decides.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit, Record
from desktop.model.identity import Instant
from desktop.model.session import ChangeConflict, Session
from desktop.model.source import Source
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
    """``edits`` are what can be taken over at once; ``conflicts`` have to be decided."""

    edits: tuple[tuple[Key, Edit], ...]
    conflicts: tuple[Conflict, ...]


def compare(base: Session, mine: Session, theirs: Session) -> Merge:
    """What ``theirs`` has done since ``base``, seen from ``mine``.

    Raises ``ChangeConflict`` where one side has another text of an article in which the other side
    changed passages: their places could not be trusted.
    """
    before, here, there = records(base), records(mine), records(theirs)
    edits: list[tuple[Key, Edit]] = []
    conflicts: list[Conflict] = []
    for key in {**before, **here, **there}:
        b, m, t = before.get(key), here.get(key), there.get(key)
        if b == t and _said(base, key) == _said(theirs, key):
            continue
        if m == b:
            edits.append((key, Edit(m, t)))
        elif _alike(m, t) or b == t:
            edits.append((key, Edit(m, _over(m, t))))
        else:
            conflicts.append(Conflict(key, b, m, t))
    _check_texts(before, here, there)
    return Merge(tuple(edits), tuple(conflicts))


def merged(mine: Session, theirs: Session, merge: Merge, taken: Collection[Key]) -> Change | None:
    """The change that puts the other side into ``mine``, or None where that is nothing.

    ``taken`` names the conflicts in which theirs is right; in the others mine stays.
    """
    edits = dict(merge.edits)
    for conflict in merge.conflicts:
        m, t = conflict.mine, conflict.theirs
        after = t if conflict.key in taken else _over(m, t)
        edits[conflict.key] = Edit(m, after)
    _keep_what_is_needed(edits, records(mine), records(theirs))
    ordered = tuple(_ordered({key: edit for key, edit in edits.items() if _does(edit)}))
    return Change(_("Merge with the file"), ordered) if ordered else None


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


def _check_texts(before: _Records, here: _Records, there: _Records) -> None:
    for key, base in before.items():
        m, t = here.get(key), there.get(key)
        if not isinstance(base, Source) or not isinstance(m, Source) or not isinstance(t, Source):
            continue
        for one, other in ((m, there), (t, here)):
            if one.text != base.text and _touched(base, before, other):
                raise ChangeConflict("an article has another text on the other side")


def _touched(source: Source, before: _Records, after: _Records) -> bool:
    """Whether passages of a source, or its text, were changed."""
    then = {key: held for key, held in before.items() if _lies_in(held, source)}
    now = {key: held for key, held in after.items() if _lies_in(held, source)}
    text = after.get(("sources", source.id))
    return then != now or not isinstance(text, Source) or text.text != source.text


def _lies_in(held: Record, source: Source) -> bool:
    return isinstance(held, Annotation) and held.source == source.id


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
