"""Grades, links and names given by keys and mouse on the real window."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.model.annotation import Annotation, Link, LinkKind, Speaker, Suggested
from desktop.model.grades import Confidence, Credibility, Grade, Reliability
from desktop.model.identity import Instant
from desktop.model.source import Front
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.panels.prompt import Prompt
from desktop.ui.panels.sources import source_line
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import LEFT, NONE, SHIFT, Hands, Key, typed_into

ARTICLE = source(*HARBOUR)
OTHER = source("The lease was never put to a vote.", name="two.txt", id_="urn:uuid:2")
PILOTS, QUAY = passage(ARTICLE, "pilots", number=1), passage(ARTICLE, "quay", number=2)
LEASE = passage(OTHER, "The lease", number=3)


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Two passages of the article and one of another; the pilots are current."""
    hands.open(session(ARTICLE, OTHER, passages=[PILOTS, QUAY, LEASE]), tmp_path)
    hands.window.workspace.set_current(PILOTS.id)
    hands.reader.setFocus()
    return hands


def held(hands: Hands, one: Annotation = PILOTS) -> Annotation:
    return hands.window.workspace.session.annotations[one.id]


def steps(hands: Hands) -> int:
    return hands.window.workspace.undo_stack.count()


def prompt(hands: Hands) -> Prompt:
    return hands.window.asking.prompt


def test_words_selected_elsewhere_are_not_taken_for_the_current_passage(reading: Hands) -> None:
    reading.drag("crane")
    reading.press(Key.Key_G)
    assert not prompt(reading).isVisible()
    assert reading.window.status.remark.text() == "Tag the selected words first."
    reading.drag("pilot")
    reading.press(Key.Key_G)
    assert prompt(reading).isVisible()


@pytest.mark.parametrize("grade", [one for one in Credibility if one])
def test_g_and_a_digit_grade_the_current_passage(reading: Hands, grade: Credibility) -> None:
    reading.press(Key.Key_G)
    assert prompt(reading).isVisible()
    reading.press(Key(Key.Key_0.value + int(grade.value)))
    assert held(reading).credibility is grade
    assert held(reading).tag == "claim"
    assert not prompt(reading).isVisible()
    assert reading.reader.hasFocus()
    assert steps(reading) == 1


@pytest.mark.parametrize("key", [Key.Key_0, Key.Key_Backspace])
def test_zero_and_backspace_clear_a_grade(reading: Hands, key: Key) -> None:
    reading.press(Key.Key_G)
    reading.press(Key.Key_2)
    reading.press(Key.Key_G)
    reading.press(key)
    assert held(reading).credibility is Credibility.UNSET
    assert len(reading.passages) == 3


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_N, Key.Key_9])
def test_escape_and_any_other_key_leave_everything_as_it_was(reading: Hands, key: Key) -> None:
    reading.press(Key.Key_G)
    reading.press(key)
    assert not prompt(reading).isVisible()
    assert reading.reader.hasFocus()
    assert steps(reading) == 0
    reading.press(Key.Key_2)
    assert held(reading).tag == "quote"


def test_a_click_elsewhere_ends_the_question(reading: Hands) -> None:
    reading.press(Key.Key_G)
    reading.click("ministry")
    assert not prompt(reading).isVisible()
    assert steps(reading) == 0


def test_the_card_covers_no_line_of_the_passage_it_asks_about(reading: Hands) -> None:
    reading.tag(HARBOUR[0])
    reading.reader.moveCursor(QTextCursor.MoveOperation.Start)
    reading.press(Key.Key_G)
    ends = reading.reader.current_ends()
    top = reading.reader.viewport().mapTo(reading.window, QPoint(0, ends[0].top)).y()
    bottom = reading.reader.viewport().mapTo(reading.window, QPoint(0, ends[-1].bottom)).y()
    assert bottom - top > 28
    card = prompt(reading).geometry()
    assert card.top() > bottom or card.bottom() < top


def test_an_answer_can_be_clicked_or_reached_with_arrows(reading: Hands) -> None:
    reading.press(Key.Key_G)
    card = prompt(reading)
    QTest.mouseClick(card, LEFT, NONE, QPoint(card.width() // 2, 36 + 28 * 3 + 14))
    assert held(reading).credibility is Credibility.DOUBTFUL
    reading.press(Key.Key_G)
    reading.press(Key.Key_Down)
    reading.press(Key.Key_Return)
    assert held(reading).credibility is Credibility.IMPROBABLE


def test_the_selected_rows_are_graded_in_one_step(reading: Hands) -> None:
    reading.choose_row(0)
    reading.choose_row(1, SHIFT)
    reading.press(Key.Key_G)
    reading.press(Key.Key_3)
    assert [one.credibility for one in reading.passages] == ["3", "3", ""]
    assert steps(reading) == 1
    reading.window.actions_by_name["undo"].trigger()
    assert [one.credibility for one in reading.passages] == ["", "", ""]


def test_k_and_a_letter_say_how_sure_the_analyst_is(reading: Hands) -> None:
    reading.press(Key.Key_K)
    reading.press(Key.Key_H)
    assert held(reading).confidence is Confidence.HIGH
    assert held(reading).credibility is Credibility.UNSET


def test_r_and_a_letter_grade_the_source_with_who_and_when(reading: Hands) -> None:
    reading.press(Key.Key_R)
    reading.press(Key.Key_B)
    grade = reading.source.grade
    assert grade.reliability is Reliability.B
    assert grade.at
    listed = reading.window.sources.list
    assert source_line(reading.source).startswith("B · ")
    assert listed.item(0).toolTip().endswith(source_line(reading.source))
    assert reading.window.inspector.grade.text() == "B6"
    reading.press(Key.Key_R)
    reading.press(Key.Key_0)
    assert reading.source.grade == Grade()


def test_without_a_passage_a_grade_says_what_to_do(reading: Hands) -> None:
    reading.click("ministry")
    reading.press(Key.Key_G)
    assert "Choose a passage" in reading.window.status.remark.text()
    assert not prompt(reading).isVisible()


def test_a_session_that_is_only_read_is_not_graded(reading: Hands, tmp_path: Path) -> None:
    path = reading.open(session(ARTICLE, passages=[PILOTS]), tmp_path, "new.brief.json")
    newer = path.read_bytes().replace(b'"minReader": 1', b'"minReader": 99')
    path.write_bytes(newer)
    reading.window.workspace.open_path(path)
    reading.window.workspace.set_current(PILOTS.id)
    reading.reader.setFocus()
    for key in (Key.Key_G, Key.Key_K, Key.Key_R, Key.Key_L):
        reading.press(key)
        assert not prompt(reading).isVisible()
    inspector = reading.window.inspector
    inspector.open_more(True)
    assert not inspector.credibility.isEnabled()
    assert inspector.links.removers == []
    assert reading.window.linking.pending is None
    assert steps(reading) == 0


def link(hands: Hands, key: Key, to: Annotation = QUAY) -> None:
    hands.press(Key.Key_L)
    hands.window.workspace.set_current(to.id)
    hands.reader.setFocus()
    hands.press(Key.Key_L)
    hands.press(key)


@pytest.mark.parametrize(
    ("key", "kind"), list(zip((Key.Key_S, Key.Key_C, Key.Key_M), LinkKind, strict=True))
)
def test_l_on_one_passage_and_l_on_another_link_them(
    reading: Hands, key: Key, kind: LinkKind
) -> None:
    reading.press(Key.Key_L)
    assert "pilots" in reading.window.status.asked.text()
    reading.press(Key.Key_Escape)
    assert reading.window.status.asked.text() == ""
    link(reading, key)
    assert held(reading).links == (Link(kind, QUAY.id),)
    assert reading.window.linking.pending is None
    assert steps(reading) == 1


def test_passages_of_two_articles_are_linked_and_enter_goes_there(reading: Hands) -> None:
    link(reading, Key.Key_C, LEASE)
    assert held(reading).links == (Link(LinkKind.CONTRADICTS, LEASE.id),)
    inspector = reading.window.inspector
    inspector.open_more(True)
    QApplication.processEvents()
    (row,) = inspector.links.buttons
    assert row.accessibleName() == "contradicted by: pilots, S1 ¶1"
    row.setFocus()
    reading.press(Key.Key_Return)
    assert reading.current == "pilots"
    (row,) = inspector.links.buttons
    assert row.accessibleName() == "contradicts: The lease, S2 ¶1"


def test_a_link_is_removed_from_either_end(reading: Hands) -> None:
    link(reading, Key.Key_S)
    reading.window.inspector.open_more(True)
    QApplication.processEvents()
    reading.push(reading.window.inspector.links.removers[0])
    assert held(reading).links == ()
    reading.window.actions_by_name["undo"].trigger()
    assert held(reading).links == (Link(LinkKind.SUPPORTS, QUAY.id),)


def test_a_passage_is_not_linked_to_itself_by_pressing_l_twice(reading: Hands) -> None:
    reading.press(Key.Key_L)
    reading.press(Key.Key_L)
    assert reading.window.linking.pending is None
    assert not prompt(reading).isVisible()
    assert steps(reading) == 0


def test_deleting_a_linked_passage_takes_the_row_away_and_undo_brings_it_back(
    reading: Hands,
) -> None:
    link(reading, Key.Key_S)
    reading.window.workspace.delete([QUAY.id])
    reading.window.workspace.set_current(PILOTS.id)
    assert reading.window.inspector.links.buttons == []
    reading.window.actions_by_name["undo"].trigger()
    assert len(reading.window.inspector.links.buttons) == 1


def named(hands: Hands, folder: Path, *names: str) -> None:
    words = ("pilots", "quay", "line")
    held = [
        replace(passage(ARTICLE, word, number=n), speaker=Speaker(name, "minister"))
        for n, (word, name) in enumerate(zip(words, names, strict=False), 1)
    ]
    hands.open(session(ARTICLE, passages=held), folder, "named.brief.json")
    hands.window.workspace.set_current(PILOTS.id)


def speakers(hands: Hands) -> list[str]:
    return [one.speaker.name if one.speaker else "" for one in hands.passages]


def test_another_name_is_offered_to_the_others_and_forced_on_nobody(
    reading: Hands, tmp_path: Path
) -> None:
    named(reading, tmp_path, "Neda", "Neda", "Ana")
    typed_into(reading.window.inspector.speaker, "Neda Tarvell")
    reading.press(Key.Key_Return)
    assert speakers(reading) == ["Neda Tarvell", "Neda", "Ana"]
    notice = reading.window.notice
    assert notice.words.text() == "1 other passage still names Neda."
    (button,) = notice.findChildren(QPushButton)
    reading.push(button)
    assert speakers(reading) == ["Neda Tarvell", "Neda Tarvell", "Ana"]
    reading.window.actions_by_name["undo"].trigger()
    assert speakers(reading) == ["Neda Tarvell", "Neda", "Ana"]


def test_a_known_name_brings_its_position(reading: Hands, tmp_path: Path) -> None:
    named(reading, tmp_path, "Neda", "Ana")
    reading.window.workspace.set_speaker(QUAY.id, None)
    reading.window.workspace.set_current(QUAY.id)
    typed_into(reading.window.inspector.speaker, "Neda")
    reading.press(Key.Key_Return)
    assert held(reading, QUAY).speaker == Speaker("Neda", "minister")


def test_the_label_under_the_caret_is_completed(reading: Hands, tmp_path: Path) -> None:
    labelled = replace(QUAY, labels=("lease", "port"))
    reading.open(session(ARTICLE, passages=[PILOTS, labelled]), tmp_path, "labels.brief.json")
    reading.window.workspace.set_current(PILOTS.id)
    field = reading.window.inspector.labels
    typed_into(field, "new, po")
    completer = field.completer()
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "new, port"
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    reading.press(Key.Key_Return)
    assert held(reading).labels == ("new", "po")


def test_the_inspector_says_where_a_passage_came_from(reading: Hands, tmp_path: Path) -> None:
    came = replace(
        PILOTS,
        suggested=Suggested("figure/1", 0.5, "accepted"),
        created=Instant("2026-11-22T09:11:00Z"),
        modified=Instant("2026-11-23T09:11:00Z"),
    )
    reading.open(session(ARTICLE, passages=[came, QUAY]), tmp_path, "came.brief.json")
    reading.window.workspace.set_current(came.id)
    inspector = reading.window.inspector
    assert inspector.origin.text() == "Suggested by the rule figure/1 at 0.50, and accepted."
    assert "November 2026" in inspector.history.text()
    assert "suggested" in inspector.more.summary
    reading.window.workspace.set_current(QUAY.id)
    assert inspector.origin.text() == "Tagged by hand."


def test_the_credibility_chosen_in_the_inspector_is_written(reading: Hands) -> None:
    field = reading.window.inspector.credibility
    field.setFocus()
    reading.press(Key.Key_Down)
    assert held(reading).credibility is Credibility.CONFIRMED
    assert reading.window.inspector.grade.text() == "F1"
    model = reading.window.passages.passages
    assert model.second_line(held(reading)) == "author · F1"


def test_at_a_low_window_the_list_keeps_some_rows_with_every_field_shown(reading: Hands) -> None:
    reading.window.inspector.open_more(True)
    for height in (900, 768):
        reading.window.resize(1440, height)
        QApplication.processEvents()
        QApplication.processEvents()
        assert reading.window.passages.height() >= 130
        assert reading.window.inspector.height() < height * 0.7


def test_a_question_stays_while_the_list_is_laid_out_anew(reading: Hands) -> None:
    reading.window.passages.setFocus()
    reading.press(Key.Key_G)
    before = reading.window.asking.prompt.pos()
    reading.window.panel.hidden.show()  # takes room from the list, as a taller inspector does
    QApplication.processEvents()
    assert reading.window.asking.asking
    assert reading.window.asking.prompt.pos() != before
    reading.press(Key.Key_2)
    assert held(reading).credibility == "2"


def test_details_and_reliability_are_one_step(reading: Hands) -> None:
    window = reading.window
    dialog = DetailsDialog(window.theme, reading.source, None, window)
    dialog.reliability_field.setCurrentIndex(dialog.reliability_field.findData("C"))
    dialog.rationale.setText(" one visit ")
    dialog.title.setText("The quay")
    window.workspace.edit_details(
        reading.source.id, dialog.front(), dialog.reliability, dialog.rationale.text()
    )
    assert reading.source.front == Front(title="The quay")
    assert (reading.source.grade.reliability, reading.source.grade.rationale) == ("C", "one visit")
    assert steps(reading) == 1
    dialog.deleteLater()
