"""Words that say that somebody says something are seen, and only where they do."""

import pytest

from desktop.suggest.marks import quotations
from desktop.suggest.quotes.cues import Cue, cues
from desktop.suggest.quotes.tokens import marked_tokens
from tests.desktop.suggest.parses import parsed


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
