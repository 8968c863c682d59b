"""What is said of a filter that cannot find what is meant by it."""

import pytest

from desktop.listing.explanation import explain
from tests.desktop.listing.sessions import EVERY, GROUND


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tag:clam", "No tag is called “clam”. There are Claim, Quote, Opinion, Context."),
        ("port tag:", "Write behind “tag:” one of these: Claim, Quote, Opinion, Context."),
        ("tga:claim", "“tga:” is no filter. Is “tag:” meant?"),
        ("Speker:chen", "“Speker:” is no filter. Is “speaker:” meant?"),
        ("speaker:cheen", "No passage listed here has a speaker called “cheen”."),
        ("source:s9", "No article is called “s9”. There are S1, S2."),
        ("grade:g", "“g” is no grade of this kind. Write A, B, C, D, E, F."),
        ("credibility:b", "“b” is no grade of this kind. Write 1, 2, 3, 4, 5, 6."),
        (
            "label:porst",
            "No passage listed here has the label “porst”. There are Ports, style.",
        ),
    ],
)
def test_a_typing_error_is_named_with_what_may_be_written(typed: str, said: str) -> None:
    assert explain(typed, GROUND, EVERY) == said


def test_a_state_that_there_is_not_is_explained_with_those_that_there_are() -> None:
    said = explain("is:noted", GROUND, EVERY)
    assert said.startswith("“noted” is nothing a passage can have. Write note (has a note), ")


@pytest.mark.parametrize(
    "typed",
    [
        *("", "words", "tag:claim", "tag:cl", 'speaker:"chen wu"', "speaker:", "label:", "note:"),
        *("is:note", "note:nothing", "10:30", "https://example.org", "grade:b tag:context"),
        "source:s2 fair",
    ],
)
def test_what_can_find_something_is_not_explained(typed: str) -> None:
    assert explain(typed, GROUND, EVERY) == ""


def test_without_any_label_none_is_offered() -> None:
    assert explain("label:x", GROUND, ()) == "No passage listed here has a label."
