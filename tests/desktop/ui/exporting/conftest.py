"""An export dialog over two articles, previewed by real workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.protocol import Request
from desktop.settings import Settings
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.session.jobs import Job
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands

SETTINGS = Settings(author="Ada Quill", initials="AQ")


@pytest.fixture
def opened(hands: Hands, tmp_path: Path) -> Hands:
    """A window with two articles and four passages."""
    one, two = source(*HARBOUR), source("The quay is let.", id_="urn:uuid:2", name="b.txt")
    held = [
        passage(one, "harbour pilots", number=1),
        passage(one, "It is a neat line.", number=2, tag="opinion"),
        passage(one, "pilots of Halvec", number=3, tag="quote"),
        passage(two, "The quay", number=4),
    ]
    hands.open(session(one, two, passages=held), tmp_path)
    return hands


@pytest.fixture
def sent() -> list[tuple[Request, Job]]:
    """What the dialog has sent to workers, in order."""
    return []


@pytest.fixture
def dialog(opened: Hands, sent: list[tuple[Request, Job]]) -> Iterator[ExportDialog]:
    """The dialog, not shown yet."""
    window = opened.window

    def start(request: Request, data: bytes) -> Job:
        job = window.workspace.preview(request, data)
        sent.append((request, job))
        return job

    made = ExportDialog(
        window.theme,
        window.workspace.session,
        "Harbour",
        SETTINGS,
        window,
        window.workspace.encoded,
        start,
    )
    made.resize(1120, 772)
    yield made
    made.close()
    window.workspace.stop_jobs()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
