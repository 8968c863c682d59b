"""What was done is there again after a crash, and only then."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.app import build_window
from desktop.model.annotation import Span
from desktop.model.identity import TagId
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.panels.welcome import StartRow
from desktop.ui.window.main_window import MainWindow
from tests.desktop.store.examples import opened
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
    workspace.noticed.connect(said.append)
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
    assert workspace.save()
