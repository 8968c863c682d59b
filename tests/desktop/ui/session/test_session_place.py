"""Where the file of a session lies is told by the system, whoever lets go of it."""

import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QFileSystemWatcher
from PySide6.QtWidgets import QApplication

from desktop.ui.session.session_place import SessionPlace
from tests.desktop.ui.hands import wait_for


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that can be followed."""
    path = tmp_path / "work.brief.json"
    path.write_bytes(b"{}")
    return path


def test_a_file_that_is_renamed_is_told_and_found(application: QApplication, path: Path) -> None:
    place = SessionPlace()
    place.follow(path)
    assert place.now() == path
    other = path.with_name("final.brief.json")
    wait_for(place.touched, lambda: path.rename(other))
    assert place.now() == other
    place.follow(None)
    assert place.now() is None


def test_what_the_collector_lets_go_in_another_thread_is_deleted_in_its_own(
    application: QApplication, path: Path, complaints: list[str]
) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of tests before
    before = len(application.findChildren(QFileSystemWatcher))

    def forget() -> None:
        place = SessionPlace()
        place.follow(path)
        held = [place]
        held.append(held)  # pyright: ignore[reportArgumentType] - only the collector finds it

    gc.disable()
    forget()
    collecting = threading.Thread(target=gc.collect)
    collecting.start()
    collecting.join()
    gc.enable()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(application.findChildren(QFileSystemWatcher)) == before
    assert complaints == []
