"""A mapping whose next version costs what it changes, whatever its size."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Versions(Mapping[K, V]):
    """One version of a mapping, which never changes; ``Draft`` makes the next one of it.

    All versions share one dict, which holds the newest. An older one knows what came after it, and
    makes a dict of its own when it is asked again (H. Baker, "Shallow binding makes functional
    arrays fast", 1991). An iterator ends its life when the next version is made. No value is None.
    For one thread.
    """

    __slots__ = ("_before", "_held", "_newer")

    def __init__(self, held: dict[K, V]) -> None:
        """Takes ``held`` over: nobody else may write to it."""
        self._held: dict[K, V] | None = held
        self._newer: Versions[K, V] | None = None
        self._before: dict[K, V | None] = {}

    def __getitem__(self, key: K) -> V:
        return self._now()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._now()

    def __iter__(self) -> Iterator[K]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def __repr__(self) -> str:
        return f"Versions({self._now()!r})"

    def keys(self) -> KeysView[K]:
        """The keys, in the order in which they came; those of the dict itself are the fastest."""
        return self._now().keys()

    def values(self) -> ValuesView[V]:
        """The values, in the order of the keys."""
        return self._now().values()

    def items(self) -> ItemsView[K, V]:
        """Keys with their values, in the order of the keys."""
        return self._now().items()

    def next(self, changed: dict[K, V]) -> "Versions[K, V]":
        """The version with these entries: known keys keep their places, new ones come last."""
        held = self._now()
        before = {key: held.get(key) for key in changed}
        newer = Versions(held)
        held.update(changed)
        self._held, self._newer, self._before = None, newer, before
        return newer

    def _now(self) -> dict[K, V]:
        if self._held is None:
            self._held = self._remembered()
            self._newer, self._before = None, {}
        return self._held

    def _remembered(self) -> dict[K, V]:
        """What this version held: the newest, with the steps since then taken back."""
        steps: list[dict[K, V | None]] = []
        version: Versions[K, V] = self
        while version._held is None and version._newer is not None:
            steps.append(version._before)
            version = version._newer
        held = dict(version._now())
        for before in reversed(steps):
            for key, value in before.items():
                if value is None:
                    del held[key]
                else:
                    held[key] = value
        return held


class Draft(Generic[K, V]):
    """What the next version of a mapping is to be, while it is being written."""

    def __init__(self, start: Mapping[K, V]) -> None:
        """Leaves ``start`` as it is."""
        self._start = start
        self._changed: dict[K, V] = {}
        self._whole: dict[K, V] | None = None

    def get(self, key: K) -> V | None:
        """The value of a key as it is now, or None."""
        if self._whole is not None:
            return self._whole.get(key)
        changed = self._changed.get(key)
        return changed if changed is not None else self._start.get(key)

    def put(self, key: K, value: V) -> None:
        """Change an entry, or add one at the end."""
        (self._changed if self._whole is None else self._whole)[key] = value

    def drop(self, key: K) -> None:
        """Take an entry out. Others move up, so all are copied, once."""
        if self._whole is None:
            self._whole = {**self._start, **self._changed}
        del self._whole[key]

    def values(self) -> Iterable[V]:
        """The values as they are now."""
        whole = self._whole
        return ({**self._start, **self._changed} if whole is None else whole).values()

    def done(self) -> Mapping[K, V]:
        """The next version; where nothing was written, the one it started from."""
        if self._whole is not None:
            return Versions(self._whole)
        if not self._changed:
            return self._start
        start = self._start if isinstance(self._start, Versions) else Versions(dict(self._start))
        return start.next(self._changed)
