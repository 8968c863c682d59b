"""A real window for the acts, and the acts done in it one after the other."""

import faulthandler
import traceback
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application
from desktop.settings import Settings
from desktop.ui.window.main_window import MainWindow
from tests.journey.hands import Keyboard

STUCK_SECONDS = 300
"""How long one act may take before the process ends and tells where it hung; the day may take as
long as the machine needs."""


@contextmanager
def opened(author: str) -> Generator[MainWindow]:
    """The window of the program, shown, of a person with this name; its jobs end with it."""
    application = create_application()
    window = build_window(application, Settings(theme="light", author=author))
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowExposed(window)
    faulthandler.dump_traceback_later(STUCK_SECONDS, exit=True)
    yield window
    window.workspace.undo_stack.setClean()
    window.workspace.stop_jobs()
    window.end_suggestions()
    # Qt's own clipboard outlives Python, and would destroy there what was copied here.
    QApplication.clipboard().clear()
    faulthandler.cancel_dump_traceback_later()


def work(window: MainWindow, acts: Iterable[Callable[[Keyboard], None]]) -> dict[str, str]:
    """The acts by name, each with what went wrong: nothing, if it was done. The first ends it."""
    done: dict[str, str] = {}
    hands = Keyboard(window)
    for act in acts:
        faulthandler.dump_traceback_later(STUCK_SECONDS, exit=True)  # in place of the last one
        try:
            act(hands)
            done[act.__name__] = ""
        except Exception:  # noqa: BLE001  it is told, whatever it is
            done[act.__name__] = traceback.format_exc()
            break
    return done
