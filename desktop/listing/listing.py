"""The rows of the list: headings and passages, grouped, sorted, filtered, folded."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from desktop.listing.facets import NOBODY_YET, Facet, Ground
from desktop.listing.folding import fold
from desktop.listing.query import Conditions
from desktop.listing.sieve import Sieve
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId, SourceId
from desktop.settings import Grouping

FACETS: dict[Grouping, Facet] = {
    "order": Facet.SOURCE,
    "tag": Facet.TAG,
    "speaker": Facet.SPEAKER,
    "source": Facet.SOURCE,
}
"""Of each grouping. ``order``: the articles as the session has them; ``source``: the most reliable
ones first."""
Key = tuple[int, int, int, AnnotationId]
"""Place of the article, start, end below zero, id: sorts passages by start, the longest first."""


class Step(Struct, frozen=True):
    """What happened to the rows: ``count`` of them came, went or look different from ``row`` on."""

    kind: Literal["came", "went", "differs"]
    row: int
    count: int = 1


class Heading(Struct, frozen=True):
    """The row above a group. ``value`` is the facet's value that the group shares."""

    value: str
    title: str
    count: int
    folded: bool


class _Group:
    __slots__ = ("folded", "keys", "order", "value")

    def __init__(self, value: str, order: tuple[Any, ...], folded: bool) -> None:
        self.value, self.order, self.folded = value, order, folded
        self.keys: list[Key] = []

    @property
    def rows(self) -> int:
        return 1 if self.folded else 1 + len(self.keys)


class Listing:
    """Rows by number, from 0. One passage costs a search by halves and a look at the groups."""

    def __init__(self) -> None:
        self.ground = Ground({}, ())
        self.grouping: Grouping = "order"
        self._held: dict[AnnotationId, Annotation] = {}
        self._keys: list[Key] = []
        self._groups: list[_Group] = []
        self._by_value: dict[str, _Group] = {}
        self._starts: list[int] | None = None
        self._folded: set[tuple[str, str]] = set()
        self.sieve = Sieve(self.ground, self._held)

    def show(self, ground: Ground, held: Iterable[Annotation]) -> None:
        """Other passages; grouping, filter and folded groups stay."""
        conditions, spared = self.sieve.conditions, self.sieve.spared
        self.ground = ground
        self._held = {one.id: one for one in held}
        self._keys = sorted(map(self._key, self._held.values()))
        self.sieve = Sieve(ground, self._held)
        self.sieve.ask(conditions)
        self.sieve.spare(spared)
        self._arrange()

    def forget(self) -> None:
        """Another session follows: nothing is folded or filtered any more."""
        self._folded.clear()
        self.sieve = Sieve(self.ground, self._held)

    def group_by(self, grouping: Grouping) -> None:
        """Other headings over the same passages."""
        self.grouping = grouping
        self._arrange()

    def ask(self, conditions: Conditions) -> None:
        """Another filter; what the one before spared is no longer."""
        self.sieve.spare(frozenset())
        self.sieve.ask(conditions)
        self._arrange()

    # Rows

    def __len__(self) -> int:
        """The number of rows."""
        starts = self._row_starts()
        return starts[-1] + self._groups[-1].rows if starts else 0

    @property
    def total(self) -> int:
        """How many passages there are, whatever the filter hides."""
        return len(self._keys)

    @property
    def fitting(self) -> int:
        """How many passages fit the filter, folded ones too."""
        return sum(len(group.keys) for group in self._groups)

    def at(self, row: int) -> Annotation | None:
        """The passage of a row, none for a heading."""
        place = bisect_right(self._row_starts(), row) - 1
        offset = row - self._row_starts()[place]
        return self._held[self._groups[place].keys[offset - 1][3]] if offset else None

    def heading(self, row: int) -> Heading | None:
        """The heading in a row, none for a passage."""
        if not self.is_heading(row):
            return None
        group = self._groups[bisect_left(self._row_starts(), row)]
        title = self.ground.title(FACETS[self.grouping], group.value)
        return Heading(group.value, title, len(group.keys), group.folded)

    def is_heading(self, row: int) -> bool:
        """Whether a row is a heading."""
        starts = self._row_starts()
        place = bisect_left(starts, row)
        return place < len(starts) and starts[place] == row

    def heading_of(self, row: int) -> int:
        """The row of the heading above a row, or the row itself where it is one."""
        return self._row_starts()[bisect_right(self._row_starts(), row) - 1]

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return list(self._row_starts())

    def row(self, id_: AnnotationId) -> int:
        """The row of a passage; -1 where it is hidden, folded away or not there."""
        held = self._held.get(id_)
        if held is None or not self.sieve.fits(held):
            return -1
        group = self._by_value[self._value(held)]
        if group.folded:
            return -1
        return self._first_row(group) + 1 + bisect_left(group.keys, self._key(held))

    def number(self, id_: AnnotationId) -> int:
        """Which passage of its article it is, from 1; 0 for one that is not listed."""
        held = self._held.get(id_)
        if held is None:
            return 0
        key = self._key(held)
        return bisect_left(self._keys, key) - bisect_left(self._keys, key[:1]) + 1

    def passages(self) -> list[Annotation]:
        """The passages that have a row, from the top."""
        return [
            self._held[key[3]] for group in self._groups if not group.folded for key in group.keys
        ]

    def hidden(self, id_: AnnotationId) -> bool:
        """Whether the filter hides a passage that would be listed."""
        held = self._held.get(id_)
        return held is not None and not self.sieve.fits(held)

    def spare(self, ids: Iterable[AnnotationId]) -> None:
        """Keep these passages listed from now on, also those yet to come, whatever is filtered."""
        self.sieve.spare(self.sieve.spared.union(ids))

    def release(self, id_: AnnotationId) -> list[Step]:
        """A passage that was spared goes, if the filter hides it."""
        held = self._held.get(id_)
        spared = self.sieve.spared
        self.sieve.spare(spared - {id_})
        if held is None or id_ not in spared or self.sieve.fits(held):
            return []
        self.sieve.spare(spared)
        steps = self.take(held)
        self.sieve.spare(spared - {id_})
        return steps + self.put(held)

    def fold_of(self, id_: AnnotationId) -> str | None:
        """The value of the folded group that hides a passage; none where it is not folded away."""
        held = self._held.get(id_)
        if held is None or not self.sieve.fits(held):
            return None
        group = self._by_value[self._value(held)]
        return group.value if group.folded else None

    # Changes

    def fold(self, value: str, folded: bool) -> list[Step]:
        """Fold a group away or show it again."""
        group = self._by_value.get(value)
        if group is None or group.folded == folded:
            return []
        self._folded ^= {(self.grouping, value)}
        group.folded = folded
        row = self._first_row(group)
        self._starts = None
        kind: Literal["came", "went"] = "went" if folded else "came"
        return [Step("differs", row), Step(kind, row + 1, len(group.keys))]

    def change(self, before: Annotation, after: Annotation) -> list[Step] | None:
        """A passage that stays in its row, or outside the list; none where it has to move."""
        if self._key(before) != self._key(after) or self._value(before) != self._value(after):
            return None
        old = self._held.get(before.id)
        if old is None:
            return None
        listed = self.sieve.fits(old)
        self._held[after.id] = after
        self.sieve.learn(old, after)
        if self.sieve.fits(after) != listed:
            self._held[old.id] = old
            self.sieve.learn(after, old)
            return None
        row = self.row(after.id)
        return [Step("differs", row)] if row >= 0 else []

    def take(self, held: Annotation) -> list[Step]:
        """A passage goes."""
        old = self._held.get(held.id)
        if old is None:
            return []
        key, listed = self._key(old), self.sieve.fits(old)
        self.sieve.learn(old, None)
        del self._held[old.id], self._keys[bisect_left(self._keys, key)]
        if not listed:
            return []
        group = self._by_value[self._value(old)]
        row, at = self._first_row(group), bisect_left(group.keys, key)
        rows = group.rows
        del group.keys[at]
        self._starts = None
        if not group.keys:
            self._groups.remove(group)
            del self._by_value[group.value]
            return [Step("went", row, rows)]
        return [Step("differs", row), *([] if group.folded else [Step("went", row + 1 + at)])]

    def point(self, id_: AnnotationId, by: int) -> list[Step]:
        """So many more links point at a passage, which may be one that is not listed."""
        held = self._held.get(id_)
        steps = self.take(held) if held is not None else []
        self.ground.pointed[id_] += by
        return steps + (self.put(held) if held is not None else [])

    def put(self, held: Annotation) -> list[Step]:
        """A passage comes."""
        key = self._key(held)
        self._held[held.id] = held
        insort(self._keys, key)
        self.sieve.learn(None, held)
        if not self.sieve.fits(held):
            return []
        value = self._value(held)
        group = self._by_value.get(value)
        new = group is None
        if group is None:
            group = self._new_group(value)
            insort(self._groups, group, key=_order)
        at = bisect_left(group.keys, key)
        group.keys.insert(at, key)
        self._starts = None
        row = self._first_row(group)
        if new:
            return [Step("came", row, group.rows)]
        return [Step("differs", row), *([] if group.folded else [Step("came", row + 1 + at)])]

    # Inside

    def _arrange(self) -> None:
        self._groups, self._by_value, self._starts = [], {}, None
        keys = self._keys
        if self.sieve.conditions.active:
            fitting = set(self.sieve.fitting())
            keys = [key for key in keys if key[3] in fitting]
        if FACETS[self.grouping] is Facet.SOURCE:
            start = 0
            while start < len(keys):  # they are sorted by article already
                end = bisect_left(keys, (keys[start][0] + 1,), start)
                self._new_group(self._held[keys[start][3]].source).keys = keys[start:end]
                start = end
        else:
            for key in keys:
                value = self._value(self._held[key[3]])
                group = self._by_value.get(value) or self._new_group(value)
                group.keys.append(key)
        self._groups = sorted(self._by_value.values(), key=_order)

    def _new_group(self, value: str) -> _Group:
        folded = (self.grouping, value) in self._folded
        group = self._by_value[value] = _Group(value, self._order_of(value), folded)
        return group

    def _order_of(self, value: str) -> tuple[Any, ...]:
        ground = self.ground
        if self.grouping == "tag":
            return (ground.tags[value][1],)
        if self.grouping == "speaker":
            return (value.strip() == "", value == NOBODY_YET, fold(value), value)
        source = ground.sources[SourceId(value)]
        if self.grouping == "order":
            return (ground.position[source.id],)
        return (source.grade.reliability or "F", fold(source.title), ground.position[source.id])

    def _value(self, held: Annotation) -> str:
        return self.ground.values(FACETS[self.grouping], held)[0]

    def _key(self, held: Annotation) -> Key:
        spans = held.spans
        return self.ground.position[held.source], spans[0].start, -spans[-1].end, held.id

    def _first_row(self, group: _Group) -> int:
        place = bisect_left(self._groups, group.order, key=_order)
        return self._row_starts()[place]

    def _row_starts(self) -> list[int]:
        """The row of each group's heading, worked out when rows have come or gone."""
        if self._starts is None:
            row = 0
            self._starts = []
            for group in self._groups:
                self._starts.append(row)
                row += group.rows
        return self._starts


def _order(group: _Group) -> tuple[Any, ...]:
    return group.order
