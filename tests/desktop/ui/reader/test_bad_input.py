"""What no article should be like, and some are."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from desktop.model.annotation import Span
from desktop.ui.reader.painting.geometry import reach_of, stretches
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key

SENTENCE = "The harbour pilots of Halvec went back to work on Monday, e.g. Mr. Prell. "


def test_a_paragraph_of_two_hundred_thousand_characters_can_be_marked(
    hands: Hands, tmp_path: Path
) -> None:
    article = source((SENTENCE * 3000)[:200_000].rstrip())
    hands.open(session(article), tmp_path)
    hands.click("Halvec")
    hands.press(Key.Key_1)
    assert hands.current == SENTENCE.strip()
    hands.press(Key.Key_Period, CTRL | SHIFT)
    assert hands.current == SENTENCE.strip() + " The"
    hands.press(Key.Key_E)
    assert hands.reader.textCursor().selectedText() == "Halvec"
    for _ in range(2):
        hands.press(Key.Key_E)
    assert len(hands.reader.textCursor().selectedText()) == len(article.text)
    hands.press(Key.Key_2)
    assert len(hands.current) == len(article.text)
    hands.reader.viewport().grab()


def test_rectangles_are_worked_out_for_lines_and_not_for_characters(
    hands: Hands, tmp_path: Path
) -> None:
    article = source((SENTENCE * 300).rstrip())
    hands.open(session(article), tmp_path)
    block = hands.reader.document().firstBlock()
    layout, whole = block.layout(), ((0, len(article.text)),)
    assert len(stretches(layout, whole, False, reach_of(block))) == layout.lineCount()


def test_five_hundred_passages_over_one_word_show_three_and_count_the_rest(
    hands: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    held = [passage(article, Span(4, 11 + n % 3), number=n + 1) for n in range(500)]
    hands.open(session(article, passages=held), tmp_path)
    block = hands.reader.document().firstBlock()
    picture = hands.reader._page.picture(block)  # pyright: ignore[reportPrivateUsage]
    assert [count for _baseline, count in picture.more] == [497]
    hands.reader.viewport().grab()
    seen: set[str] = set()
    for _ in range(5):
        hands.click("harbour")
        current = hands.window.workspace.current
        assert current is not None
        seen.add(current.id)
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("text", "first", "last", "wanted"),
    [
        ("one \u200btwo\u200b three", 4, 9, "\u200btwo\u200b"),
        ("x cafe\u0301 y", 2, 6, "cafe\u0301"),
        ("x e\u0301\u0302 y", 3, 4, "e\u0301\u0302"),
        ("a \u2060 b", 1, 4, "\u2060"),
        ("क्षि x", 0, 1, "क्"),
    ],
)
def test_characters_without_a_width_at_the_ends_are_kept_whole(
    hands: Hands, tmp_path: Path, text: str, first: int, last: int, wanted: str
) -> None:
    hands.open(session(source(text)), tmp_path)
    cursor = hands.reader.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    hands.reader.setTextCursor(cursor)
    hands.press(Key.Key_1, on=hands.reader)
    assert hands.current == wanted
    hands.reader.viewport().grab()
    for keys in ((Key.Key_Period, CTRL | SHIFT), (Key.Key_Comma, CTRL | SHIFT)):
        hands.press(*keys, on=hands.reader)
    assert hands.window.workspace.current is not None


def test_a_selection_over_paragraphs_of_two_directions_is_one_passage_with_two_ends(
    hands: Hands, tmp_path: Path
) -> None:
    article = source("They signed on the quay.", "נדה אמרה ששום דבר לא הושכר.", "Then they left.")
    hands.open(session(article), tmp_path)
    start, end = article.text.index("quay"), article.text.index("דבר") + 3
    hands.drag_over(Span(start, end))
    hands.press(Key.Key_1)
    (held,) = hands.passages
    assert held.spans == (Span(start, end),)
    first, last = hands.reader.current_ends()
    assert first.opens
    assert not last.opens
    assert last.top > first.bottom
    middle = (hands.place_of(article.text.index("נדה")).x() + hands.place_of(end + 3).x()) / 2
    assert hands.place_of(end).x() - 20 < last.x < hands.place_of(end).x() + 20
    assert last.x != middle
