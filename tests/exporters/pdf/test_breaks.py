"""Ragged lines: none of them ends a paragraph with a lone word if that can be helped."""

from hypothesis import given
from hypothesis import strategies as st

from exporters.pdf.typesetting.fonts import READING
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style

STYLE = Style(READING, 10.0, 15.0, "#000000")
SETTER = Typesetter()
WORDS = "a ship is due at the quay before noon and nobody knows whose ministerially".split()


def lines(text: str, measure: float, rtl: bool = False) -> list[str]:
    return [text[one.start : one.end] for one in SETTER.lines(text, STYLE, measure, rtl)]


def width(text: str) -> float:
    return SETTER.line(text, STYLE).width


def until_alone(words: list[str], measure: float) -> list[str]:
    """The fewest words whose last one would stand alone if lines were only filled."""
    for count in range(3, len(words)):
        filled = ""
        breaks = 0
        for word in words[:count]:
            if filled and width(f"{filled} {word}") > measure:
                breaks, filled = breaks + 1, word
            else:
                filled = f"{filled} {word}".strip()
        if breaks and filled == words[count - 1]:
            return words[:count]
    raise AssertionError("no text ends in a lone word")


def test_a_lone_last_word_gets_company() -> None:
    words = until_alone(["harbours"] * 40, 200)
    *_, before, last = lines(" ".join(words), 200)
    assert last == "harbours harbours"
    assert before.startswith("harbours harbours")


def test_a_long_last_word_gets_company_too() -> None:
    text = "The ministry said so again and again, it said, unquestionably"
    measure = width("The ministry said so again and again, it said,") + 5
    assert lines(text, measure)[-1] == "said, unquestionably"


def test_the_end_of_a_word_with_a_hyphen_is_not_left_alone() -> None:
    text = "The pilots of the channel have asked for deep-water"
    measure = width("The pilots of the channel have asked for deep-") + 2
    assert lines(text, measure) == ["The pilots of the channel have asked ", "for deep-water"]


def test_right_to_left_lines_get_company_too() -> None:
    words = "ספינה תגיע מחר"
    text = f"{words} {words} {words} {words}"
    for measure in range(60, 160, 3):
        *_, last = lines(text, measure, rtl=True)
        assert len(last.split()) > 1 or len(lines(text, measure, rtl=True)) == 1


def test_a_line_of_two_words_is_not_robbed() -> None:
    measure = width("Ports ministry") + 3
    assert lines("Ports ministry staff", measure) == ["Ports ministry ", "staff"]
    measure = width("Ports unquestionably") + 3
    text = "unquestionably ports staff"
    assert lines(text, measure) == ["unquestionably ports ", "staff"]


@given(st.lists(st.sampled_from(WORDS), min_size=12, max_size=40), st.floats(120, 400))
def test_no_text_of_usual_words_ends_in_a_lone_one(words: list[str], measure: float) -> None:
    text = " ".join(words)
    found = lines(text, measure)
    assert " ".join(line.strip() for line in found) == text
    assert all(width(line.strip()) <= measure + 0.01 for line in found)
    if len(found) > 1 and len(found[-1].split()) == 1:
        moved = f"{found[-2].split()[-1]} {found[-1]}"
        kept = width(found[-2].strip()) - width(found[-2].split()[-1])
        assert width(moved) > measure or kept < 0.55 * measure or len(found[-2].split()) < 3
