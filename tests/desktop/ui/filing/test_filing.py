"""Opening, saving, exporting and closing, with every question answered by the test."""

import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QProcess, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from desktop.model.annotation import Span
from desktop.model.days import moment_in_short
from desktop.model.identity import Instant
from desktop.settings import Settings
from desktop.store.files import lock
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.dialogs.fields import Choice
from desktop.ui.dialogs.preferences import PreferencesDialog
from desktop.ui.dialogs.title import TitleDialog
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.panels.welcome import RecentRow
from desktop.ui.session.jobs import Job
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key, wait_for

Answer = Callable[..., list[str]]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer each message box with the button of this name; what they asked."""

    def prepare(*names: str) -> list[str]:
        asked: list[str] = []
        left = list(names)

        def exec_(box: QMessageBox) -> int:
            asked.append(box.text())
            wanted = left.pop(0)
            next(one for one in box.buttons() if one.text() == wanted).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", exec_)
        return asked

    return prepare


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], list[str]]:
    """Choose this file whenever one is asked for; the names that were suggested."""

    def prepare(path: Path | None) -> list[str]:
        suggested: list[str] = []

        def dialog(
            _parent: object, _title: str, folder: str, pattern: str, *_more: object
        ) -> tuple[str, str]:
            suggested.append(folder)
            return (str(path) if path is not None else "", pattern)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", dialog)
        return suggested

    return prepare


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """A session with one unsaved passage."""
    hands.open(session(source(*HARBOUR)), tmp_path)
    hands.tag("pilots")
    return hands


def test_closing_an_unsaved_session_asks_and_saves(
    reading: Hands, tmp_path: Path, answer: Answer
) -> None:
    asked = answer("Save")
    assert reading.window.close()
    assert asked == [f"Save “{reading.source.title}” before it is closed?"]
    assert len(open_session(tmp_path / "work.brief.json").session.annotations) == 1


def test_closing_can_be_called_off(reading: Hands, answer: Answer) -> None:
    answer("Cancel")
    assert not reading.window.close()
    assert reading.window.isVisible()
    assert reading.tagged() == [("claim", "pilots")]


def test_closing_can_leave_the_file_as_it_was(
    reading: Hands, tmp_path: Path, answer: Answer
) -> None:
    answer("Do not save")
    assert reading.window.close()
    assert not open_session(tmp_path / "work.brief.json").session.annotations


def test_closing_a_saved_session_asks_nothing(reading: Hands, answer: Answer) -> None:
    asked = answer()
    reading.press(Key.Key_S, CTRL)
    assert reading.window.close()
    assert asked == []


def test_a_note_still_being_typed_is_saved(reading: Hands, tmp_path: Path) -> None:
    reading.press(Key.Key_N)
    reading.type("half")
    reading.press(Key.Key_S, CTRL)
    (held,) = open_session(tmp_path / "work.brief.json").session.annotations.values()
    assert held.note == "half"


def test_save_as_adds_the_ending_of_a_session(
    reading: Hands, tmp_path: Path, choose: Callable[[Path], list[str]]
) -> None:
    suggested = choose(tmp_path / "Halvec")
    reading.press(Key.Key_S, CTRL | SHIFT)
    assert suggested == [str(tmp_path / "work.brief.json")]
    assert (tmp_path / "Halvec.brief.json").exists()
    assert reading.window.workspace.path == tmp_path / "Halvec.brief.json"
    assert not reading.window.isWindowModified()


def test_a_save_that_fails_offers_another_place(
    reading: Hands, tmp_path: Path, answer: Answer, choose: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "work.brief.json").unlink()
    (tmp_path / "work.brief.json").mkdir()
    choose(tmp_path / "rescued.brief.json")
    asked = answer("Save as…")
    reading.press(Key.Key_S, CTRL)
    assert len(asked) == 1
    assert "work.brief.json" in asked[0]
    assert len(open_session(tmp_path / "rescued.brief.json").session.annotations) == 1
    assert not reading.window.workspace.unsaved


def test_a_save_that_fails_can_be_left_for_later(
    reading: Hands, tmp_path: Path, answer: Answer
) -> None:
    (tmp_path / "work.brief.json").unlink()
    (tmp_path / "work.brief.json").mkdir()
    answer("Not now")
    reading.press(Key.Key_S, CTRL)
    assert reading.window.workspace.unsaved
    assert reading.tagged() == [("claim", "pilots")]


def test_opening_another_session_asks_first(
    reading: Hands, tmp_path: Path, answer: Answer, choose: Callable[[Path], list[str]]
) -> None:
    other = tmp_path / "other.brief.json"
    save_session(other, session(source("Other words.")))
    choose(other)
    asked = answer("Cancel", "Do not save")
    reading.press(Key.Key_O, CTRL)
    assert reading.source.text.startswith("The harbour")
    reading.press(Key.Key_O, CTRL)
    assert reading.source.text == "Other words."
    assert len(asked) == 2


def test_a_broken_session_is_told_in_the_window_and_changes_nothing(
    reading: Hands, tmp_path: Path, answer: Answer
) -> None:
    broken = tmp_path / "broken.brief.json"
    broken.write_text('{"format": "brieflight-session"', "utf-8")
    answer("Do not save")
    reading.window.filing.open_path(broken)
    assert reading.window.notice.isVisible()
    assert "broken.brief.json" in reading.window.notice.words.text()
    assert reading.tagged() == [("claim", "pilots")]


def test_a_new_session_shows_the_first_page(reading: Hands, answer: Answer) -> None:
    answer("Do not save")
    reading.press(Key.Key_N, CTRL)
    assert reading.window.welcome.isVisible()
    assert not reading.reader.isVisible()
    assert reading.window.windowTitle() == "Brieflight"


def test_recent_sessions_stand_on_the_first_page_the_latest_first(
    hands: Hands, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        hands.open(session(source(name)), tmp_path, f"{name}.brief.json")
    hands.press(Key.Key_N, CTRL)
    rows = [one for one in hands.window.welcome.findChildren(RecentRow) if one.isVisible()]
    assert [row.text() for row in rows] == ["two", "one"]
    hands.push(rows[1])
    assert hands.source.text == "one"


def test_pasted_text_becomes_an_article(reading: Hands) -> None:
    QGuiApplication.clipboard().setText("Pasted words 😀.")
    wait_for(reading.window.workspace.changed, lambda: reading.press(Key.Key_V, CTRL))
    assert len(reading.window.workspace.session.sources) == 2
    assert reading.source.text == "Pasted words 😀."
    reading.press(Key.Key_Z, CTRL)
    assert len(reading.window.workspace.session.sources) == 1
    assert reading.source.text.startswith("The harbour")


def test_an_empty_clipboard_is_no_article(reading: Hands) -> None:
    QGuiApplication.clipboard().setText("  \n")
    reading.press(Key.Key_V, CTRL)
    assert reading.window.status.remark.text() == "There is no text on the clipboard."


def test_a_dropped_article_is_added_and_a_dropped_session_opened(
    reading: Hands, tmp_path: Path, answer: Answer
) -> None:
    article = tmp_path / "second.txt"
    article.write_text("The second one.", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    wait_for(reading.window.workspace.changed, lambda: reading.drop(data))
    assert reading.source.name == "second.txt"
    other = tmp_path / "other.brief.json"
    save_session(other, session(source("Other words.")))
    answer("Do not save")
    data.setUrls([QUrl.fromLocalFile(str(other))])
    wait_for(reading.window.workspace.opened, lambda: reading.drop(data))
    assert reading.source.text == "Other words."


def test_saving_says_where(reading: Hands) -> None:
    reading.press(Key.Key_S, CTRL)
    assert reading.window.status.remark.text() == "Saved in work.brief.json."


def test_dropped_text_becomes_an_article(reading: Hands) -> None:
    data = QMimeData()
    data.setText("Dropped words.")
    wait_for(reading.window.workspace.changed, lambda: reading.drop(data))
    assert (reading.source.text, reading.source.name) == ("Dropped words.", "Dropped text")


def test_a_drag_that_begins_in_a_selection_selects_anew(reading: Hands) -> None:
    text = reading.source.text
    reading.drag_over(Span(0, 12))
    reading.drag_over(Span(4, 11))
    assert len(reading.window.workspace.session.sources) == 1
    spans = reading.reader.selected_spans()
    assert [text[span.start : span.end] for span in spans] == [text[4:11]]


def test_articles_dropped_together_on_an_empty_window_are_all_kept(
    hands: Hands, tmp_path: Path
) -> None:
    workspace = hands.window.workspace
    data = QMimeData()
    urls: list[QUrl] = []
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"The story of {name}.", "utf-8")
        urls.append(QUrl.fromLocalFile(str(tmp_path / f"{name}.txt")))
    data.setUrls(urls)
    changed = QSignalSpy(workspace.changed)
    wait_for(workspace.opened, lambda: hands.drop(data))
    if not changed.count():
        wait_for(workspace.changed, lambda: None)
    assert {one.name for one in workspace.session.sources.values()} == {"one.txt", "two.txt"}
    workspace.undo_stack.setClean()
    workspace.save_as(tmp_path / "both.brief.json")


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_an_export_ends_in_a_notice_that_names_the_file(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
    format_: str,
) -> None:
    def accept(dialog: ExportDialog) -> int:
        buttons = {one.value: one for one in dialog.format.findChildren(Choice)}
        buttons[format_].click()
        assert dialog.ok.text() == ("Save Word file…" if format_ == "docx" else "Save PDF file…")
        return 1

    monkeypatch.setattr(ExportDialog, "exec", accept)
    suggested = choose(tmp_path / "brief")
    window = reading.window
    target, remark = wait_for(
        window.workspace.exported, lambda: reading.push(window.top.export_button)
    )
    assert suggested == [str(tmp_path / f"work.{format_}")]
    path = tmp_path / f"brief.{format_}"
    assert (target, remark) == (str(path), "")
    assert window.notice.words.text() == f"brief.{format_} is written."
    if format_ == "docx":
        assert zipfile.is_zipfile(path)
    else:
        assert path.read_bytes().startswith(b"%PDF")


def test_an_export_names_the_characters_that_no_font_has(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
) -> None:
    def accept(dialog: ExportDialog) -> int:
        dialog.title.setText("Port 港")
        next(one for one in dialog.format.findChildren(Choice) if one.value == "pdf").click()
        return 1

    monkeypatch.setattr(ExportDialog, "exec", accept)
    choose(tmp_path / "brief")
    window = reading.window
    wait_for(window.workspace.exported, lambda: reading.push(window.top.export_button))
    assert window.notice.words.text() == (
        "brief.pdf is written. 1 character has no glyph in our fonts and is shown as a box: 港"
    )


def test_a_cancelled_export_leaves_nothing_behind(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
) -> None:
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    choose(tmp_path / "brief.docx")
    window = reading.window
    before = {*tmp_path.iterdir(), lock.place(tmp_path / "work.brief.json")}
    (job, _words) = wait_for(window.workspace.job_started, window.filing.export)
    assert isinstance(job, Job)
    exported, cancelled = QSignalSpy(window.workspace.exported), QSignalSpy(job.cancelled)
    window.status.cancel.click()
    window.workspace.stop_jobs()
    assert (exported.count(), cancelled.count()) == (0, 1)
    assert set(tmp_path.iterdir()) <= before
    assert window.status.remark.text() == "Cancelled; nothing was written."


def test_closing_ends_an_export_that_is_still_going_on(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
) -> None:
    reading.press(Key.Key_S, CTRL)
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    choose(tmp_path / "brief.docx")
    workspace = reading.window.workspace
    wait_for(workspace.job_started, reading.window.filing.export)
    (process,) = workspace.findChildren(QProcess)
    assert reading.window.close()
    assert process.state() == QProcess.ProcessState.NotRunning
    assert [path.name for path in tmp_path.iterdir() if "brief.docx" in path.name] == []


def test_an_export_that_cannot_be_written_is_told(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
) -> None:
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    choose(tmp_path / "missing" / "brief.docx")
    window = reading.window
    wait_for(window.workspace.failed, window.filing.export)
    assert "brief.docx" in window.notice.words.text()


def test_the_export_dialog_shows_names_as_they_are_written(reading: Hands) -> None:
    window = reading.window
    signed = Settings(author="<b>Ada</b>")
    dialog = ExportDialog(window.theme, window.workspace.session, "t", signed, window)
    about = [one for one in dialog.findChildren(QLabel) if "Ada" in one.text()]
    assert about
    assert about[0].textFormat() == Qt.TextFormat.PlainText


def test_article_details_are_written(reading: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: DetailsDialog) -> int:
        dialog.title.setText("A harbour is not a country")
        dialog.published.setText("12 November")
        assert not dialog.ok.isEnabled()
        assert dialog.published.remark.text().startswith("Not a date.")
        dialog.published.setText("2026-11-12")
        assert dialog.ok.isEnabled()
        return 1

    monkeypatch.setattr(DetailsDialog, "exec", fill)
    reading.press(Key.Key_I, CTRL)
    assert reading.source.front.title == "A harbour is not a country"
    assert reading.source.front.published == "2026-11-12"
    assert reading.window.actions_by_name["undo"].text() == "Undo edit article details"


def test_a_new_title_stands_in_the_window_at_once(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("Halvec lease", "Halvec & Co"):

        def fill(dialog: TitleDialog, title: str = title) -> int:
            dialog.title_field.setText(f" {title} ")
            return 1

        monkeypatch.setattr(TitleDialog, "exec", fill)
        reading.press(Key.Key_F2)
        assert reading.window.windowTitle().startswith(title)


def test_the_marking_of_a_session_is_set_with_its_title_and_undone_with_it(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: TitleDialog) -> int:
        assert dialog.marking_field.text() == ""
        dialog.title_field.setText("Halvec lease")
        dialog.marking_field.setText("TLP:AMBER")
        return 1

    workspace = reading.window.workspace
    before = workspace.session.info
    monkeypatch.setattr(TitleDialog, "exec", fill)
    reading.press(Key.Key_F2)
    assert (workspace.session.info.title, workspace.session.info.marking) == (
        "Halvec lease",
        "TLP:AMBER",
    )
    assert workspace.undo_stack.undoText() == "Edit session details"
    workspace.rename("Another")
    assert workspace.session.info.marking == "TLP:AMBER"
    workspace.undo_stack.undo()
    workspace.undo_stack.undo()
    assert workspace.session.info == before


def test_the_name_in_the_preferences_signs_what_is_tagged_from_then_on(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: PreferencesDialog) -> int:
        dialog.author.setText("Ada  Lovelace")
        return 1

    monkeypatch.setattr(PreferencesDialog, "exec", fill)
    reading.press(Key.Key_Comma, CTRL)
    held = reading.tag("Monday")
    (person,) = reading.window.workspace.session.people
    assert (person.id, person.name, person.initials) == (held.creator, "Ada Lovelace", "AL")


def test_a_passage_of_a_read_only_session_offers_no_bar(hands: Hands, tmp_path: Path) -> None:
    article = source(*HARBOUR)
    path = hands.open(session(article, passages=[passage(article, "pilots")]), tmp_path)
    text = path.read_text("utf-8")
    for member in ("formatVersion", "minReader"):
        text = text.replace(f'"{member}": 1', f'"{member}": 99', 1)
    path.write_text(text, "utf-8")
    hands.window.filing.open_path(path)
    hands.drag("Monday")
    assert not hands.window.selection_bar.isVisible()
    hands.press(Key.Key_2)
    assert hands.tagged() == [("claim", "pilots")]
    assert not hands.window.actions_by_name["save"].isEnabled()


@pytest.mark.parametrize("format_", ["docx", "pdf", "html", "md"])
@pytest.mark.parametrize("typed", ["work", "brief", "brief.{format}"])
def test_a_document_that_is_there_is_replaced_only_when_that_is_meant(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
    answer: Answer,
    format_: str,
    typed: str,
) -> None:
    name = f"{typed.split('.', maxsplit=1)[0]}.{format_}"
    target = tmp_path / name
    target.write_text("an earlier briefing", "utf-8")
    os.utime(target, (0, 1_700_000_000))

    def accept(dialog: ExportDialog) -> int:
        next(one for one in dialog.format.findChildren(Choice) if one.value == format_).click()
        return 1

    monkeypatch.setattr(ExportDialog, "exec", accept)
    suggested = choose(tmp_path / typed.format(format=format_))
    asked = answer("Other name…", "Replace")
    window = reading.window
    wait_for(window.workspace.exported, window.filing.export)
    when = moment_in_short(Instant(datetime.fromtimestamp(1_700_000_000, UTC).isoformat()))
    assert asked == [f"“{name}”, written {when}, is already there. Replace it?"] * 2
    assert suggested == [str(tmp_path / f"work.{format_}"), str(target)]
    assert b"an earlier briefing" not in target.read_bytes()


def test_who_gives_up_replacing_comes_back_to_what_was_chosen_and_nothing_is_written(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
    answer: Answer,
) -> None:
    (tmp_path / "brief.docx").write_text("an earlier briefing", "utf-8")
    shown: list[ExportDialog] = []

    def accept(dialog: ExportDialog) -> int:
        shown.append(dialog)
        return len(shown) == 1

    monkeypatch.setattr(ExportDialog, "exec", accept)
    choose(tmp_path / "brief")
    answer("Cancel")
    reading.window.filing.export()
    assert len(shown) == 2
    assert shown[0] is shown[1]
    assert (tmp_path / "brief.docx").read_text("utf-8") == "an earlier briefing"


def test_exporting_once_more_asks_about_the_document_of_the_first_time(
    reading: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Path], list[str]],
    answer: Answer,
) -> None:
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    choose(tmp_path / "work.docx")
    asked = answer("Replace")
    window = reading.window
    wait_for(window.workspace.exported, window.filing.export)
    assert asked == []
    wait_for(window.workspace.exported, window.filing.export)
    assert len(asked) == 1
    assert asked[0].startswith("“work.docx”, written today at ")


def test_a_session_is_not_saved_over_another_whose_name_was_typed_without_its_ending(
    reading: Hands, tmp_path: Path, choose: Callable[[Path], list[str]], answer: Answer
) -> None:
    other = tmp_path / "other.brief.json"
    save_session(other, session(source("Other words.")))
    before = other.read_bytes()
    choose(tmp_path / "other")
    asked = answer("Cancel", "Replace")
    reading.press(Key.Key_S, CTRL | SHIFT)
    assert other.read_bytes() == before
    reading.press(Key.Key_S, CTRL | SHIFT)
    assert len(asked) == 2
    assert len(open_session(other).session.annotations) == 1
    reading.press(Key.Key_S, CTRL | SHIFT)  # its own file now
    assert len(asked) == 2
