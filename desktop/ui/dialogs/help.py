"""Keys and gestures, and what this program is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import VERSION
from desktop.i18n import _
from desktop.ui.actions import keys_of, specs
from desktop.ui.dialogs.fields import titled
from desktop.ui.dialogs.question import Question
from desktop.ui.look.theme import Theme

_Group = tuple[str, list[tuple[str, str]]]
"""A title, and what each key under it does."""
_HEADING_ROWS = 2
"""How many rows a title is worth."""
_KEYS_SIZE = (920, 720)
_SCROLL_BAR, _AROUND = 16, 60
"""Pixels of width beside the keys, and beside the list of them on a small screen."""


def show_keys(parent: QWidget, theme: Theme, chosen: Mapping[str, str]) -> None:
    """Every key, menu by menu, from the table the menus are built from; then the gestures."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("Keys and gestures"))
    dialog.resize(*_KEYS_SIZE)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 8, 16)
    column.setSpacing(12)
    column.addWidget(titled(_("Keys and gestures"), theme))
    page = QWidget()
    beside = QHBoxLayout(page)
    beside.setContentsMargins(0, 0, 20, 0)
    beside.setSpacing(40)
    for groups in _halves(_groups(chosen)):
        beside.addLayout(_keys(groups, theme), 1)
    scroll = QScrollArea()
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    scroll.setAccessibleName(_("Keys and gestures"))
    room = parent.screen().availableGeometry().width() - _AROUND
    scroll.setMinimumWidth(min(page.sizeHint().width() + _SCROLL_BAR, room))
    column.addWidget(scroll)
    close = QPushButton(_("Close"))
    close.setFixedHeight(32)
    close.setMinimumWidth(84)
    close.clicked.connect(dialog.accept)
    last = QHBoxLayout()
    last.setContentsMargins(0, 0, 12, 0)
    last.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    column.addLayout(last)
    scroll.setFocus()
    dialog.exec()


def _keys(groups: list[_Group], theme: Theme) -> QGridLayout:
    """What each key does, under the titles."""
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    for title, rows in groups:
        heading = _plain(title, theme.ui_font(12, 600))
        heading.setContentsMargins(0, 0 if grid.rowCount() == 1 else 14, 0, 2)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for what, keys in rows:
            row = grid.rowCount()
            action, pressed = _plain(what, theme.ui_font(13)), _plain(keys, theme.ui_font(13))
            pressed.setForegroundRole(pressed.palette().ColorRole.PlaceholderText)
            pressed.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(action, row, 0)
            grid.addWidget(pressed, row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _halves(groups: list[_Group]) -> tuple[list[_Group], list[_Group]]:
    """The groups in two columns of about the same height."""

    def difference(at: int) -> int:
        heights = [len(rows) + _HEADING_ROWS for _title, rows in groups]
        return abs(sum(heights[:at]) - sum(heights[at:]))

    at = min(range(len(groups) + 1), key=difference)
    return groups[:at], groups[at:]


def _groups(chosen: Mapping[str, str]) -> list[_Group]:
    """The title of each menu, and what its keys do."""
    groups: dict[str, list[tuple[str, str]]] = {}
    menu = ""
    for spec in specs():
        menu = menu if spec.menu == "ends" else spec.menu  # a menu inside another one
        rows = groups.setdefault(menu, [])
        if spec.name == "tags":
            rows.append((_("Tag the selection, or the sentence at the caret"), "1 – 4"))
            rows.append((_("Change the tag of the current passage"), "1 – 4"))
        keys = keys_of(spec, chosen)
        if keys:
            shown = (
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                for key in keys[:2]
            )
            rows.append((spec.words.rstrip("…"), _(" or ").join(shown)))
    groups[_("While suggestions are reviewed")] = [
        (_("Accept, as the tag proposed"), "A"),
        (_("Accept as another tag"), "1 – 4"),
        (_("Reject"), "X"),
        (_("Skip"), _("Space")),
        (_("Take the last answer back"), _("Backspace")),
        (_("Done"), _("Esc")),
    ]
    groups[_("Mouse")] = [
        (_("Select a word, a sentence, a paragraph"), _("click two, three, four times")),
        (_("Select whole words; letters"), _("drag; Alt+drag")),
        (_("Add the selection to the current passage"), _("Ctrl+drag")),
        (_("Move an end of the current passage"), _("drag its ring; with Alt by letters")),
        (_("Choose among passages that overlap"), _("click again")),
        (_("Zoom the text"), _("Ctrl+wheel")),
    ]
    groups[_("List of passages")] = [
        (_("Fold or unfold a group of passages"), _("Left, Right")),
        (_("Select several passages"), _("Shift or Ctrl, with click or arrow")),
        (_("List the passages of a tag only; all again"), _("click on the tag at the left; Esc")),
        (_("Filter by tag or speaker"), "tag:quote speaker:chen"),
        (_("Filter by label or source"), "label:port source:s2"),
        (_("Filter by grade or credibility"), "grade:b credibility:2"),
        (_("Filter by note or state"), "note: is:linked"),
    ]
    return [(title.replace("&", ""), rows) for title, rows in groups.items() if rows]


def _plain(text: str, font: QFont) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font)
    return label


def show_about(parent: QWidget) -> None:
    """Name, version, licence."""
    words = _(
        "Read an article closely, tag its passages, and export a briefing you can sign. "
        "MIT licence. The typefaces Literata, Inter, Vazirmatn, Noto Serif Hebrew and Noto "
        "Emoji are used under the SIL Open Font License."
    )
    name = _("Brieflight {version}").format(version=VERSION)
    Question(parent, _("About Brieflight"), name, words).exec()
