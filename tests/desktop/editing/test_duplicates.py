"""An article that is in the session already is found under any name."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from desktop.editing.duplicates import Duplicate, Sameness, find_duplicate
from desktop.model.identity import SourceId
from desktop.model.source import Origin
from tests.desktop.ui.articles import HARBOUR, session, source

THERE = source(*HARBOUR, id_="there")
OTHER = source("Another article altogether.", id_="other")


def test_the_same_bytes_are_found_under_another_name() -> None:
    added = source(*HARBOUR, name="copy of it.txt", id_="added")
    assert find_duplicate(session(OTHER, THERE), added) == Duplicate(
        SourceId("there"), 2, Sameness.BYTES
    )


def test_the_same_text_of_other_bytes_is_found() -> None:
    added = replace(THERE, id=SourceId("added"), origin=Origin("0" * 64, 999))
    found = find_duplicate(session(THERE), added)
    assert found == Duplicate(SourceId("there"), 1, Sameness.TEXT)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n\n", "\r\n\r\n"),
        lambda text: text + "\n\n\n",
        lambda text: "\n" * 3000 + text,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace("operators", "oper\u00adators"),
    ],
)
def test_white_space_line_ends_and_invisible_marks_make_no_difference(
    change: Callable[[str], str],
) -> None:
    added = source(change(THERE.text), id_="added")
    found = find_duplicate(session(THERE), added)
    assert found == Duplicate(SourceId("there"), 1, Sameness.WORDS)
    assert find_duplicate(session(added), THERE) is not None


@pytest.mark.parametrize(("old", "new"), [("Monday", "Tuesday"), ("twenty years.", "twenty years")])
def test_an_article_with_another_word_or_mark_is_another_one(old: str, new: str) -> None:
    added = source(THERE.text.replace(old, new), id_="added")
    assert find_duplicate(session(THERE), added) is None


def test_the_most_similar_one_is_named_and_of_equals_the_first() -> None:
    loose = source(THERE.text + "\n", id_="loose")
    again = replace(THERE, id=SourceId("again"))
    added = replace(THERE, id=SourceId("added"))
    found = find_duplicate(session(loose, THERE, again), added)
    assert found == Duplicate(SourceId("there"), 2, Sameness.BYTES)
