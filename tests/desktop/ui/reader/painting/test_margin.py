"""What stands beside the text grows with it, as far as the window has room."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Annotation, Speaker
from desktop.ui.look.theme import ZOOM_STEPS
from desktop.ui.reader.painting.margin import LEFT_NARROW, RIGHT, RIGHT_NARROW, margin_for
from desktop.ui.reader.painting.notes import Notes
from desktop.ui.reader.surface import PassageEnd
from resources.palette import TAGS, roles
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, NONE, Hands, Key
from tests.desktop.ui.hands import LEFT as BUTTON

MEASURE = 576
ROOMY, USUAL = (4400, 1400), (1440, 900)


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_with_room_enough_notes_are_as_large_as_the_text(zoom: float) -> None:
    margin, narrow = margin_for(zoom, 4000, MEASURE * zoom)
    assert not narrow
    assert margin.type == int(12 * zoom)
    assert margin.line == round(16 * zoom)
    assert margin.width == pytest.approx(260 * zoom, abs=1)
    assert margin is margin_for(zoom, 4200, MEASURE * zoom)[0]


@pytest.mark.parametrize("zoom", ZOOM_STEPS)
@pytest.mark.parametrize("room", [300, 620, 840, 1320, 2000, 3400])
def test_text_and_margin_fit_in_the_window(zoom: float, room: int) -> None:
    measure = MEASURE * zoom
    margin, narrow = margin_for(zoom, room, measure)
    assert margin.type >= 12
    assert narrow == (room < measure + LEFT_NARROW + RIGHT)
    if narrow:
        assert margin.right_narrow <= max(RIGHT_NARROW, room / 9 + 1)
    else:
        assert min(margin.left, LEFT_NARROW) + measure + margin.right <= room + 1


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_notes_take_the_room_at_the_right_of_a_text_that_stays_in_the_middle(zoom: float) -> None:
    measure = MEASURE * zoom
    roomy = margin_for(zoom, 4000, measure)[0]
    exactly = measure + roomy.left + roomy.right
    widths = [margin_for(zoom, exactly + more, measure)[0].width for more in (0, 100, 200, 4000)]
    assert widths == sorted(widths)
    assert widths[0] == round(118 * zoom)
    for more, width in zip((100, 200), widths[1:], strict=False):
        assert more / 2 - 8 <= width - widths[0] <= more / 2
    assert widths[-1] == pytest.approx(260 * zoom, abs=1)


def test_notes_keep_their_words_while_they_fit_at_their_smallest() -> None:
    measure = MEASURE * 2
    least = measure + LEFT_NARROW + RIGHT
    margin, narrow = margin_for(2.0, least, measure)
    assert (margin.type, narrow) == (12, False)
    assert margin_for(2.0, least - 1, measure)[1]
    assert 12 < margin_for(2.0, least + 100, measure)[0].type < 24


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """A quote with a speaker and a note, in a window with room for any zoom."""
    article = source(*HARBOUR)
    quote = replace(
        passage(article, "leased a quay", tag="quote", number=1),
        speaker=Speaker("Neda Tarvell"),
        note="Says who?",
    )
    claim = passage(article, "crane operators", number=2)
    zoom_to(hands, 1.0, ROOMY)
    hands.open(session(article, passages=[quote, claim]), tmp_path)
    return hands


def test_notes_use_the_room_that_closed_panels_leave(reading: Hands) -> None:
    zoom_to(reading, 1.0, USUAL)
    reader, window = reading.reader, reading.window
    before, text = reader.note_rect(held(reading)).width(), reader.viewport().width()
    window.actions_by_name["left"].trigger()
    window.actions_by_name["right"].trigger()
    QApplication.processEvents()
    assert reader.viewport().width() > text
    place = reader.note_rect(held(reading))
    assert place.width() >= before + 120
    assert reader.viewport().rect().contains(place)


def test_the_position_of_a_speaker_is_told_apart_from_a_note(hands: Hands) -> None:
    article = source(*HARBOUR)
    quote = replace(
        passage(article, "leased a quay", tag="quote"),
        speaker=Speaker("Neda Tarvell", "foreign minister"),
    )
    notes, margin = Notes(hands.window.theme), margin_for(1.0, 2000, MEASURE)[0]
    said = [line.text for line in notes.lines(quote, margin)]
    assert said == ["Neda Tarvell", "(foreign minister)"]
    noted = replace(quote, note="foreign minister")
    brief = [line.text for line in notes.lines(noted, margin)]
    assert brief == ["Neda Tarvell", "foreign minister"]
    assert [line.text for line in notes.whole(noted, margin, 9)] == [*said, "foreign minister"]


def zoom_to(hands: Hands, zoom: float, size: tuple[int, int]) -> None:
    hands.window.resize(*size)
    hands.window.theme.set_zoom(zoom)
    QApplication.processEvents()


def held(hands: Hands, tag: str = "quote") -> Annotation:
    return next(one for one in hands.passages if one.tag == tag)


def seen(hands: Hands) -> QImage:
    return hands.reader.viewport().grab().toImage()


def inked(image: QImage, part: QRect) -> QRect:
    """The box of everything painted on the page within a part of the view."""
    page = roles("light").page.lower()
    found = [
        QPoint(x, y)
        for x in range(max(0, part.left()), min(image.width(), part.right() + 1))
        for y in range(max(0, part.top()), min(image.height(), part.bottom() + 1))
        if image.pixelColor(x, y).name() != page
    ]
    assert found, "nothing is painted there"
    across, down = [place.x() for place in found], [place.y() for place in found]
    return QRect(QPoint(min(across), min(down)), QPoint(max(across), max(down)))


@pytest.mark.parametrize("zoom", [1.5, 2.0, 3.0])
def test_a_note_is_painted_larger_and_is_hit_where_it_is_painted(
    reading: Hands, zoom: float
) -> None:
    note = reading.reader.note_rect(held(reading))
    before = inked(seen(reading), note)
    zoom_to(reading, zoom, ROOMY)
    place = reading.reader.note_rect(held(reading))
    assert place.width() == pytest.approx(note.width() * zoom, abs=2)
    ink = inked(seen(reading), place.adjusted(0, -20, 60, 20))
    assert ink.width() == pytest.approx(before.width() * zoom, rel=0.06)
    assert ink.height() == pytest.approx(before.height() * zoom, rel=0.12)
    for corner in (ink.topLeft(), ink.topRight(), ink.bottomLeft(), ink.bottomRight()):
        assert reading.reader.note_at(corner) == held(reading)
    QTest.mouseClick(reading.reader.viewport(), BUTTON, NONE, ink.bottomRight())
    assert reading.current == "leased a quay"


def test_tracks_and_bars_grow_thicker(reading: Hands) -> None:
    def thickness() -> tuple[int, int]:
        image, reader = seen(reading), reading.reader
        bar = TAGS["claim"]["light"].bar.lower()
        place = reading.place_of(reading.source.text.index("crane") + 2)
        down = range(place.y(), min(image.height(), place.y() + 80))
        along = range(reader.note_rect(held(reading)).left() - 200, image.width())
        below = sum(image.pixelColor(place.x(), y).name() == bar for y in down)
        beside = sum(image.pixelColor(x, place.y()).name() == bar for x in along)
        return below, beside

    assert thickness() == (2, 2)
    zoom_to(reading, 2.0, ROOMY)
    assert thickness() == (4, 4)


@pytest.mark.parametrize("zoom", [1.5, 2.0, 3.0])
def test_beside_a_narrow_column_a_note_is_its_mark_which_still_can_be_clicked(
    reading: Hands, zoom: float
) -> None:
    zoom_to(reading, zoom, USUAL)
    reader = reading.reader
    assert not reader.notes_shown
    place = reader.note_rect(held(reading))
    assert place.width() == place.height() > 16
    assert place.right() <= reader.viewport().width()
    assert inked(seen(reading), place).width() >= 10
    assert reader.note_at(place.center()) == held(reading)


def grown_ring(hands: Hands, opens: bool) -> PassageEnd:
    return next(end for end in hands.reader.current_ends() if end.opens is opens)


@pytest.mark.parametrize("zoom", [1.0, 2.0, 3.0])
def test_rings_are_painted_and_taken_at_the_size_of_the_text(reading: Hands, zoom: float) -> None:
    zoom_to(reading, zoom, ROOMY)
    reading.click("crane operators")
    end = grown_ring(reading, True)
    across = inked(seen(reading), QRect(end.x - 30, end.top, 30, 1))
    assert end.x - across.left() == pytest.approx((4 + 1.75 / 2) * zoom, abs=1.5)
    far = QPoint(end.x - round(8 * zoom), end.top - round(12 * zoom))
    taken = reading.reader.handles.ring_at(far)
    assert taken is not None
    assert taken.opens
    assert reading.reader.handles.ring_at(far - QPoint(2, 0)) is None


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_at_any_zoom_a_selection_can_begin_on_the_first_letter_of_the_current_passage(
    reading: Hands, zoom: float
) -> None:
    zoom_to(reading, zoom, ROOMY)
    reading.click("crane operators")
    reading.drag("crane")
    assert reading.reader.textCursor().selectedText() == "crane"


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_note_is_written_in_the_type_of_the_margin(reading: Hands, zoom: float) -> None:
    zoom_to(reading, zoom, ROOMY)
    reading.click("leased a quay")
    reading.press(Key.Key_N, on=reading.reader)
    editor = reading.reader.note_editor
    assert editor is not None
    assert editor.field.font().pixelSize() == 12 * zoom
    assert reading.reader.viewport().rect().contains(editor.geometry())
    assert editor.field.document().size().height() * 16 * zoom <= editor.height()
    zoom_to(reading, 1.5, ROOMY)
    assert editor.isVisible()
    assert editor.field.font().pixelSize() == 18


def test_a_note_being_written_is_kept_when_the_text_grows_over_its_place(reading: Hands) -> None:
    zoom_to(reading, 1.0, (1600, 900))
    reading.click("leased a quay")
    reading.press(Key.Key_N, on=reading.reader)
    reading.type(" She does.")
    editor = reading.reader.note_editor
    assert editor is not None
    for _ in range(3):
        reading.press(Key.Key_Plus, CTRL, on=reading.reader)
    assert not reading.reader.notes_shown
    assert not editor.isVisible()
    assert held(reading).note == "Says who? She does."


def test_the_mouse_over_a_grown_note_shows_that_it_can_be_clicked(reading: Hands) -> None:
    zoom_to(reading, 3.0, ROOMY)
    view = reading.reader.viewport()
    place = reading.reader.note_rect(held(reading))
    QTest.mouseMove(view, place.bottomRight() - QPoint(8, 8))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert reading.reader.hovered_passage == held(reading).id
