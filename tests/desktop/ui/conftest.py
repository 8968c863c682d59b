"""One application, a window for each test, and no warning of Qt that goes unseen."""

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application
from desktop.settings import Settings
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.hands import Hands

HARMLESS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""The offscreen platform says this of every window, and the last two of every list that pops up."""


@pytest.fixture(scope="session")
def application() -> QApplication:
    """The only application of the test process."""
    return create_application()


@pytest.fixture(autouse=True)
def complaints() -> Iterator[list[str]]:
    """What Qt warned of and what slots raised during a test; either fails it."""
    heard: list[str] = []

    def listen(kind: QtMsgType, _context: object, message: str | None) -> None:
        if kind != QtMsgType.QtDebugMsg and message not in HARMLESS:
            heard.append(message or "")

    def raised(
        kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        heard.append(f"{kind.__name__}: {error}")

    qInstallMessageHandler(listen)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "excepthook", raised)
        yield heard
    qInstallMessageHandler(None)
    assert not heard


@pytest.fixture
def window(application: QApplication, complaints: list[str]) -> Iterator[MainWindow]:
    """The whole program with default settings, shown and active."""
    built = build_window(application, Settings(theme="light"))
    built.resize(1440, 900)
    yield from shown(built)


def shown(window: MainWindow) -> Generator[MainWindow, None, None]:
    """Show a window and take it down again, with its jobs and what it left in the event queue."""
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield window
    window.workspace.stop_jobs()
    window.end_suggestions()
    window.workspace.undo_stack.setClean()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    QApplication.clipboard().clear()


@pytest.fixture
def windows(
    application: QApplication, complaints: list[str]
) -> Iterator[Callable[[Settings], MainWindow]]:
    """Further windows of the program, with settings of their own."""
    with ExitStack() as until_the_end:

        def open_one(settings: Settings) -> MainWindow:
            built = build_window(application, settings)
            built.resize(1440, 900)
            return until_the_end.enter_context(contextmanager(shown)(built))

        yield open_one


@pytest.fixture
def hands(window: MainWindow) -> Hands:
    """Somebody who works with the window."""
    return Hands(window)
