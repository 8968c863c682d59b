"""Every version of a mapping says what it said, whatever came after it."""

from collections.abc import Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.versions import Draft, Versions

Pair = tuple[Mapping[int, int], dict[int, int]]
Steps = list[list[tuple[int, int | None]]]
STEPS = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 99) | st.none()), max_size=4), max_size=12
)


def taken(start: dict[int, int], steps: Steps) -> list[Pair]:
    """Each version of ``start`` after each step, beside a dict that was copied for it."""
    version: Mapping[int, int] = start
    plain = dict(start)
    found: list[Pair] = [(version, plain)]
    for step in steps:
        draft, plain = Draft(version), dict(plain)
        for key, value in step:
            if value is not None:
                draft.put(key, value)
                plain[key] = value
            elif key in plain:
                draft.drop(key)
                del plain[key]
        assert list(draft.values()) == list(plain.values())
        version = draft.done()
        found.append((version, plain))
    return found


@given(STEPS, st.randoms(use_true_random=False))
def test_every_version_stays_as_it_was_made(steps: Steps, chance: Random) -> None:
    made = taken({1: 10, 2: 20, 3: 30}, steps)
    chance.shuffle(made)
    for version, plain in made * 2:
        assert version == plain
        assert list(version) == list(plain)


def test_what_a_version_was_made_of_is_not_written_to() -> None:
    start = {1: 10}
    draft = Draft(start)
    draft.put(2, 20)
    assert draft.done() == {1: 10, 2: 20}
    assert start == {1: 10}


def test_a_changed_entry_keeps_its_place_and_a_new_one_comes_last() -> None:
    draft = Draft(Versions({1: 10, 2: 20}))
    draft.put(3, 30)
    draft.put(1, 11)
    assert list(draft.done().items()) == [(1, 11), (2, 20), (3, 30)]


def test_nothing_written_is_no_new_version() -> None:
    start = Versions({1: 10})
    assert Draft(start).done() is start


def test_two_next_versions_of_one_know_nothing_of_each_other() -> None:
    start = Versions({1: 10})
    one, other = start.next({2: 20}), start.next({2: 21, 3: 31})
    assert (one, other, start) == ({1: 10, 2: 20}, {1: 10, 2: 21, 3: 31}, {1: 10})


def test_the_newest_version_is_not_copied() -> None:
    held = {number: number for number in range(1, 9)}
    version = Versions(held)
    for number in range(9, 19):
        version = version.next({number: number})
    assert version == held
    held[99] = 99
    assert version[99] == 99
