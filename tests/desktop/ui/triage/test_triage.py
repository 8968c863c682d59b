"""Suggestions are reviewed by keys alone, and each answer is one step of undo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.model.annotation import Span, SpeechKind
from desktop.model.codebook import CLAIM, OPINION, QUOTE
from desktop.model.suggestion import SuggestedSpeaker, Suggestion
from desktop.settings import Settings
from desktop.store.codec.proposed import with_suggestions
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.triage.bar import KeyButton
from desktop.ui.window.main_window import MainWindow
from resources.palette import Theme as ThemeName
from resources.palette import contrast, roles
from tests.desktop.ui.hands import Hands, Key, wait_for

TEXT = (
    "The harbour stood still for a day.\n\n"
    "Ada Lunn said the pumps had failed. Nobody was told.\n\n"
    "It should never happen again.\n\n"
    "The lease runs for 35 years.\n"
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


PUMPS = Suggestion(
    (at("the pumps had failed"),),
    QUOTE,
    0.95,
    "said",
    SpeechKind.INDIRECT,
    SuggestedSpeaker("Ada Lunn", at("Ada Lunn")),
    at("said"),
)
NEVER = Suggestion((at("It should never happen again."),), OPINION, 0.92, "stance")
LEASE = Suggestion((at("The lease runs for 35 years."),), CLAIM, 0.75, "stance")
VAGUE = Suggestion((at("The harbour stood still for a day."),), CLAIM, 0.5, "stance")


@pytest.fixture
def review(window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """An article with suggestions, and the review begun; the engine says what it is told to."""
    wait_for(window.workspace.opened, lambda: window.workspace.add_text(TEXT, "Harbour"))
    QApplication.processEvents()
    monkeypatch.setattr(window.suggester, "run", lambda _source: None)
    window.reader.setFocus()
    hands.press(Key.Key_F7)
    say(hands, PUMPS, NEVER, LEASE, VAGUE)
    yield hands
    window.end_suggestions()


def say(hands: Hands, *suggestions: Suggestion) -> None:
    """What the engine sends, through the signals of its window side."""
    suggester = hands.window.suggester
    suggester.found.emit(hands.source.id, suggestions)
    suggester.finished.emit(hands.source.id)
    QApplication.processEvents()


def waiting(hands: Hands) -> list[Suggestion]:
    return list(hands.window.triage.waiting)


def test_keys_decide_one_after_the_other(review: Hands) -> None:
    triage = review.window.triage
    assert triage.active
    assert waiting(review) == [PUMPS, NEVER, LEASE]
    assert triage.current is PUMPS
    assert review.window.review.bar.question.text() == "Indirect quote?"
    assert review.window.review.bar.reason.text() == "reported speech: said, speaker Ada Lunn, 0.95"
    review.press(Key.Key_A)
    assert review.tagged() == [("quote", "the pumps had failed")]
    assert triage.current is NEVER
    review.press(Key.Key_X)
    assert len(review.window.workspace.session.decisions) == 1
    review.press(Key.Key_Space)
    assert triage.current is None
    assert review.window.review.bar.question.text() == "All suggestions are decided."
    assert review.window.review.panel.tally.text() == "1 accepted · 1 rejected · 1 skipped"
    review.press(Key.Key_Escape)
    assert not triage.active
    assert not review.window.review.bar.isVisible()


def test_a_digit_accepts_as_another_tag(review: Hands) -> None:
    review.press(Key.Key_1)
    assert review.tagged() == [("claim", "the pumps had failed")]
    (held,) = review.window.workspace.session.annotations.values()
    assert held.suggested is not None
    assert held.suggested.decision == "accepted-edited"
    assert PUMPS not in waiting(review)


def test_accepting_as_another_tag_keeps_the_speaker_says_so_and_comes_back_whole(
    review: Hands,
) -> None:
    review.press(Key.Key_3)
    (held,) = review.window.workspace.session.annotations.values()
    assert (held.tag, held.speaker and held.speaker.name) == (OPINION, "Ada Lunn")
    said = review.window.status.remark.text()
    assert said == "Accepted as opinion, speaker Ada Lunn, ¶2"
    review.window.undo()
    QApplication.processEvents()
    assert not review.window.workspace.session.annotations
    assert review.window.triage.current is PUMPS
    assert PUMPS in waiting(review)


def test_words_selected_by_hand_take_the_digits_and_escape_before_the_suggestion(
    review: Hands,
) -> None:
    review.drag("The lease runs")
    review.press(Key.Key_1)
    assert review.tagged() == [("claim", "The lease runs")]
    assert review.window.triage.current is PUMPS
    assert PUMPS in waiting(review)
    review.drag("It should never")
    review.press(Key.Key_Escape)
    assert review.window.triage.active
    assert not review.reader.textCursor().hasSelection()
    review.press(Key.Key_3)
    assert ("opinion", "the pumps had failed") in review.tagged()


def test_answers_are_taken_back_one_by_one_and_undone(review: Hands) -> None:
    for key in (Key.Key_A, Key.Key_X, Key.Key_Space):
        review.press(key)
    for one in (LEASE, NEVER, PUMPS):
        review.press(Key.Key_Backspace)
        assert review.window.triage.current is one
    session = review.window.workspace.session
    assert (dict(session.annotations), dict(session.decisions)) == ({}, {})
    review.press(Key.Key_A)
    review.window.undo()
    QApplication.processEvents()
    assert waiting(review) == [PUMPS, NEVER, LEASE]


def test_the_surest_are_accepted_in_one_step(review: Hands) -> None:
    button = review.window.review.panel.sure
    assert button.text() == "Accept 2 at 0.90 or more"
    button.click()
    assert len(review.passages) == 2
    assert review.window.workspace.undo_stack.count() == 1 + before_accepting(review)
    review.window.undo()
    QApplication.processEvents()
    assert waiting(review) == [PUMPS, NEVER, LEASE]


def before_accepting(hands: Hands) -> int:
    return hands.window.workspace.undo_stack.index() - 1


def test_f8_goes_to_the_next_and_back(review: Hands) -> None:
    review.press(Key.Key_F8)
    assert review.window.triage.current is NEVER
    review.press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert review.window.triage.current is PUMPS


def test_the_slider_goes_from_few_to_many(review: Hands) -> None:
    panel = review.window.review.panel
    panel.slider.setValue(4)
    assert waiting(review) == [VAGUE, PUMPS, NEVER, LEASE]
    panel.slider.setValue(0)
    assert waiting(review) == [PUMPS]


def test_the_order_is_that_of_the_text_unless_the_surest_are_asked_for_first(
    review: Hands,
) -> None:
    panel = review.window.review.panel
    panel.slider.setValue(4)
    assert panel.order.currentText() == "In order of text"
    assert waiting(review) == [VAGUE, PUMPS, NEVER, LEASE]
    panel.order.setFocus()
    review.press(Key.Key_Down, on=panel.order)
    assert panel.order.currentText() == "Surest first"
    assert waiting(review) == [PUMPS, NEVER, LEASE, VAGUE]


def test_the_order_is_remembered(windows: Callable[[Settings], MainWindow]) -> None:
    first = windows(Settings())
    assert first.review.panel.order.currentText() == "In order of text"
    first.review.panel.order.setCurrentIndex(1)
    remembered = first._settings()  # pyright: ignore[reportPrivateUsage]
    assert remembered.surest_first
    assert windows(remembered).review.panel.order.currentText() == "Surest first"


def test_what_is_marked_by_hand_is_not_suggested_until_the_passage_goes(review: Hands) -> None:
    review.press(Key.Key_Escape)
    review.drag("It should never happen again.")
    review.press(Key.Key_1)
    review.press(Key.Key_F7)
    assert waiting(review) == [PUMPS, LEASE]
    for key in (Key.Key_X, Key.Key_X):
        review.press(key)
    assert waiting(review) == []
    review.window.workspace.delete([one.id for one in review.passages])
    QApplication.processEvents()
    assert waiting(review) == [NEVER]


def test_where_all_is_marked_deleting_lets_a_suggestion_wait(review: Hands) -> None:
    review.press(Key.Key_Escape)
    review.drag("It should never happen again.")
    review.press(Key.Key_1)
    review.window.triage.look_again()
    say(review, NEVER)
    assert waiting(review) == []
    review.window.workspace.delete([one.id for one in review.passages])
    QApplication.processEvents()
    assert waiting(review) == [NEVER]


def decide_all(hands: Hands) -> None:
    for key in (Key.Key_A, Key.Key_X, Key.Key_Space):
        hands.press(key)
    QApplication.processEvents()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_at_the_end_what_cannot_be_pressed_is_grey_and_can_be_read(
    review: Hands, theme: ThemeName
) -> None:
    review.window.theme.choose(theme)
    decide_all(review)
    bar = review.window.review.bar
    assert bar.question.text() == "All suggestions are decided."
    assert bar.reason.text() == "1 accepted · 1 rejected · 1 skipped"
    assert review.window.review.panel.sure.text() == "None at 0.90 or more"
    tags = [one for one in bar.findChildren(KeyButton) if one.objectName()]
    assert [one.isVisible() for one in tags] == [True] * 4
    for button in (bar.accept, bar.reject, bar.skip, *tags):
        assert not button.isEnabled()
        assert 3 < strongest(button, theme) < 5.5, button.accessibleName()
    for button in (bar.back, bar.end):
        assert button.isEnabled()
        assert strongest(button, theme) > 8


def strongest(button: KeyButton, theme: ThemeName) -> float:
    """The contrast of what stands out most in a button from the bar behind it."""
    image = button.grab().toImage()
    inside = {
        image.pixelColor(x, y).name()
        for x in range(8, image.width() - 8)
        for y in range(6, image.height() - 6)
    }
    return max(contrast(color, roles(theme).chrome) for color in inside)


def test_nothing_can_be_taken_back_before_the_first_answer(review: Hands) -> None:
    bar = review.window.review.bar
    assert not bar.back.isEnabled()
    review.press(Key.Key_X)
    assert bar.back.isEnabled()
    review.press(Key.Key_Backspace)
    assert not bar.back.isEnabled()


def test_the_bar_says_why_there_is_nothing_to_decide(review: Hands) -> None:
    bar, panel = review.window.review.bar, review.window.review.panel
    review.window.triage.look_again()
    QApplication.processEvents()
    assert bar.question.text() == panel.empty.text() == "Looking for suggestions…"
    say(review)
    assert bar.question.text() == panel.empty.text()
    assert bar.question.text().startswith("Nothing to suggest here.")
    assert bar.reason.text() == ""


@pytest.mark.parametrize("by", ["Escape", "Done"])
def test_done_brings_the_passages_back_and_the_boxes_go(review: Hands, by: str) -> None:
    boxed = picture(review)
    if by == "Done":
        review.push(review.window.review.bar.end)
    else:
        review.press(Key.Key_Escape)
    window = review.window
    assert not window.head.suggestions.isChecked()
    assert window.panel.isVisible()
    assert not window.review.panel.isVisible()
    assert review.reader.outlines is None
    assert picture(review) != boxed
    assert review.reader.hasFocus()
    review.press(Key.Key_F7)
    assert window.head.suggestions.isChecked()
    assert review.reader.outlines is not None


def test_the_passages_come_back_after_every_suggestion_is_decided(review: Hands) -> None:
    decide_all(review)
    review.press(Key.Key_Escape)
    assert review.window.panel.isVisible()
    assert not review.window.review.panel.isVisible()


def test_what_was_decided_last_is_first_among_the_decided(review: Hands) -> None:
    review.press(Key.Key_F8)
    review.press(Key.Key_A)  # NEVER
    review.press(Key.Key_X)  # LEASE
    review.press(Key.Key_A)  # PUMPS
    entries = review.window.review.panel.decided.entries
    shown = [entries.row_at(place) for place in range(entries.rowCount())]
    assert [row.suggestion for row in shown] == [PUMPS, LEASE, NEVER]
    assert [row.answer for row in shown] == ["accepted", "rejected", "accepted"]


def test_after_the_review_the_caret_is_where_it_ended(review: Hands) -> None:
    review.press(Key.Key_Space)
    assert review.window.triage.current is NEVER
    review.press(Key.Key_Escape)
    assert review.reader.caret() == NEVER.start


def test_rejected_ones_stay_away_in_the_next_session_and_run(review: Hands, tmp_path: Path) -> None:
    review.press(Key.Key_X)
    path = tmp_path / "a.brief.json"
    save_session(path, review.window.workspace.session)
    (decision,) = open_session(path).session.decisions.values()
    assert decision.spans == PUMPS.spans
    review.window.triage.look_again()
    say(review, PUMPS, NEVER)
    assert waiting(review) == [NEVER]


def test_suggestions_are_outlined_while_their_tab_is_open(review: Hands) -> None:
    review.press(Key.Key_Escape)
    review.window.head.suggestions.setChecked(True)
    with_boxes = picture(review)
    assert review.window.status.waiting.text() == "3 suggestions waiting"
    review.window.reader.show_outlines(None)
    assert picture(review) != with_boxes


def test_only_the_suggestion_is_in_front_while_there_is_a_review(review: Hands) -> None:
    review.press(Key.Key_Escape)
    held = review.tag("Nobody was told", Key.Key_3)
    review.window.workspace.set_note(held.id, "Ask the pilots who was told, and when.")
    ends = len(review.reader.current_ends())
    before = picture(review)
    review.press(Key.Key_F7)
    assert review.window.workspace.current is not None
    assert review.reader.current_ends() == []
    with_a_current_one = picture(review)
    review.window.workspace.set_current(None)
    assert picture(review) == with_a_current_one
    review.window.workspace.set_current(held.id)
    review.press(Key.Key_Escape)
    review.reader.place_caret(held.end)
    assert len(review.reader.current_ends()) == ends == 2
    assert picture(review) == before


def test_a_note_that_is_covered_by_a_suggestion_leaves_no_line_to_it(review: Hands) -> None:
    review.press(Key.Key_Escape)
    held = review.tag("Ada Lunn said", Key.Key_3)
    review.press(Key.Key_F7)
    without = picture(review)
    review.window.workspace.set_note(held.id, "Ask her.")
    assert picture(review) == without


def picture(hands: Hands) -> QImage:
    QApplication.processEvents()
    return hands.reader.viewport().grab().toImage()


def test_the_mouse_is_told_why(review: Hands) -> None:
    place = review.place_of(PUMPS.start + 4)
    viewport = review.reader.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    assert QToolTip.text().startswith("Indirect quote? reported speech: said")
    QToolTip.hideText()


def test_letters_are_letters_again_after_the_review(review: Hands) -> None:
    review.press(Key.Key_Escape)
    review.press(Key.Key_A)
    review.press(Key.Key_X)
    assert not review.window.workspace.session.annotations
    assert not review.window.workspace.session.decisions


def test_rows_speak(review: Hands) -> None:
    queue = review.window.review.panel.waiting
    index = queue.entries.index(0)
    said = queue.entries.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Indirect quote, the pumps had failed, reported speech: said · 0.95, ¶2"
    assert queue.accessibleName() == "Suggestions that wait"
    bar = QAccessible.queryAccessibleInterface(review.window.review.bar.accept)
    assert bar.text(QAccessible.Text.Name) == "Accept"


def test_what_form_it_has_and_not_whether_it_is_true_stands_in_sight(review: Hands) -> None:
    truth = review.window.review.panel.truth
    assert truth.isVisible()
    assert "never whether it is true" in truth.text()


def test_the_passages_come_back_with_their_tab(review: Hands) -> None:
    review.window.head.suggestions.setChecked(False)
    assert review.window.panel.isVisible()
    assert not review.window.review.panel.isVisible()


def test_a_click_on_a_row_goes_there(review: Hands) -> None:
    queue = review.window.review.panel.waiting
    rect = queue.visualRect(queue.entries.index(2))
    from PySide6.QtTest import QTest

    QTest.mouseClick(
        queue.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        rect.center() + QPoint(0, 2),
    )
    assert review.window.triage.current is LEASE


def test_dimming_the_page_leaves_the_colours_of_everything_else(review: Hands) -> None:
    theme = review.window.theme
    review.window.reader.viewport().repaint()
    assert theme.color(theme.roles.page).alphaF() == 1


def test_what_the_file_proposes_waits_without_another_reading(
    window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wait_for(window.workspace.opened, lambda: window.workspace.add_text(TEXT, "Harbour"))
    session, source = window.workspace.session, window.workspace.source
    assert source is not None
    path = tmp_path / "harbour.brief.json"
    save_session(path, with_suggestions(session, source.id, [PUMPS, NEVER]))
    wait_for(window.workspace.opened, lambda: window.workspace.open_path(path))
    read: list[object] = []
    monkeypatch.setattr(window.suggester, "run", read.append)
    window.reader.setFocus()
    hands.press(Key.Key_F7)
    QApplication.processEvents()
    assert waiting(hands) == [PUMPS, NEVER]
    assert not read
    window.triage.look_again()
    assert len(read) == 1
    window.end_suggestions()


def test_in_a_narrow_window_no_answer_is_cut_off(review: Hands) -> None:
    bar, panel = review.window.review.bar, review.window.review.panel
    for width in (1024, 1440):
        review.window.resize(width, 700)
        QApplication.processEvents()
        for button in bar.findChildren(KeyButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
                assert bar.rect().contains(button.geometry())
        assert panel.sure.width() >= panel.sure.sizeHint().width()


def test_keys_answer_also_while_the_slider_has_the_focus(review: Hands) -> None:
    slider = review.window.review.panel.slider
    slider.setFocus()
    review.press(Key.Key_A, on=slider)
    assert review.tagged() == [("quote", "the pumps had failed")]


def test_a_review_that_nobody_moved_in_begins_at_the_first_of_all(review: Hands) -> None:
    triage, suggester = review.window.triage, review.window.suggester
    review.press(Key.Key_Escape)
    triage.look_again()
    review.press(Key.Key_F7)
    suggester.found.emit(review.source.id, (LEASE,))
    QApplication.processEvents()
    assert triage.current is LEASE
    suggester.found.emit(review.source.id, (NEVER, PUMPS))
    suggester.finished.emit(review.source.id)
    QApplication.processEvents()
    assert triage.current is PUMPS


def test_suggestions_can_be_hidden_in_the_text_but_not_in_a_review(review: Hands) -> None:
    hide = review.window.actions_by_name["suggestions_hidden"]
    hide.trigger()
    assert review.reader.outlines is not None
    review.press(Key.Key_Escape)
    review.window.head.suggestions.setChecked(True)
    assert review.reader.outlines is None
    hide.trigger()
    assert review.reader.outlines is not None


def test_what_was_accepted_as_another_tag_says_so(review: Hands) -> None:
    review.press(Key.Key_3)
    row = review.window.review.panel.decided.entries.row_at(0)
    assert row.suggestion is PUMPS
    assert row.answer == "accepted as Opinion"
    assert row.name == "Indirect quote"


def test_what_was_accepted_as_another_tag_wears_the_mark_of_that_tag(review: Hands) -> None:
    review.press(Key.Key_3)  # a quote as opinion
    review.press(Key.Key_A)  # an opinion as what it is
    entries = review.window.review.panel.decided.entries
    rows = {entries.row_at(row).suggestion: row for row in range(entries.rowCount())}
    assert list(rows) == [NEVER, PUMPS]
    other, proposed = (_mark(review, rows[one]) for one in (PUMPS, NEVER))
    assert other == proposed


def _mark(review: Hands, row: int) -> QImage:
    """The mark of a decided row as it is painted."""
    decided = review.window.review.panel.decided
    rect = decided.visualRect(decided.entries.index(row, 0))
    place = QRect(rect.left() + 16, rect.top() + 8, 14, 14)
    return decided.viewport().grab(place).toImage()
