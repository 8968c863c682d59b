"""Every dialog on the screen of this process: what of it is off the screen, or cut off.

Run on the offscreen platform with a file that says how large the screen is, and a folder for a
session; each trouble is printed.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from desktop.app import build_window, create_application
from desktop.editing.session_merge import plan_merge
from desktop.model.change import SessionInfo
from desktop.model.identity import Instant
from desktop.model.session import Session
from desktop.settings import Settings
from desktop.store.files.sessions import save_session
from desktop.store.journal.leftover import Held, Leftover
from desktop.store.journal.recovery import Misfit
from desktop.ui.dialogs.base import FRAME, room_on_screen
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.dialogs.fields import Choice
from desktop.ui.dialogs.help import About, KeysPage
from desktop.ui.dialogs.keys import KeysDialog
from desktop.ui.dialogs.labels import LabelsDialog
from desktop.ui.dialogs.merging import MergeDialog, MergeQuestion
from desktop.ui.dialogs.preferences import PreferencesDialog
from desktop.ui.dialogs.question import Question
from desktop.ui.dialogs.same_article import SameArticleQuestion
from desktop.ui.dialogs.speaker import RenameDialog
from desktop.ui.dialogs.title import TitleDialog
from desktop.ui.dialogs.traces import Row, TracesDialog
from desktop.ui.dialogs.unsaved_work import UnsavedWorkDialog
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.triage.bar import KeyButton
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, passage, session, source

LONG = "What a person wrote about the harbour, the quay and the people who work there. "


def every_dialog(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """Each dialog of the program, with much to say."""
    theme, held = window.theme, window.workspace.session
    article = next(iter(held.sources.values()))
    passages = list(held.annotations.values())
    return {
        "details": lambda: DetailsDialog(theme, article, None, window),
        "help": lambda: KeysPage(theme, {}, window),
        "about": lambda: About(theme, window),
        "keys": lambda: KeysDialog(theme, {}, ("1", "2", "3", "4"), window),
        "labels": lambda: LabelsDialog(theme, Counter(_labels()), 2, [], window),
        "merging": lambda: merge_dialog(window),
        "preferences": lambda: PreferencesDialog(theme, Settings(), window),
        "speaker": lambda: RenameDialog(theme, passages, "Neda Tarvell", window),
        "title": lambda: TitleDialog(theme, SessionInfo("", "TLP:AMBER"), LONG, window),
        "traces": lambda: TracesDialog(theme, _rows(), window),
        "export": lambda: ExportDialog(theme, held, LONG, Settings(), window),
        "same article": lambda: SameArticleQuestion(
            window, LONG, LONG, (("show", "Show S12"), ("add", "Add again"))
        ),
        "unsaved work": lambda: unsaved_work(window),
        "question": lambda: question(window, LONG),
        "long question": lambda: question(window, LONG * 60),
    }


def question(window: MainWindow, meaning: str) -> Question:
    """A question with three answers."""
    box = Question(window, "Changed elsewhere", "Another program wrote the file.", meaning)
    for words in ("Save as…", "Reload", "Not now"):
        box.addButton(words, box.ButtonRole.AcceptRole)
    return box


def unsaved_work(window: MainWindow) -> UnsavedWorkDialog:
    """What a crash left of a session with a long title and many passages."""
    held = window.workspace.session
    touched = tuple(held.annotations.values()) * 12
    nowhere = Path("journal")
    left = Leftover(nowhere, None, LONG * 3, 9, Instant("2026-11-15T09:30:00Z"), Misfit.NO_FILE)
    return UnsavedWorkDialog(window.theme, left, Held(held, touched, 2, False), window)


def merge_dialog(window: MainWindow) -> MergeDialog:
    """A merge in which both sides changed the same passages."""
    base = _session("")
    mine, theirs = (
        replace(base, annotations=_session(note).annotations)
        for note in (LONG * 4, f"Elsewhere: {LONG}")
    )
    plan = plan_merge(mine, theirs)
    assert len(plan.differences) == 2
    question = MergeQuestion(
        LONG, [LONG] * 5, plan.differences, plan.sides, "Merge", plan.differences
    )
    return MergeDialog(window.theme, question, window)


def troubles(dialog: QDialog) -> Iterator[str]:
    """What of a dialog that is shown is not on the screen, or not whole."""
    room = dialog.screen().availableGeometry()
    framed = dialog.geometry().marginsAdded(FRAME)
    if framed.width() > room.width() or framed.height() > room.height():
        yield f"{framed.width()} by {framed.height()} on {room.width()} by {room.height()}"
    for area in dialog.findChildren(QScrollArea):
        page = area.widget()
        if area.isVisible() and page is not None:
            over = page.width() - area.viewport().width()
            margin = 20 if isinstance(dialog, ExportDialog) else 0
            if over > margin:
                yield f"{area.accessibleName()} is {over} pixels wider than what is seen of it"
    for one in dialog.findChildren(QWidget):
        if one.isVisible() and isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield from _cut(dialog, one)


def review_troubles(window: MainWindow) -> Iterator[str]:
    """What of the window is cut off while suggestions of the sample are reviewed."""
    window.filing.open_sample()
    window.resize(room_on_screen(window))
    window.triage.begin()
    QApplication.processEvents()
    QApplication.processEvents()
    bar = window.review.bar
    buttons = [one for one in bar.findChildren(KeyButton) if one.isVisible()]
    if len(buttons) != 8:
        yield f"{len(buttons)} buttons"
    for one in buttons:
        place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        if one.width() < one.sizeHint().width() or not window.rect().contains(place):
            yield f"“{one.accessibleName()}” at {place.getRect()} of {window.size().toTuple()}"
    for left, right in pairwise(sorted(buttons, key=lambda one: one.x())):
        if left.geometry().intersects(right.geometry()):
            yield f"“{left.accessibleName()}” over “{right.accessibleName()}”"


def _cut(dialog: QDialog, one: QWidget) -> Iterator[str]:
    around = _ground(dialog, one)
    place = QRect(one.mapTo(around, QPoint(0, 0)), one.size())
    text = getattr(one, "text", str)()
    said = f"{type(one).__name__} “{text[:30]}”"
    if not around.rect().contains(place):
        yield f"{said} at {place.getRect()} of {around.size().toTuple()}"
    if isinstance(one, QLabel) and text:
        if one.wordWrap() and one.heightForWidth(one.width()) > one.height():
            yield f"{said} wants {one.heightForWidth(one.width())} of {one.height()} pixels"
        if not one.wordWrap() and QFontMetrics(one.font()).horizontalAdvance(text) > one.width():
            yield f"{said} is cut at {one.width()} pixels"
    if isinstance(one, QPushButton | QCheckBox) and text and one.sizeHint().width() > one.width():
        yield f"{said} is cut at {one.width()} pixels"
    if isinstance(one, Choice) and one.fontMetrics().horizontalAdvance(text) + 8 > one.width():
        yield f"{said} is cut at {one.width()} pixels"


def _ground(dialog: QDialog, one: QWidget) -> QWidget:
    """What a widget has to lie in: the page that scrolls, or the dialog."""
    pages = [area.widget() for area in dialog.findChildren(QScrollArea)]
    around = [page for page in pages if page is not None and page.isAncestorOf(one)]
    return around[-1] if around else dialog


def _session(note: str) -> Session:
    article = source(*HARBOUR)
    held = [passage(article, "harbour pilots"), passage(article, "the crane", number=2)]
    return session(article, passages=[replace(one, note=note) for one in held])


def _labels() -> dict[str, int]:
    return {f"label {number}": 1 for number in range(40)}


def _rows() -> list[Row]:
    return [Row(f"{LONG}{number}", (), LONG * 2) for number in range(16)]


def main() -> None:
    """Print what is wrong, a line each, and "looked" at the end."""
    application = create_application()
    window = build_window(application, Settings(theme="light"))
    path = Path(sys.argv[1]) / "work.brief.json"
    save_session(path, _session(""))
    window.workspace.open_path(path)
    window.show()
    size = window.screen().geometry()
    print(f"{size.width()} by {size.height()}")
    for name, make in every_dialog(window).items():
        dialog = make()
        dialog.setModal(False)
        dialog.show()
        QApplication.processEvents()
        QApplication.processEvents()
        for said in troubles(dialog):
            print(f"{name}: {said}")
        dialog.close()
    for said in review_troubles(window):
        print(f"review: {said}")
    print("looked")


if __name__ == "__main__":
    main()
