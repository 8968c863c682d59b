"""The quotation around a place: in the marks of many languages, broken, nested and going on."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.attribution import speaker_named
from desktop.editing.quotations import quotation_at
from desktop.editing.selection import is_stray
from desktop.model.source import Source
from tests.desktop.ui.articles import any_sources, source


def parts(article: Source, at: int) -> list[str]:
    """The words of the quotation at an offset."""
    return [article.text[span.start : span.end] for span in quotation_at(article, at)]


def at(text: str) -> tuple[str, int]:
    """A text and the place of ``^`` in it."""
    return text.replace("^", ""), text.index("^")


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("He said: “We ^have leased it.” Then he left.", ["“We have leased it.”"]),
        ('He said: "We ^have leased it." Then he left.', ['"We have leased it."']),
        ("He said: ^“We have leased it.”", ["“We have leased it.”"]),
        ("He said: “We have leased it.^”", ["“We have leased it.”"]),
        ("“We have leased it.”^ Then.", []),
        ("He ^said: “We have leased it.”", []),
        ("Er sagte: „Wir haben ^ihn gepachtet.“ Dann ging er.", ["„Wir haben ihn gepachtet.“"]),
        ("Er sagte: »Wir haben ^ihn gepachtet.« Dann.", ["»Wir haben ihn gepachtet.«"]),
        ("Il dit : « Nous ^l’avons loué. » Puis.", ["« Nous l’avons loué. »"]),
        ("彼は「私たちは^借りた」と言った。", ["「私たちは借りた」"]),
        ("彼は「『はい』^と言った」と述べた。", ["「『はい』と言った」"]),
        ("彼は「『は^い』と言った」と述べた。", ["「『はい』と言った」"]),
        ("She said: “He told ^us ‘no’ twice.”", ["“He told us ‘no’ twice.”"]),
        ("She said: “He told us ‘n^o’ twice.”", ["“He told us ‘no’ twice.”"]),
        ("Il dit : « Elle a dit “non” ^hier. »", ["« Elle a dit “non” hier. »"]),
        ("אמר: “חכרנו ^רציף אחד.” והלך.", ["“חכרנו רציף אחד.”"]),
    ],
)
def test_the_outermost_marks_around_the_place_count(marked: str, wanted: list[str]) -> None:
    text, offset = at(marked)
    assert parts(source(text), offset) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "“We have leased a quay,” Neda Tarvell told reporters, “and nothing else.” It is neat.",
            ["“We have leased a quay,”", "“and nothing else.”"],
        ),
        (
            '"We have leased a quay," said Mr. Tarvell, "and nothing else."',
            ['"We have leased a quay,"', '"and nothing else."'],
        ),
        (
            "„Wir haben einen Kai gepachtet“, sagte Neda Tarvell, „und sonst nichts.“",
            ["„Wir haben einen Kai gepachtet“", "„und sonst nichts.“"],
        ),
        (
            "“The board” — Ana Pires paused — “did not know.” “It did,” said Ivo Brandt.",
            ["“The board”", "“did not know.”"],
        ),
        (
            "“Did we know?” Ana Pires asked, “or,” she added, “did we not?”",
            ["“Did we know?”", "“or,”", "“did we not?”"],
        ),
    ],
)
def test_words_that_break_a_quotation_leave_it_one(text: str, wanted: list[str]) -> None:
    article = source(text)
    for part in wanted:
        assert parts(article, text.index(part) + 2) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "“The board did not know.” “It did,” said Ivo Brandt.",
        "“We did not know,” Ana Pires insisted. “You did.”",
        "They spoke of “reform”, “order”, and “progress”.",
        "He called it a “harbour” and she a “quay”.",
        "“We have leased it.” Then she left, as one does, saying “no”.",
    ],
)
def test_what_is_no_single_turn_is_not_joined(text: str) -> None:
    article = source(text)
    for offset, sign in enumerate(text):
        if sign == "“":
            assert len(parts(article, offset + 1)) == 1


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark() -> None:
    article = source(
        "“How fast it rises,” Nora Velt said. “We have seen the river fall.",
        "“Until now we have stayed under the mark.",
        "“I ask you to follow the rules.” She left.",
        "“Nobody,” he said.",
    )
    wanted = [
        "“We have seen the river fall.",
        "“Until now we have stayed under the mark.",
        "“I ask you to follow the rules.”",
    ]
    for part in wanted:
        assert parts(article, article.text.index(part) + 3) == wanted
    assert parts(article, 3) == ["“How fast it rises,”"]


def test_a_mark_that_nothing_closes_is_no_quotation() -> None:
    article = source("He said “we have leased it.", "Nobody knew.")
    assert parts(article, 12) == []


def test_very_many_marks_take_one_pass() -> None:
    article = source("“„«" * 60_000)
    assert len(quotation_at(article, 5)) <= 1


@given(any_sources(), st.integers(0, 60))
def test_parts_are_apart_in_order_and_hold_the_place(article: Source, offset: int) -> None:
    found = quotation_at(article, offset)
    assert all(one.end < other.start for one, other in pairwise(found))
    assert not found or any(span.start <= offset <= span.end for span in found)
    assert all(not is_stray(article.text[span.end - 1]) for span in found)


pieces = st.sampled_from(
    ["“", "”", "„", "«", "»", "「", "」", '"', "’", " ", ", ", ". ", "she said", "No", "x"]
)


@given(st.lists(pieces, min_size=1, max_size=30).map("".join), st.integers(0, 60))
def test_every_place_of_a_quotation_finds_all_of_it(text: str, offset: int) -> None:
    article = source("x" + text)
    found = quotation_at(article, offset)
    for span in found:
        assert quotation_at(article, span.start) == found
        assert quotation_at(article, span.end - 1) == found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We have it,” Neda Tarvell told reporters, “and nothing else.”", "Neda Tarvell"),
        ("“We have it,” said Foreign Minister Neda Tarvell.", "Neda Tarvell"),
        ("Neda Tarvell said on Monday: “We have it.”", "Neda Tarvell"),
        ("According to Ludwig van der Berg, “we have it”.", "Ludwig van der Berg"),
        ("“Did they know?” Ana Pires asked.", "Ana Pires"),
        ("„Wir haben ihn“, sagte Neda Tarvell.", "Neda Tarvell"),
        ("“We have it,” Mr. Tarvell said. Neda Tarvell leads the port.", "Neda Tarvell"),
        ("“We have it,” she told Reuters on Monday.", ""),
        ("“We have it,” J. K. Brandt told Reuters on Monday.", "J. K. Brandt"),
        ("“We have it,” she said.", ""),
        ("“We have it.” Ivo Brandt left.", ""),
        ("Nobody knew of “the quay”.", ""),
        ("“It did,” said Ivo Brandt. “We know,” Ana Pires said.", "Ivo Brandt"),
    ],
)
def test_who_is_named_beside_a_quotation_is_its_speaker(text: str, wanted: str) -> None:
    article = source(text)
    opening = min(text.find(sign) for sign in "“„" if sign in text)
    assert speaker_named(article, quotation_at(article, opening + 2)) == wanted
