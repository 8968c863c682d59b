"""What was done is there again after a crash, and only then."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QMessageBox

from desktop.app import build_window
from desktop.model.annotation import Span
from desktop.model.change import SessionInfo
from desktop.model.identity import SessionId, TagId
from desktop.model.session import Session
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.dialogs.unsaved_work import UnsavedWorkDialog
from desktop.ui.panels.welcome import StartRow
from desktop.ui.window.main_window import MainWindow
from tests.desktop.store.examples import FERRY, opened
from tests.desktop.ui.conftest import shown

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("BRIEFLIGHT_DATA", str(folder))
    return folder


@pytest.fixture
def lasting(application: QApplication, complaints: list[str], data: Path) -> Iterator[MainWindow]:
    """The program as a user starts it, with a journal."""
    yield from shown(build_window(application))


def die(file: Path) -> None:
    """The program works on a file and is killed."""
    command = [sys.executable, "-m", "tests.desktop.ui.killed", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert done.returncode == -9, done.stderr


def buttons(window: MainWindow) -> dict[str, QAbstractButton]:
    found = window.notice.findChildren(QAbstractButton)
    return {one.text(): one for one in found if one.isVisible() and one.text()}


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*.journal")]


def test_after_a_crash_the_session_opens_with_what_was_never_saved(
    lasting: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    before = len(open_session(path).session.annotations)
    die(path)
    workspace = lasting.workspace
    workspace.open_path(path)
    held = list(workspace.session.annotations.values())
    assert len(held) == before + 2
    assert held[-1].note == "half a no"
    assert workspace.unsaved
    assert lasting.notice.isVisible()
    assert "2 changes that were never saved" in lasting.notice.words.text()
    buttons(lasting)["Leave out"].click()
    assert len(workspace.session.annotations) == before
    lasting.actions_by_name["redo"].trigger()
    assert workspace.save()
    assert left(tmp_path) == []
    assert len(open_session(path).session.annotations) == before + 2


@pytest.mark.parametrize("name", ["save", "undo"])
def test_what_was_recovered_is_told_until_it_is_saved_or_taken_out(
    lasting: MainWindow, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "work.brief.json"
    crashed(path)
    lasting.workspace.open_path(path)
    assert "never saved" in lasting.notice.words.text()
    lasting.workspace.set_current(next(iter(lasting.workspace.session.annotations)))
    assert lasting.notice.isVisible()
    lasting.actions_by_name[name].trigger()
    assert not lasting.notice.isVisible()


def test_work_that_was_recovered_is_there_after_a_second_crash(
    lasting: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    before = len(open_session(path).session.annotations)
    die(path)
    (first,) = tmp_path.glob(".*.journal")
    die(path)  # recovers it, finds the same done already, and dies
    (second,) = tmp_path.glob(".*.journal")
    assert second != first
    lasting.workspace.open_path(path)
    assert len(lasting.workspace.session.annotations) == before + 2


def test_a_journal_stays_until_what_it_held_is_on_disk_again(
    lasting: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    before = len(open_session(path).session.annotations)
    die(path)
    (journal,) = tmp_path.glob(".*.journal")
    whole = os.write

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    lasting.workspace.open_path(path)
    monkeypatch.setattr(os, "write", whole)
    assert len(lasting.workspace.session.annotations) == before + 2
    assert journal.exists()


def test_an_article_that_was_in_no_session_file_is_offered_on_the_first_page(
    lasting: MainWindow, tmp_path: Path, data: Path
) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text("The harbour was closed. " * 9)
    die(article)
    assert len(left(data)) == 1
    lasting.make_ready()
    (row,) = [one for one in lasting.welcome.findChildren(StartRow) if "harbour" in one.text()]
    assert "1 article, 2 changes, today at" in row.accessibleDescription()
    row.click()
    held = list(lasting.workspace.session.annotations.values())
    assert [(one.spans[0].start, one.note) for one in held] == [(0, ""), (40, "half a no")]
    assert lasting.workspace.unsaved
    assert len(left(data)) == 1, "the new one"
    assert lasting.workspace.save_as(tmp_path / "kept.brief.json")
    assert left(tmp_path) == []


def test_a_session_that_is_saved_or_given_up_leaves_no_journal(
    lasting: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    workspace = lasting.workspace
    workspace.open_path(path)
    workspace.tag((Span(0, 10),), TagId("claim"))
    workspace.journaling.settle()
    assert len(left(tmp_path)) == 1
    workspace.start_new()
    assert left(tmp_path) == []
    workspace.open_path(path)
    assert not lasting.notice.isVisible()
    assert not workspace.unsaved


def test_a_folder_that_takes_no_journal_is_told_once(
    lasting: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    workspace = lasting.workspace
    workspace.open_path(path)
    said: list[str] = []
    workspace.warned.connect(said.append)
    whole = os.open

    def refuse(file: object, *rest: object, **names: object) -> int:
        if str(file).endswith(".journal"):
            raise PermissionError(13, "Permission denied", str(file))
        return whole(file, *rest, **names)  # pyright: ignore[reportArgumentType] - handed through

    monkeypatch.setattr(os, "open", refuse)
    workspace.tag((Span(0, 10),), TagId("claim"))
    workspace.journaling.settle()
    QApplication.processEvents()
    workspace.tag((Span(20, 30),), TagId("claim"))
    QApplication.processEvents()
    (told,) = [one for one in said if "journal" in one]
    assert told == (
        "Changes to “work.brief.json” are safe only once saved: "
        "no journal can be written (Permission denied)."
    )
    assert lasting.notice.isVisible(), "the second step has not taken its place"
    assert lasting.notice.words.text() == told
    assert workspace.save()
    assert not lasting.notice.isVisible()


def crashed(path: Path) -> Path:
    """A session at ``path`` with two changes that were never saved, and its journal."""
    save_session(path, opened())
    die(path)
    (journal,) = path.parent.glob(".*.journal")
    return journal


@pytest.fixture
def start(
    application: QApplication,
    complaints: list[str],
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], MainWindow]]:
    """Start the program, with settings that name no session of another test."""
    monkeypatch.setenv("BRIEFLIGHT_CONFIG", str(tmp_path / "settings"))
    with ExitStack() as until_the_end:

        def started() -> MainWindow:
            built = build_window(application)
            until_the_end.enter_context(contextmanager(shown)(built))
            built.make_ready()
            return built

        yield started


def rows(window: MainWindow) -> dict[str, StartRow]:
    """What the first page offers, by the line about each."""
    QApplication.processEvents()
    found = window.welcome.findChildren(StartRow)
    return {one.accessibleDescription(): one for one in found if one.isVisible()}


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Push the button of the dialog for unsaved work with this name; what the dialog says."""

    def prepare(name: str) -> list[str]:
        said: list[str] = []

        def exec_(shown: UnsavedWorkDialog) -> int:
            shown.show()
            QApplication.processEvents()
            said.extend(one.text() for one in shown.findChildren(QLabel))
            found = shown.findChildren(QAbstractButton)
            next(one for one in found if one.text() == name).click()
            shown.close()
            return 0

        monkeypatch.setattr(UnsavedWorkDialog, "exec", exec_)
        return said

    return prepare


def test_a_session_that_was_touched_and_renamed_is_recovered(
    lasting: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    crashed(path)
    os.utime(path, (0, 0))
    now = path.rename(tmp_path / "final.brief.json")
    lasting.workspace.open_path(now)
    assert "2 changes that were never saved" in lasting.notice.words.text()
    assert lasting.workspace.save()
    assert left(tmp_path) == []


def test_a_session_that_was_moved_alone_finds_its_journal_where_it_was(
    start: Callable[[], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    crashed(path)
    (tmp_path / "other").mkdir()
    now = path.rename(tmp_path / "other" / path.name)
    lasting = start()
    lasting.workspace.open_path(now)
    assert "2 changes that were never saved" in lasting.notice.words.text()
    assert lasting.workspace.save()
    assert left(tmp_path) == []


def opened_after_another_state(
    start: Callable[[], MainWindow], folder: Path, there: Session
) -> tuple[MainWindow, Path]:
    """A window with what another program wrote after a crash, and the journal of the crash."""
    path = folder / "work.brief.json"
    journal = crashed(path)
    save_session(path, there)
    window = start()
    window.workspace.open_path(path)
    return window, journal


def test_what_does_not_fit_is_shown_with_its_words_and_saved_as_a_session_of_its_own(
    start: Callable[[], MainWindow],
    tmp_path: Path,
    dialog: Callable[[str], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = replace(opened(), info=SessionInfo("Saved by somebody else"))
    lasting, journal = opened_after_another_state(start, tmp_path, there)
    words = lasting.notice.words.text()
    assert "2 changes were never saved" in words
    assert "The file holds another state of the session" in words
    assert not lasting.workspace.unsaved
    assert journal.exists()
    target = tmp_path / "rescued.brief.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    said = dialog("Save as a session…")
    buttons(lasting)["Show it…"].click()
    assert "Note: half a no" in said
    assert not journal.exists()
    rescued = open_session(target).session
    assert rescued.id != opened().id
    assert len(rescued.annotations) == len(opened().annotations) + 2
    assert "rescued.brief.json" in lasting.notice.words.text()
    buttons(lasting)["Open"].click()
    assert lasting.workspace.path == target


def test_what_does_not_fit_can_be_left_or_thrown_away(
    start: Callable[[], MainWindow],
    tmp_path: Path,
    dialog: Callable[[str], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = replace(opened(), id=SessionId("urn:x:another"))
    lasting, journal = opened_after_another_state(start, tmp_path, there)
    assert "Another session lies in its file now." in lasting.notice.words.text()
    dialog("Not now")
    buttons(lasting)["Show it…"].click()
    assert journal.exists()
    lasting.workspace.start_new()
    (about,) = [one for one in rows(lasting) if "unsaved" in one]
    assert about.startswith("2 unsaved changes to work.brief.json, today at")
    assert about.endswith("not in any session")

    def answer(words: str) -> None:
        dialog("Throw away…")

        def exec_(box: QMessageBox) -> int:
            next(one for one in box.buttons() if one.text() == words).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", exec_)
        rows(lasting)[about].click()

    answer("Cancel")
    assert journal.exists()
    answer("Throw away")
    assert not journal.exists()
    assert not [one for one in rows(lasting) if "unsaved" in one]


def test_the_first_page_names_the_session_that_has_work_to_be_taken_up(
    start: Callable[[], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    crashed(path)
    lasting = start()
    (about,) = [one for one in rows(lasting) if "unsaved" in one]
    rows(lasting)[about].click()
    assert lasting.workspace.path == path
    assert lasting.workspace.unsaved


def test_work_whose_session_is_gone_is_offered_with_the_words_the_journal_keeps(
    start: Callable[[], MainWindow], tmp_path: Path, dialog: Callable[[str], list[str]]
) -> None:
    path = tmp_path / "work.brief.json"
    crashed(path)
    path.unlink()
    lasting = start()
    (about,) = [one for one in rows(lasting) if "unsaved" in one]
    said = dialog("Not now")
    rows(lasting)[about].click()
    text = next(iter(opened().sources.values())).text
    assert f"“{text[0:10]}”" in said
    assert "Note: half a no" in said


def test_a_journal_that_cannot_be_read_is_offered_too(
    start: Callable[[], MainWindow], tmp_path: Path, dialog: Callable[[str], list[str]]
) -> None:
    path = tmp_path / "work.brief.json"
    journal = crashed(path)
    journal.write_bytes(b"\0" + journal.read_bytes())
    lasting = start()
    lasting.workspace.open_path(path)
    said = dialog("Not now")
    buttons(lasting)["Show it…"].click()
    assert any("damaged, or a newer version wrote it" in one for one in said)
    assert journal.exists()


def test_opening_a_session_with_nothing_to_recover_is_no_edit(
    start: Callable[[], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "work.brief.json"
    path.write_bytes(FERRY.read_bytes())
    before, found = path.read_bytes(), path.stat()
    lasting = start()
    lasting.workspace.open_path(path)
    QApplication.processEvents()
    assert not lasting.workspace.unsaved
    assert not lasting.isWindowModified()
    assert lasting.filing.may_close()
    lasting.workspace.start_new()
    now = path.stat()
    assert path.read_bytes() == before
    assert (now.st_mtime_ns, now.st_ctime_ns, now.st_ino) == (
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
    )
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "settings"}
