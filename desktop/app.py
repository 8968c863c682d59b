"""The composition root of the window: builds everything and passes it in."""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from desktop import messages
from desktop import settings as stored
from desktop.printable_line import print_line
from desktop.settings import Settings
from desktop.ui.look.icons import application_icon
from desktop.ui.look.style import HouseStyle
from desktop.ui.look.theme import Theme, load_fonts
from desktop.ui.session.workspace import Workspace
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.system_signals import SystemSignals

_log = logging.getLogger(__name__)
_AFTER_FIRST_FRAME_MS = 50
_FIELDS = ("QLineEdit", "QPlainTextEdit")


class Remembered:
    """The settings of this run; each change is stored at once, or lasts as long as the run."""

    def __init__(self, settings: Settings, lasting: bool) -> None:
        self._settings = settings
        self._lasting = lasting

    def now(self) -> Settings:
        """The settings as they are."""
        return self._settings

    def keep(self, settings: Settings) -> None:
        """Take and store other settings."""
        if settings != self._settings:
            self._settings = settings
            if self._lasting:
                stored.save(settings)


def create_application(arguments: Sequence[str] = (), *, rehearsing: bool = False) -> QApplication:
    """The Qt application with our fonts and name; one per process.

    A rehearsal needs no display: on Linux without one its window is drawn in memory. Raises
    ``messages.Refused`` where there is no display for any other window.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    displays = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not displays and "QT_QPA_PLATFORM" not in os.environ:
        if not rehearsing:
            raise messages.Refused(messages.no_display())
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Said once for every family of the system whenever a character has no font at all.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("Brieflight")
    application.setApplicationDisplayName("Brieflight")
    application.setDesktopFileName("brieflight")
    load_fonts()
    return application


def build_window(
    application: QApplication, settings: Settings | None = None, expecting: bool = False
) -> MainWindow:
    """The window, not yet shown. Given ``settings`` are used and nothing is stored.

    ``expecting`` says that an article is opened at once, so no first page is made.
    """
    if settings is None:
        remembered = Remembered(stored.load(), lasting=True)
    else:
        remembered = Remembered(settings, lasting=False)
    theme = Theme(remembered.now().theme, remembered.now().zoom)
    style = HouseStyle(theme)
    application.setStyle(style)
    _colour(application, theme)
    application.setFont(theme.ui_font())
    theme.changed.connect(lambda: _colour(application, theme))
    journals = stored.journals() if settings is None else None
    workspace = Workspace(remembered.now, journals=journals)
    window = MainWindow(workspace, theme, remembered.now, remembered.keep, expecting)
    workspace.setParent(window)
    theme.setParent(window)
    return window


def _colour(application: QApplication, theme: Theme) -> None:
    """Give every widget the colours of the theme; fields have some of their own."""
    application.setPalette(theme.palette())
    for fields in _FIELDS:
        application.setPalette(theme.field_palette(), fields)  # pyright: ignore[reportArgumentType]  it takes str


def run(files: Sequence[str], *, rehearse: Path | None = None) -> int:
    """Open the window on these files and work until it is closed; the exit code.

    A signal that asks the program to end has it end at once, with 128 and the signal's number; what
    is unsaved then waits in its journal.

    With ``rehearse`` the whole job is done by key and mouse events in that folder, and the window
    closes by itself.
    """
    application = create_application(rehearsing=rehearse is not None)
    if rehearse is not None:
        from desktop.ui.rehearsal.job import rehearse_job

        window = build_window(application, Settings(theme="light"))
        _follow_up(application, window)
        return rehearse_job(window, [Path(file) for file in files], rehearse)
    system = SystemSignals(application)  # before anything takes its time
    sys.excepthook = _tell_mistake
    window = build_window(application, None, bool(files))

    def end(number: int) -> None:
        window.end_at_once()
        application.exit(128 + number)

    system.asked_to_end.connect(end)
    window.show()
    QTimer.singleShot(_AFTER_FIRST_FRAME_MS, window, lambda: _follow_up(application, window))
    if files:
        paths = [Path(file) for file in files]
        QTimer.singleShot(0, window, lambda: window.filing.take_files(paths))
    return application.exec()


def _tell_mistake(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """For what a slot raises: a traceback could quote an article, and helps nobody who sees it."""
    if not issubclass(kind, KeyboardInterrupt):
        _log.error("unexpected", exc_info=error)
        print_line(messages.unexpected())


def _follow_up(application: QApplication, window: MainWindow) -> None:
    """What the first frame does not need."""
    window.make_ready()
    application.setWindowIcon(application_icon())
    gc.freeze()  # what is loaded by now stays
    gc.enable()
