"""A mention stands for the person the article has named in full."""

import pytest

from desktop.suggest.quotes.cues import cues
from desktop.suggest.quotes.speakers.cast import Cast
from desktop.suggest.quotes.speakers.mention import speaker_of
from tests.desktop.suggest.parses import parsed


@pytest.mark.parametrize(
    ("second", "name", "guessed"),
    [
        ("Chen said that the lock was open.", "Maria Chen", False),
        ("Mrs. Chen said that the lock was open.", "Maria Chen", False),
        ("She said that the lock was open.", "Maria Chen", True),
        ("The ministry said that the lock was open.", "The ministry", False),
    ],
)
def test_a_mention_stands_for_the_name_that_was_told_in_full(
    second: str, name: str, guessed: bool
) -> None:
    cast = Cast()
    first = parsed("Maria Chen opened the new lock on Monday.")
    cast.read(first)
    cast.close(first)
    doc = parsed(second)
    cast.read(doc)
    speaker = speaker_of(doc, next(cues(doc, [])), [])
    assert speaker is not None
    assert cast.name(doc, speaker, ()) == (name, guessed)


def test_a_last_name_that_two_people_share_stays_as_it_is() -> None:
    cast = Cast()
    cast.read(parsed("Maria Chen met Robert Chen in London on Monday."))
    cast.read(parsed("Robert Chen left London on Tuesday."))
    doc = parsed("Chen said that the lock was open.")
    speaker = speaker_of(doc, next(cues(doc, [])), [])
    assert speaker is not None
    assert cast.name(doc, speaker, ()) == ("Chen", False)


@pytest.mark.parametrize(
    ("other", "name"),
    [("Maria Lund Chen", "Maria Lund Chen"), ("Annamaria Chen", "Chen")],
)
def test_two_names_are_one_person_where_only_a_middle_name_differs(other: str, name: str) -> None:
    cast = Cast()
    cast.read(parsed("Maria Chen opened the new lock on Monday."))
    cast.read(parsed(f"{other} left London on Tuesday."))
    doc = parsed("Chen said that the lock was open.")
    speaker = speaker_of(doc, next(cues(doc, [])), [])
    assert speaker is not None
    assert cast.name(doc, speaker, ()) == (name, False)
