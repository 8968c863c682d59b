"""Large type in a small window: everything can be read, and the place is kept."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.app import build_window
from desktop.model.source import Block, BlockKind, Front, Source
from desktop.settings import load
from desktop.ui.look.theme import ZOOM_STEPS
from desktop.ui.reader.painting.header import Header
from tests.desktop.ui.articles import HARBOUR, laid_out, session, source
from tests.desktop.ui.conftest import shown
from tests.desktop.ui.hands import CTRL, Hands, Key

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"
KINDS = (
    (BlockKind.HEADING, 1, f"A heading with {LONG} in it"),
    (BlockKind.HEADING, 3, "A heading of the third level that goes on"),
    (BlockKind.LIST_ITEM, 4, "An item of the fourth level, with words of some length"),
    (BlockKind.QUOTATION, 0, f"“We have leased a quay,” said the {LONG}."),
    (BlockKind.CODE, 0, "x" * 200),
    (BlockKind.FRONT_MATTER, 0, "By Maren Oldacre, for The Meridian Review"),
    *((BlockKind.PARAGRAPH, 0, words) for words in HARBOUR * 30),
)
FRONT = Front(
    title=f"A harbour is not a country, nor a {LONG}",
    author="Maren Oldacre and Somebody Elsewhere",
    outlet="The Meridian Review",
    published="2026-11-12",
)


def every_kind() -> Source:
    text = "\n\n".join(words for _kind, _level, words in KINDS)
    blocks: list[Block] = []
    start = 0
    for kind, level, words in KINDS:
        blocks.append(Block(kind, start, start + len(words), level))
        start += len(words) + 2
    return laid_out(text, tuple(blocks), front=FRONT)


@pytest.mark.parametrize("width", [1440, 1024, 800, 640])
@pytest.mark.parametrize("zoom", [3.0, 1.5, 1.0, 0.7])
def test_every_line_lies_in_the_window(
    hands: Hands, tmp_path: Path, width: int, zoom: float
) -> None:
    hands.window.resize(width, 700)
    hands.open(session(every_kind()), tmp_path)
    hands.window.theme.set_zoom(zoom)
    QApplication.processEvents()
    assert hands.window.width() == width
    reader = hands.reader
    hands.press(Key.Key_End, CTRL, on=reader)  # Qt lays the text out as far as it is looked at
    room = reader.viewport().width()
    block = reader.document().firstBlock()
    lines = 0
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            left = layout.position().x() + line.x()
            assert left >= 0
            assert left + line.naturalTextWidth() <= room
            lines += 1
        block = block.next()
    assert lines >= len(KINDS)
    assert reader.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [1440, 1024, 640])
@pytest.mark.parametrize("zoom", [3.0, 1.0])
def test_paragraph_numbers_are_whole(hands: Hands, tmp_path: Path, width: int, zoom: float) -> None:
    hands.window.resize(width, 700)
    hands.open(session(source(*["A line."] * 1200)), tmp_path)
    hands.window.theme.set_zoom(zoom)
    QApplication.processEvents()
    start = hands.reader.document().firstBlock().layout()
    font = hands.window.theme.ui_font(12 * min(zoom, 1.5))
    wanted = QFontMetricsF(font).horizontalAdvance("1200")
    assert start.position().x() + start.lineAt(0).x() - 24 >= wanted


def test_a_title_taken_from_the_text_is_not_painted_above_it(hands: Hands) -> None:
    header = Header(hands.window.theme)
    header.show(source("A line."))
    bare = header.height(400)
    header.show(source("A line.", front=Front(title="A line, and more")))
    assert header.height(400) > bare


@pytest.mark.parametrize("zoom", [3.0, 1.0])
def test_the_title_takes_the_lines_it_needs_and_breaks_between_words(
    hands: Hands, zoom: float
) -> None:
    hands.window.theme.set_zoom(zoom)
    header = Header(hands.window.theme)
    header.show(source("A line.", front=Front(title="A harbour is not a country, ever")))
    wide, narrow = header.height(4000), header.height(round(240 * zoom))
    assert narrow - wide == round(32 * zoom)
    header.show(source("A line.", front=FRONT))
    assert header.height(240) > header.height(4000)
    header.show(source("A line.", front=Front(title=LONG)))
    image = QImage(400, 1200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    header.paint(painter, 20, 0, 300)
    painter.end()
    inked = [x for x in range(400) for y in range(0, 1200, 2) if image.pixel(x, y) != 0xFFFFFFFF]
    assert inked
    assert min(inked) > 0
    assert max(inked) <= 321


def test_the_place_being_read_stays_while_zooming(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(replace(every_kind(), front=Front(title="Harbour"))), tmp_path)
    bar = hands.reader.verticalScrollBar()
    reader = hands.reader
    reader.document().documentLayout().documentSize()  # or Qt answers with the end of the text
    bar.setValue(bar.maximum() // 2)
    line = reader.cursorRect(reader.cursorForPosition(QPoint(66, 20)))
    bar.setValue(bar.value() + line.top())  # a line that is seen whole
    at = reader.cursorForPosition(QPoint(66, 20)).position()
    keys = [Key.Key_Plus] * 7 + [Key.Key_Minus] * 9 + [Key.Key_Plus] * 3 + [Key.Key_0]
    for key in keys:
        hands.press(key, CTRL, on=reader)
        cursor = QTextCursor(reader.document())
        cursor.setPosition(at)
        assert 0 <= reader.cursorRect(cursor).top() <= 60


def test_the_title_stays_in_sight_when_zooming_at_the_top(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(every_kind()), tmp_path)
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus):
        hands.press(key, CTRL, on=hands.reader)
        assert hands.reader.verticalScrollBar().value() == 0


def test_zoom_ends_at_its_largest_and_smallest_step(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(source(*HARBOUR)), tmp_path)
    for key, last in ((Key.Key_Plus, ZOOM_STEPS[-1]), (Key.Key_Minus, ZOOM_STEPS[0])):
        for _ in range(2 * len(ZOOM_STEPS)):
            hands.press(key, CTRL, on=hands.reader)
        assert hands.window.theme.zoom == last
    assert (ZOOM_STEPS[0], ZOOM_STEPS[-1]) == (0.7, 3.0)


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFLIGHT_CONFIG", str(tmp_path / "config"))


@pytest.mark.usefixtures("own_settings", "complaints")
def test_zoom_is_remembered(application: QApplication) -> None:
    first = build_window(application)
    running = shown(first)
    next(running)
    first.theme.set_zoom(1.5)
    next(running, None)
    assert load().zoom == 1.5
    second = build_window(application)
    running = shown(second)
    next(running)
    assert second.theme.zoom == 1.5
    assert second.status.zoom.text() == "150 %"
    next(running, None)


def test_the_line_at_the_caret_stays_in_sight(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(every_kind()), tmp_path)
    reader = hands.reader
    cursor = reader.textCursor()
    cursor.setPosition(
        reader.cursorForPosition(QPoint(200, reader.viewport().height() - 40)).position()
    )
    reader.setTextCursor(cursor)
    assert reader.verticalScrollBar().value() == 0
    for step in ZOOM_STEPS:
        hands.window.theme.set_zoom(step)
        QApplication.processEvents()
        assert reader.viewport().rect().contains(reader.cursorRect().center())
