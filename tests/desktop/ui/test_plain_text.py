"""Nothing that a stranger wrote is taken for markup, wherever it is shown."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop.model.annotation import Link, LinkKind, Speaker, Suggested
from desktop.model.change import Person, SessionInfo
from desktop.model.grades import Confidence, Credibility, Grade, Reliability
from desktop.model.identity import Instant, PersonId
from desktop.model.session import Session
from desktop.model.source import Front
from desktop.settings import Settings
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.dialogs.labels import LabelsDialog
from desktop.ui.dialogs.preferences import PreferencesDialog
from desktop.ui.exporting.dialog import ExportDialog
from tests.desktop.ui.articles import passage, session, source
from tests.desktop.ui.hands import CTRL, Hands, Key

EVIL = "<img src='x.png'><b>bold</b><a href='http://x'>x</a> &amp; <script>1</script>"
TAGS_OF_EVIL = ("<img", "<b>", "<a ", "<script")
ROLES = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)


def evil_session() -> Session:
    """Markup in every field that a session file has."""
    front = Front(EVIL, EVIL, EVIL, "2026-01-01", "2026-01-02", EVIL, "en")
    article = source(EVIL, f"Second. {EVIL}", name=f"{EVIL}.txt", front=front)
    grade = Grade(Reliability.A, EVIL, PersonId("urn:x:p"), Instant("2026-01-01T00:00:00Z"))
    article = replace(article, grade=grade)
    first = passage(article, "bold", number=1)
    second = passage(article, "Second", tag="quote", number=2)
    first = replace(
        first,
        note=EVIL,
        labels=(EVIL, "b"),
        speaker=Speaker(EVIL, EVIL, cue=EVIL),
        creator=PersonId("urn:x:p"),
        credibility=Credibility.DOUBTFUL,
        confidence=Confidence.LOW,
        links=(Link(LinkKind.SUPPORTS, second.id),),
        suggested=Suggested(EVIL, 0.5, EVIL),
    )
    made = session(article, passages=[first, second])
    tags = tuple(replace(tag, name=EVIL, description=EVIL) for tag in made.codebook)
    people = (Person(PersonId("urn:x:p"), EVIL, "E"),)
    return replace(made, codebook=tags, people=people, info=SessionInfo(EVIL))


@pytest.fixture
def opened(hands: Hands, tmp_path: Path) -> Hands:
    """Such a session with everything on the screen that can be."""
    hands.open(evil_session(), tmp_path, f"{EVIL.replace('/', '')}.brief.json")
    window = hands.window
    hands.choose_row(0)
    window.notice.show_notice(EVIL, ((EVIL, lambda: None),))
    hands.reader.setFocus()
    hands.press(Key.Key_F, CTRL)
    hands.type("<b>")
    window.workspace.rename(f"{EVIL}!")  # so that the Edit menu names a step
    window.workspace.noticed.emit(EVIL)
    QTest.mouseMove(hands.reader.viewport(), QPoint(300, 120))
    QApplication.processEvents()
    return hands


def taken_for_markup(root: QWidget) -> Iterator[str]:
    """Every place under ``root`` that shows, or would show, markup of ours as such."""
    for widget in (root, *root.findChildren(QWidget)):
        for shown in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            if any(tag in shown for tag in TAGS_OF_EVIL):
                yield f"tip of {type(widget).__name__}: {shown}"
        if isinstance(widget, QLabel) and _is_rich(widget):
            yield f"label: {widget.text()}"
        if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"box: {widget.text()}"
        if isinstance(widget, QTextBrowser):
            yield f"browser: {widget.toPlainText()}"
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            yield from _drawn(widget.document())
        if isinstance(widget, QAbstractItemView):
            yield from _tips(widget.model())
    for action in root.findChildren(QAction):
        if any(tag in action.toolTip() for tag in TAGS_OF_EVIL) and _shows_tips(action):
            yield f"tip of an action: {action.toolTip()}"


def _is_rich(label: QLabel) -> bool:
    return "<" in label.text() and label.textFormat() != Qt.TextFormat.PlainText


def _shows_tips(action: QAction) -> bool:
    """Whether anything shows the tip of an action: buttons do, menus only when told to."""
    return any(
        isinstance(one, QToolButton) or (isinstance(one, QMenu) and one.toolTipsVisible())
        for one in action.associatedObjects()
    )


def _drawn(document: QTextDocument) -> Iterator[str]:
    """A document in which markup was read holds pictures, links or bold words of it."""
    words = document.toPlainText()
    if "bold" in words and "<b>" not in words:
        yield f"document: {words}"
    if "\ufffc" in words:
        yield f"picture in a document: {words}"


def _tips(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for row in range(model.rowCount(QModelIndex())):
        for role in ROLES:
            shown = str(model.data(model.index(row, 0), role) or "")
            if any(tag in shown for tag in TAGS_OF_EVIL):
                yield f"tip of a row: {shown}"


def test_the_walk_finds_a_label_and_a_tip_that_would_be_rich(opened: Hands) -> None:
    label = QLabel(EVIL, opened.window)
    label.setToolTip(EVIL)
    assert len(list(taken_for_markup(opened.window))) == 2


def test_nothing_in_the_window_takes_a_strangers_words_for_markup(opened: Hands) -> None:
    assert EVIL in opened.passages[0].note
    shown = [one.text() for one in opened.window.findChildren(QLabel)]
    assert sum("<b>" in one for one in shown) > 1, "the session is not on the screen"
    assert list(taken_for_markup(opened.window)) == []


def test_nothing_in_a_dialog_does(opened: Hands) -> None:
    window, held = opened.window, opened.window.workspace.session
    settings = Settings(author=EVIL, initials="E", recent=(f"/{EVIL}",))
    dialogs: list[QDialog] = [
        DetailsDialog(window.theme, opened.source, opened.source.front, window, held.people),
        LabelsDialog(window.theme, Counter({EVIL: 1}), 2, [EVIL], window),
        PreferencesDialog(window.theme, settings, window),
        ExportDialog(window.theme, held, EVIL, settings, window),
    ]
    for dialog in dialogs:
        dialog.show()
        QApplication.processEvents()
        assert list(taken_for_markup(dialog)) == [], type(dialog).__name__
        dialog.close()


def test_no_question_does(opened: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look(box: QMessageBox) -> int:
        asked.extend(["asked", *taken_for_markup(box)])
        box.buttons()[-1].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    opened.window.filing.may_close()
    opened.window.workspace.save_failed.emit(EVIL)
    assert asked == ["asked", "asked"]
