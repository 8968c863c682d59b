"""The fields of the current passage write what is typed, once, and nothing else."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.model.annotation import Annotation, Speaker, SpeechKind
from desktop.ui.panels.inspector.inspector import Inspector
from desktop.ui.panels.inspector.segments import Segment
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import ALT, CTRL, Hands, Key, typed_into, until

ARTICLE = source(*HARBOUR)


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """The quay is quoted and current; the pilots are claimed."""
    held = [
        passage(ARTICLE, "pilots", number=1),
        passage(ARTICLE, "quay", tag="quote", number=2),
    ]
    hands.open(session(ARTICLE, passages=held), tmp_path)
    hands.choose_row(1)
    return hands


@pytest.fixture
def inspector(reading: Hands) -> Inspector:
    reading.window.inspector.open_more(True)
    QApplication.processEvents()
    return reading.window.inspector


def quay(hands: Hands) -> Annotation:
    return hands.passages[1]


def steps(hands: Hands) -> int:
    return hands.window.workspace.undo_stack.count()


def segments(inspector: Inspector) -> dict[str, QAbstractButton]:
    found = inspector.findChildren(Segment)
    return {str(one.tag.id): one for one in found if one.isVisible()}


def test_the_inspector_keeps_its_room_while_no_passage_is_chosen(
    reading: Hands, inspector: Inspector
) -> None:
    assert inspector.body.isVisible()
    assert not inspector.nothing.isVisible()
    until(lambda: inspector.height() == inspector.sizeHint().height())
    height = inspector.height()
    reading.click("crane")
    assert not inspector.body.isVisible()
    assert inspector.nothing.isVisible()
    assert inspector.height() == height


def test_the_inspector_has_its_room_soon_after_the_start(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(ARTICLE, passages=[passage(ARTICLE, "pilots")]), tmp_path)
    hands.window.make_ready()
    assert hands.window.inspector.nothing.isVisible()


def test_without_any_passage_there_is_no_inspector(reading: Hands, inspector: Inspector) -> None:
    reading.press(Key.Key_Delete)
    reading.choose_row(0)
    reading.press(Key.Key_Delete)
    assert reading.passages == []
    assert not inspector.isVisible()


def test_a_segment_gives_the_passage_its_tag(reading: Hands, inspector: Inspector) -> None:
    assert segments(inspector)["quote"].isChecked()
    reading.push(segments(inspector)["context"])
    assert quay(reading).tag == "context"
    assert steps(reading) == 1


def test_what_was_typed_and_removed_cannot_come_back_in_another_note(
    reading: Hands, inspector: Inspector
) -> None:
    inspector.note.setFocus()
    QTest.keyClicks(inspector.note, "x")
    QTest.keyClick(inspector.note, Key.Key_Backspace)
    reading.choose_row(0)
    inspector.note.undo()
    assert inspector.note.toPlainText() == ""


def test_an_unnamed_speaker_is_the_author_only_where_no_words_are_quoted(
    reading: Hands, inspector: Inspector
) -> None:
    assert inspector.speaker.placeholderText() == "Who says it"
    reading.push(segments(inspector)["claim"])
    assert inspector.speaker.placeholderText() == "The author"


def test_the_segments_follow_an_undo(reading: Hands, inspector: Inspector) -> None:
    reading.push(segments(inspector)["context"])
    reading.window.actions_by_name["undo"].trigger()
    assert segments(inspector)["quote"].isChecked()
    assert not segments(inspector)["context"].isChecked()


def test_speaker_position_and_kind_are_written(reading: Hands, inspector: Inspector) -> None:
    typed_into(inspector.speaker, " Neda Tarvell ")
    typed_into(inspector.position, "foreign minister")
    reading.press(Key.Key_Tab)
    inspector.kind.setFocus()
    reading.press(Key.Key_Down)
    wanted = Speaker("Neda Tarvell", "foreign minister", SpeechKind.DIRECT)
    assert quay(reading).speaker == wanted


def test_emptied_fields_remove_the_speaker(reading: Hands, inspector: Inspector) -> None:
    reading.window.workspace.set_speaker(quay(reading).id, Speaker("Neda"))
    inspector.speaker.setFocus()
    reading.press(Key.Key_A, CTRL)
    reading.press(Key.Key_Backspace)
    reading.press(Key.Key_Return)
    assert quay(reading).speaker is None


def test_labels_are_typed_with_commas(reading: Hands, inspector: Inspector) -> None:
    typed_into(inspector.labels, "port, lease,, port ,")
    reading.press(Key.Key_Return)
    assert quay(reading).labels == ("port", "lease")
    assert inspector.labels.text() == "port, lease"


def test_a_note_is_kept_when_its_field_is_left(reading: Hands, inspector: Inspector) -> None:
    typed_into(inspector.note, "Check this.")
    reading.reader.setFocus()
    assert quay(reading).note == "Check this."


def test_a_note_is_kept_when_another_passage_is_chosen(
    reading: Hands, inspector: Inspector
) -> None:
    typed_into(inspector.note, "Check this.")
    typed_into(inspector.speaker, "Neda")
    reading.click("pilots")
    assert reading.current == "pilots"
    assert quay(reading).note == "Check this."
    assert quay(reading).speaker == Speaker("Neda")
    assert reading.passages[0].note == ""
    assert inspector.note.toPlainText() == ""


def test_a_note_is_kept_when_keys_step_to_another_passage_while_it_is_written(
    reading: Hands, inspector: Inspector
) -> None:
    typed_into(inspector.note, "Check this.")
    reading.press(Key.Key_Up, ALT)
    assert reading.current == "pilots"
    assert inspector.note.hasFocus()
    assert [held.note for held in reading.passages] == ["", "Check this."]
    assert inspector.note.toPlainText() == ""


def test_control_and_enter_leaves_a_note(reading: Hands, inspector: Inspector) -> None:
    typed_into(inspector.note, "Check this.")
    QTest.keyClick(inspector.note, Key.Key_Return, CTRL)
    assert reading.reader.hasFocus()
    assert quay(reading).note == "Check this."


def test_escape_in_any_field_returns_to_the_text(reading: Hands, inspector: Inspector) -> None:
    for field in (inspector.speaker, inspector.position, inspector.labels, inspector.note):
        field.setFocus()
        reading.press(Key.Key_Escape)
        assert reading.reader.hasFocus()
    assert steps(reading) == 0


def test_typing_and_leaving_is_one_step(reading: Hands, inspector: Inspector) -> None:
    typed_into(inspector.note, "Check this.")
    reading.reader.setFocus()
    inspector.note.setFocus()
    reading.reader.setFocus()
    assert steps(reading) == 1


ODD = (
    {"labels": ("ports, cranes", " wide ")},
    {"speaker": Speaker(" Neda ", " minister\t")},
    {"note": " kept as it is \n\n", "speaker": Speaker("", kind=SpeechKind.MIXED)},
    {"note": "\u00a0a\u2029b\r\nc"},
)


@pytest.mark.parametrize("what", ODD, ids=["labels", "speaker", "note", "separators"])
def test_looking_at_a_passage_from_elsewhere_changes_nothing(
    reading: Hands, tmp_path: Path, what: dict[str, object]
) -> None:
    held = [
        replace(passage(ARTICLE, "pilots", number=1), **what),
        passage(ARTICLE, "quay", number=2),
    ]
    reading.open(session(ARTICLE, passages=held), tmp_path)
    for row in (0, 1, 0):
        reading.choose_row(row)
        for field in ("speaker", "position", "labels", "note", "kind"):
            getattr(reading.window.inspector, field).setFocus()
    reading.reader.setFocus()
    assert steps(reading) == 0
    assert not reading.window.workspace.unsaved


def test_a_note_of_a_megabyte_is_shown_and_kept(reading: Hands, tmp_path: Path) -> None:
    note = "word " * 200_000 + "end"
    held = replace(passage(ARTICLE, "pilots"), note=note)
    reading.open(session(ARTICLE, passages=[held]), tmp_path)
    reading.window.workspace.set_current(held.id)
    assert reading.window.inspector.note.toPlainText() == note
    reading.window.grab()
    reading.click("crane")
    assert reading.passages[0].note == note
