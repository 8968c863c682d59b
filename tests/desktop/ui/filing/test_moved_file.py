"""A session that is renamed or moved while it is open: the window goes after it, or asks."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop import messages
from desktop.model.annotation import Span
from desktop.model.identity import SessionId, TagId
from desktop.store.files import backups, lock
from desktop.store.files.sessions import open_session, save_session
from desktop.store.journal import recovery
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.filing.test_conflicts import Ask, ask, buttons
from tests.desktop.ui.filing.test_recovering import data, lasting
from tests.desktop.ui.hands import until

__all__ = ["ask", "data", "lasting"]  # fixtures
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").exists() and sys.platform != "darwin",
    reason="the system does not say where a file lies",
)


@pytest.fixture
def path(lasting: MainWindow, tmp_path: Path) -> Path:
    """A session that was saved twice and is open, in a folder of its own."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = folder / "work.brief.json"
    save_session(path, session(source(*HARBOUR)))
    lasting.workspace.open_path(path)
    lasting.workspace.tag((Span(0, 11),), TagId("claim"))
    assert lasting.workspace.save()
    return path


def in_the_same_folder(path: Path) -> Path:
    return path.rename(path.with_name("final.brief.json"))


def into_another_folder(path: Path) -> Path:
    folder = path.parent.parent / "other"
    folder.mkdir()
    return path.rename(folder / path.name)


def with_its_folder(path: Path) -> Path:
    return path.parent.rename(path.parent.with_name("renamed")) / path.name


def and_another_put_in_its_place(path: Path) -> Path:
    moved = in_the_same_folder(path)
    save_session(path, replace(session(source(*HARBOUR)), id=SessionId("urn:x:another")))
    return moved


WAYS = (
    in_the_same_folder,
    into_another_folder,
    with_its_folder,
    and_another_put_in_its_place,
)


def files(folder: Path) -> list[Path]:
    """All sessions in and under a folder."""
    return sorted(one for one in folder.rglob("*.brief.json") if not one.name.startswith("."))


def lies_beside(journal: Path | None, file: Path) -> bool:
    return (
        journal is not None
        and journal.parent == file.parent
        and journal.name.startswith(f".{file.name}.")
    )


@pytest.mark.parametrize("edited", [False, True], ids=["clean", "edited"])
@pytest.mark.parametrize("move", WAYS)
def test_a_save_goes_where_the_session_was_moved_and_makes_no_second_file(
    lasting: MainWindow, path: Path, tmp_path: Path, move: Callable[[Path], Path], edited: bool
) -> None:
    workspace = lasting.workspace
    if edited:
        workspace.tag((Span(20, 31),), TagId("claim"))
        assert workspace.journaling.settle()
    now = move(path)
    before = files(tmp_path)
    workspace.tag((Span(40, 51),), TagId("claim"))
    assert workspace.journaling.settle()
    until(lambda: lies_beside(workspace.journaling.own, now))
    assert workspace.save()
    assert files(tmp_path) == before
    assert workspace.path == now
    assert len(open_session(now).session.annotations) == 2 + edited
    tips = [label.toolTip() for label in lasting.top.findChildren(QLabel)]
    assert any(tip.endswith(f"\n{now.name}") for tip in tips)
    workspace.start_new()
    assert recovery.left_beside(now) == recovery.left_beside(path) == []


@pytest.mark.parametrize("move", [in_the_same_folder, into_another_folder])
def test_the_window_says_at_once_that_the_session_was_moved(
    lasting: MainWindow, path: Path, move: Callable[[Path], Path]
) -> None:
    now = move(path)
    until(lambda: lasting.workspace.path == now)
    assert lasting.notice.isVisible()
    assert "saved there from now on" in lasting.notice.words.text()
    assert lock.place(now).exists()
    assert not lock.place(path).exists()
    assert not lasting.workspace.unsaved


def test_its_backups_go_with_a_session_that_was_renamed(lasting: MainWindow, path: Path) -> None:
    assert len(backups.all_of(path)) == 1
    now = in_the_same_folder(path)
    lasting.workspace.look_at_file()
    assert backups.all_of(path) == []
    assert len(backups.all_of(now)) == 1


def deleted(path: Path) -> None:
    path.unlink()


def thrown_away(path: Path) -> None:
    folder = path.parent.parent / ".Trash-1000" / "files"
    folder.mkdir(parents=True)
    path.rename(folder / path.name)


def deleted_with_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("gone", [deleted, thrown_away])
def test_a_session_that_is_gone_is_written_again_only_when_somebody_says_so(
    lasting: MainWindow, path: Path, ask: Ask, gone: Callable[[Path], None]
) -> None:
    lasting.workspace.tag((Span(20, 31),), TagId("claim"))
    gone(path)
    said = ask("Not now", "Save here again")
    assert not lasting.filing.save()
    assert "is no longer in" in said[0][0]
    assert not path.exists()
    assert lasting.workspace.unsaved
    lasting.filing.save()
    assert not lasting.workspace.unsaved
    assert len(open_session(path).session.annotations) == 2


@pytest.mark.parametrize("gone", [deleted, thrown_away])
def test_the_window_says_that_a_session_is_gone(
    lasting: MainWindow, path: Path, gone: Callable[[Path], None]
) -> None:
    gone(path)
    until(lasting.notice.isVisible)
    assert "is no longer in" in lasting.notice.words.text()
    assert list(buttons(lasting)) == ["Save as…"]


def test_a_folder_that_is_gone_is_not_made_again(lasting: MainWindow, path: Path, ask: Ask) -> None:
    deleted_with_its_folder(path)
    lasting.workspace.tag((Span(20, 31),), TagId("claim"))
    lasting.workspace.journaling.settle()
    QTest.qWait(0)
    assert not path.parent.exists()
    ask("Not now")
    assert not lasting.filing.save()
    assert not path.parent.exists()


def test_another_session_in_its_place_is_told_at_once_and_not_overwritten(
    lasting: MainWindow, path: Path
) -> None:
    other = path.with_name("other")
    another = replace(session(source(*HARBOUR)), id=SessionId("urn:x:another"))
    save_session(other, another)
    other.replace(path)
    until(lasting.notice.isVisible)
    assert "Another session lies in “work.brief.json” now" in lasting.notice.words.text()
    assert open_session(path).session.id == another.id


def test_a_session_that_another_program_saves_is_no_moved_one(
    lasting: MainWindow, path: Path
) -> None:
    held = open_session(path).session
    save_session(path, held)
    lasting.workspace.look_at_file()
    QApplication.processEvents()
    assert lasting.workspace.path == path
    assert not lasting.notice.isVisible()


def test_a_journal_that_is_taken_away_is_told_and_written_anew(
    lasting: MainWindow, path: Path
) -> None:
    workspace = lasting.workspace
    workspace.tag((Span(20, 31),), TagId("claim"))
    workspace.journaling.settle()
    (journal,) = path.parent.glob(".*.journal")
    journal.unlink()
    said: list[str] = []
    workspace.noticed.connect(said.append)
    workspace.tag((Span(40, 51),), TagId("claim"))
    until(lambda: bool(said))
    assert said == [messages.journal_moved()]
    assert list(path.parent.glob(".*.journal"))
