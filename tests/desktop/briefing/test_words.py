"""Directions, and lines that know which of their stretches are links."""

from desktop.briefing import direction
from desktop.briefing.words import Line
from exporters.briefing import Inline


def test_direction_is_that_of_the_first_strong_character() -> None:
    assert direction("… 12 “שלום” and") == "rtl"
    assert direction("… 12 “a” שלום") == "ltr"
    assert direction("… 12 !") == "ltr"


def test_links_move_with_the_line_they_are_joined_to() -> None:
    line = Line("😀 note").join(Line("by ").add("C3", "p3").add(", ").add("¶4"))
    assert line.text == "😀 note · by C3, ¶4"
    assert line.inlines == (Inline(12, 14, "p3"),)
    assert line.text[12:14] == "C3"


def test_an_empty_line_adds_nothing() -> None:
    assert Line("a").join(Line()).text == "a"
    assert Line().join(Line("a")).text == "a"
