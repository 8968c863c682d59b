"""Words that say so are seen where they say so, and read with who speaks."""

from typing import TYPE_CHECKING

import pytest

from desktop.suggest.cast import Cast
from desktop.suggest.cues import Cue, cues
from desktop.suggest.language import pipeline
from desktop.suggest.marks import quotations
from desktop.suggest.speakers import speaker_of
from desktop.suggest.tokens import marked_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parsed(words: str) -> "Doc":
    model = pipeline()
    assert model is not None
    return model(words)


def found(words: str) -> list[Cue]:
    doc = parsed(words)
    return list(cues(doc, marked_tokens(doc, quotations(words))))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The minister told reporters that the road would close.", ["tell"]),
        ("According to the office, traffic will rise.", ["according"]),
        ("The mayor had one answer: the road would close.", ["answer", "colon"]),
        ("The claim that the dam broke was wrong.", ["claim"]),
        ("The road closed on Monday.", []),
    ],
)
def test_verbs_nouns_colons_and_according_to_are_cues(words: str, names: list[str]) -> None:
    assert [one.name for one in found(words)] == names


def test_a_cue_inside_a_quotation_is_part_of_it() -> None:
    assert [one.name for one in found("“They said it was over,” Chen told us.")] == ["tell"]


@pytest.mark.parametrize(
    ("words", "mention"),
    [
        ("The minister told reporters that the road would close.", "The minister"),
        ("I was told by Tom Baker that the pumps had failed.", "Tom Baker"),
        ("According to the harbour office, traffic will rise.", "the harbour office"),
        ("“We wait,” said Maria Chen, who opened the lock.", "Maria Chen"),
        ("Three of the pilots complained that nobody came.", "Three of the pilots"),
    ],
)
def test_who_speaks_is_subject_agent_or_source(words: str, mention: str) -> None:
    doc = parsed(words)
    cue = next(cues(doc, marked_tokens(doc, quotations(words))))
    speaker = speaker_of(doc, cue, [])
    assert speaker is not None
    assert doc[slice(*speaker.mention)].text == mention


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
