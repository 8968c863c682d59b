"""The article on the screen: what is painted, what the caret and the mouse are over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor, QTextLayout
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Speaker
from desktop.model.source import Block, BlockKind, Front, Source
from desktop.ui.look.theme import Theme, ThemeChoice
from desktop.ui.reader.view import Reader
from resources.palette import TAGS, roles
from resources.palette import Theme as ThemeName
from tests.desktop.ui.articles import HARBOUR, laid_out, passage, session, source
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key

THEMES: tuple[ThemeName, ...] = ("light", "dark")


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """The article about the harbour is open, and nothing is tagged."""
    hands.open(session(source(*HARBOUR)), tmp_path)
    return hands


def colours_at(hands: Hands, words: str) -> set[str]:
    """The colours of the column of pixels through the first letter of these words."""
    place = hands.place_of(hands.source.text.index(words))
    image = hands.reader.viewport().grab().toImage()
    rows = range(place.y() - 14, place.y() + 22)
    return {image.pixelColor(place.x() + 2, y).name().upper() for y in rows}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tag", TAGS)
def test_a_passage_has_its_tint_behind_the_words_and_its_bar_below(
    reading: Hands, tmp_path: Path, tag: str, theme: ThemeName
) -> None:
    article = source(*HARBOUR)
    reading.open(session(article, passages=[passage(article, "Halvec", tag=tag)]), tmp_path)
    reading.window.theme.choose(theme)
    signs = TAGS[tag][theme]
    found = colours_at(reading, "Halvec")
    assert signs.tint in found
    if signs.pattern in ("solid", "double"):
        assert signs.bar in found
    assert signs.tint not in colours_at(reading, "Monday")
    assert roles(theme).page in colours_at(reading, "Monday")


def test_overlapping_passages_have_a_bar_each_and_the_tint_of_the_outer_one(
    reading: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    outer = passage(article, "Halvec went back to work", number=1)
    inner = passage(article, "went back", tag="quote", number=2)
    reading.open(session(article, passages=[outer, inner]), tmp_path)
    found = colours_at(reading, "went")
    assert {TAGS["claim"]["light"].bar, TAGS["quote"]["light"].bar} <= found
    assert TAGS["claim"]["light"].tint in found
    assert TAGS["quote"]["light"].tint not in found


def test_the_current_passage_comes_to_the_front(reading: Hands, tmp_path: Path) -> None:
    article = source(*HARBOUR)
    outer = passage(article, "Halvec went back to work", number=1)
    inner = passage(article, "went back", tag="quote", number=2)
    reading.open(session(article, passages=[outer, inner]), tmp_path)
    reading.click("went")
    assert reading.current == "went back"
    assert TAGS["quote"]["light"].tint in colours_at(reading, "went")


def test_hidden_highlights_leave_the_text_alone(reading: Hands) -> None:
    reading.tag("Halvec")
    reading.press(Key.Key_H, CTRL | SHIFT)
    assert TAGS["claim"]["light"].tint not in colours_at(reading, "Halvec")
    assert reading.window.status.hidden.isVisible()
    reading.press(Key.Key_H, CTRL | SHIFT)
    assert TAGS["claim"]["light"].tint in colours_at(reading, "Halvec")
    assert not reading.window.status.hidden.isVisible()


def test_a_passage_taken_back_leaves_no_paint(reading: Hands) -> None:
    before = colours_at(reading, "Halvec")
    reading.tag("Halvec")
    reading.press(Key.Key_Z, CTRL)
    assert reading.reader.textCursor().selectedText() == "Halvec", "it shows where it was"
    reading.press(Key.Key_Escape)
    assert colours_at(reading, "Halvec") == before


def test_a_note_and_a_speaker_stand_in_the_margin(reading: Hands) -> None:
    held = reading.tag("Halvec")
    margin = reading.place_of(0).x() + 600
    before = reading.reader.viewport().grab().copy(margin, 0, 200, 400).toImage()
    reading.window.workspace.set_speaker(held.id, Speaker("Neda Tarvell"))
    assert reading.reader.viewport().grab().copy(margin, 0, 200, 400).toImage() != before


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (0, "The harbour pilots of Halvec went back to work on Monday."),
        (20, "The harbour pilots of Halvec went back to work on Monday."),
        (58, "Nobody had told the crane operators that the strike was over."),
        (119, "Nobody had told the crane operators that the strike was over."),
    ],
)
def test_the_sentence_at_the_caret_is_the_one_around_it(
    reading: Hands, at: int, sentence: str
) -> None:
    cursor = reading.reader.textCursor()
    cursor.setPosition(at)
    reading.reader.setTextCursor(cursor)
    (found,) = reading.reader.sentence_at_caret()
    assert reading.source.text[found.start : found.end].strip() == sentence


def test_copying_gives_the_characters_of_the_source(reading: Hands, tmp_path: Path) -> None:
    text = "a\u00a0b\u2029c\x0bd\ufffce 😀\n\n# next"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 11), Block(BlockKind.HEADING, 15, 19, 1))
    reading.open(session(laid_out(text, blocks)), tmp_path)
    reading.reader.setFocus()
    reading.press(Key.Key_A, CTRL)
    reading.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


@pytest.mark.parametrize("offset", [0, 1, 2, 3])
@pytest.mark.parametrize("shift", [1, 4])
def test_a_click_on_any_letter_of_a_passage_chooses_it(
    reading: Hands, offset: int, shift: int
) -> None:
    reading.tag("quay")
    reading.window.workspace.set_current(None)
    start = reading.source.text.index("quay") + offset
    width = reading.place_of(start + 1).x() - reading.place_of(start).x()
    reading.click_beside(start, (width - 2) * (shift - 1) // 3)
    assert reading.current == "quay"


@pytest.mark.parametrize("words", ["leased a", ",” Neda"])
def test_a_click_beside_a_passage_chooses_none(reading: Hands, words: str) -> None:
    reading.tag("quay")
    reading.click(words)
    assert reading.current == ""


def test_an_article_without_blocks_is_an_empty_page(reading: Hands, tmp_path: Path) -> None:
    reading.open(session(laid_out(" \n", ())), tmp_path)
    reading.window.grab()
    reading.press(Key.Key_1, on=reading.reader)
    assert reading.tagged() == []


def test_the_caret_tells_its_paragraph(reading: Hands) -> None:
    reading.click("surrender")
    assert reading.window.status.paragraph.text() == "¶ 3 of 4"


def test_digits_are_told_by_the_place_of_their_key(application: QApplication) -> None:
    reader = Reader(Theme("light"))
    heard: list[tuple[int, bool]] = []
    reader.tag_key.connect(lambda digit, shifted: heard.append((digit, shifted)))
    none = Qt.KeyboardModifier.NoModifier
    kind = QEvent.Type.KeyPress
    for code, key, text in ((10, Key.Key_Ampersand, "&"), (12, Key.Key_QuoteDbl, '"')):
        event = QKeyEvent(kind, key.value, none, code, 0, 0, text)
        QApplication.sendEvent(reader, event)
    assert heard == [(1, False), (3, False)]


@pytest.mark.parametrize("choice", THEMES)
def test_the_page_has_the_colour_of_the_theme(reading: Hands, choice: ThemeChoice) -> None:
    reading.window.theme.choose(choice)
    image = reading.reader.viewport().grab().toImage()
    assert image.pixelColor(4, 4).name().upper() == roles(reading.window.theme.name).page


def test_zoom_makes_the_letters_larger_and_keeps_the_place(reading: Hands, tmp_path: Path) -> None:
    article = source(*(HARBOUR * 12))
    reading.open(session(article), tmp_path)
    bar = reading.reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = reading.reader.visible_part()[0]
    reading.press(Key.Key_Plus, CTRL)
    assert reading.window.theme.zoom == 1.1
    assert reading.reader.document().defaultFont().pixelSize() == 19
    assert abs(reading.reader.visible_part()[0] - first) < 200
    reading.press(Key.Key_0, CTRL)
    assert reading.reader.document().defaultFont().pixelSize() == 17


def test_zooming_at_the_top_keeps_the_title_in_sight(reading: Hands) -> None:
    for _ in range(5):
        reading.press(Key.Key_Plus, CTRL)
    assert reading.reader.verticalScrollBar().value() == 0


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (700, 600)])
@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_the_column_never_leaves_the_window(
    reading: Hands, size: tuple[int, int], zoom: float
) -> None:
    reading.window.resize(*size)
    reading.window.theme.set_zoom(zoom)
    QApplication.processEvents()
    reader = reading.reader
    assert reader.lineWrapColumnOrWidth() <= reader.viewport().width()
    for line in lines(reader.document().firstBlock().layout()):
        assert line <= reader.lineWrapColumnOrWidth()


def lines(layout: QTextLayout) -> list[float]:
    found = [layout.lineAt(at) for at in range(layout.lineCount())]
    return [one.x() + one.naturalTextWidth() for one in found]


def test_title_and_front_stand_above_the_text(reading: Hands, tmp_path: Path) -> None:
    plain = reading.place_of(0).y()
    front = Front(title="A harbour is not a country", author="Maren Oldacre")
    named: Source = source(*HARBOUR, front=front)
    reading.open(session(named), tmp_path)
    assert reading.place_of(0).y() > plain


def test_a_passage_out_of_sight_is_scrolled_to(reading: Hands, tmp_path: Path) -> None:
    article = source(*(HARBOUR * 12), "The very last word.")
    reading.open(session(article, passages=[passage(article, "very last")]), tmp_path)
    assert reading.reader.verticalScrollBar().value() == 0
    reading.choose_row(0)
    cursor = QTextCursor(reading.reader.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    place = reading.reader.cursorRect(cursor)
    assert reading.reader.viewport().rect().contains(place.center())
