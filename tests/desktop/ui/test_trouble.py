"""A folder that is read-only, deleted, full or without links: the changes stay, and are told of."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop.model.annotation import Span
from desktop.model.identity import TagId
from desktop.store.files import backups
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.filing.test_recovering import data, lasting

__all__ = ["data", "lasting"]  # fixtures
Said = list[tuple[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the session lies, apart from everything else."""
    made = tmp_path / "sessions"
    made.mkdir()
    return made


@pytest.fixture
def path(lasting: MainWindow, folder: Path) -> Path:
    """A session with an unsaved passage."""
    path = folder / "work.brief.json"
    save_session(path, session(source(*HARBOUR)))
    lasting.workspace.open_path(path)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Said]:
    """Whoever is asked chooses another place; that, and what was said."""
    said: Said = []
    chosen = tmp_path / "rescued.brief.json"

    def exec_(box: QMessageBox) -> int:
        said.append((box.text(), box.informativeText()))
        next(one for one in box.buttons() if one.text() == "Save as…").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    return chosen, said


def refusing(folder: Path, number: int) -> Callable[..., int]:
    """``os.open`` on a system that lets nothing be made in a folder."""
    whole = os.open

    def refuse(file: object, flags: int, *rest: int, **names: object) -> int:
        if flags & os.O_CREAT and Path(str(file)).parent == folder:
            raise OSError(number, os.strerror(number), str(file))
        return whole(file, flags, *rest, **names)  # pyright: ignore[reportArgumentType,reportCallIssue] - handed through

    return refuse


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "You are not allowed to write “work.brief.json” there; nothing was lost."),
        (errno.EROFS, "“work.brief.json” lies on a disk that can only be read"),
        (errno.ENOSPC, "There is no room left on the disk for “work.brief.json”; nothing was lost"),
        (errno.EDQUOT, "There is no room left on the disk for “work.brief.json”; nothing was lost"),
        (errno.EIO, "“work.brief.json” could not be written (the system says:"),
    ],
)
def test_what_cannot_be_saved_here_can_be_saved_elsewhere(
    lasting: MainWindow,
    path: Path,
    folder: Path,
    elsewhere: tuple[Path, Said],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(os, "open", refusing(folder, number))
    workspace = lasting.workspace
    workspace.tag((Span(0, 11),), TagId("claim"))
    workspace.journaling.settle()
    lasting.filing.save()
    chosen, said = elsewhere
    assert [text.startswith(words) for text, _detail in said] == [True]
    assert said[0][1] == "The session is still open, with every change."
    assert path.read_bytes() == before
    assert workspace.path == chosen
    assert not workspace.unsaved
    assert len(open_session(chosen).session.annotations) == 1


def test_a_session_in_a_folder_that_takes_no_file_can_be_opened_and_changed(
    lasting: MainWindow, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lasting.workspace.start_new()
    monkeypatch.setattr(os, "open", refusing(folder, errno.EROFS))
    lasting.workspace.open_path(path)
    assert lasting.workspace.read_only == ""
    assert lasting.workspace.tag((Span(0, 11),), TagId("claim")) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="an open file keeps its folder there")
def test_a_session_whose_folder_was_deleted_can_be_saved_elsewhere(
    lasting: MainWindow, path: Path, folder: Path, elsewhere: tuple[Path, Said]
) -> None:
    lasting.workspace.tag((Span(0, 11),), TagId("claim"))
    shutil.rmtree(folder)
    lasting.filing.save()
    chosen, said = elsewhere
    assert said[0][0].startswith(f"“work.brief.json” is no longer in {folder}: ")
    assert len(open_session(chosen).session.annotations) == 1
    assert not folder.exists()


def test_a_session_whose_file_was_deleted_is_not_written_anew_without_being_asked(
    lasting: MainWindow, path: Path, elsewhere: tuple[Path, Said]
) -> None:
    lasting.workspace.tag((Span(0, 11),), TagId("claim"))
    path.unlink()
    lasting.filing.save()
    chosen, said = elsewhere
    assert len(said) == 1
    assert not path.exists()
    assert lasting.workspace.path == chosen
    assert len(open_session(chosen).session.annotations) == 1


def test_without_links_a_session_is_saved_and_backed_up(
    lasting: MainWindow, path: Path, elsewhere: tuple[Path, Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_names: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    for start in (0, 20):
        lasting.workspace.tag((Span(start, start + 11),), TagId("claim"))
        assert lasting.filing.save()
    assert elsewhere[1] == []
    newest, older = backups.all_of(path)
    assert len(open_session(newest).session.annotations) == 1
    assert len(open_session(older).session.annotations) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_linked_session_stays_a_link_with_everything_beside_its_file(
    lasting: MainWindow, path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.brief.json"
    link.symlink_to(path)
    workspace = lasting.workspace
    workspace.start_new()
    workspace.open_path(link)
    workspace.tag((Span(0, 11),), TagId("claim"))
    workspace.journaling.settle()
    beside = sorted(one.suffix for one in path.parent.iterdir())
    assert beside == [".journal", ".json", ".lock"]
    assert workspace.save()
    assert link.is_symlink()
    assert len(open_session(path).session.annotations) == 1
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
