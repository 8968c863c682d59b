"""Keys and gestures, and what this program is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import VERSION
from desktop.i18n import _
from desktop.ui.actions import keys_of, specs
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import faint, plain
from desktop.ui.look.icons import application_pixmap
from desktop.ui.look.theme import Theme

_Group = tuple[str, list[tuple[str, str]]]
"""A title, and what each key under it does."""
_HEADING_ROWS = 2
"""How many rows a title is worth."""
_KEYS_SIZE = (920, 720)
_COLUMN_GAP = 40
_KEYS_SHARE = (3, 2)
"""The widths of what a key does and of the key, to one another."""
_ICON = 64


class KeysPage(Dialog):
    """Every key, menu by menu, from the table the menus are built from; then the gestures."""

    def __init__(
        self, theme: Theme, chosen: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """``chosen`` are the keys in place of the usual ones, by action."""
        title = _("Keys and gestures")
        super().__init__(theme, title, parent, size=_KEYS_SIZE, focusable=True)
        beside = QHBoxLayout()
        beside.setSpacing(_COLUMN_GAP)
        for groups in _halves(_groups(chosen)):
            beside.addLayout(_keys(groups, theme), 1)
        self.content.addLayout(beside)
        self.ok = self.close_button()
        self.area.setFocus()


class About(Dialog):
    """Name, version, and the licences of the program and of its typefaces."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        name = _("Brieflight {version}").format(version=VERSION)
        super().__init__(theme, _("About Brieflight"), parent, heading=name, size=(480, 0))
        picture = QLabel()
        pixmap = application_pixmap(2 * _ICON)
        pixmap.setDevicePixelRatio(2)
        picture.setPixmap(pixmap)
        words = QVBoxLayout()
        words.setSpacing(8)
        for text in (
            _("Read an article closely, tag its passages, and export a briefing you can sign."),
            _("MIT licence. It works on this computer alone: nothing is sent anywhere."),
        ):
            words.addWidget(plain(text, theme))
        faces = _(
            "The typefaces Literata, Inter, Vazirmatn, Noto Serif Hebrew and Noto Emoji are used "
            "under the SIL Open Font License."
        )
        words.addWidget(faint(plain(faces, theme, 12)))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.content.addLayout(row)
        self.ok = self.close_button()


def show_keys(parent: QWidget, theme: Theme, chosen: Mapping[str, str]) -> None:
    """Show every key until the page is closed."""
    page = KeysPage(theme, chosen, parent)
    page.exec()
    page.deleteLater()


def show_about(parent: QWidget, theme: Theme) -> None:
    """Show name, version and licences until the dialog is closed."""
    about = About(theme, parent)
    about.exec()
    about.deleteLater()


def _keys(groups: list[_Group], theme: Theme) -> QGridLayout:
    """What each key does, under the titles."""
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(16)
    for column, share in enumerate(_KEYS_SHARE):
        grid.setColumnStretch(column, share)
    for title, rows in groups:
        heading = plain(title, theme, 12, 600)
        heading.setContentsMargins(0, 0 if grid.rowCount() == 1 else 14, 0, 2)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for what, keys in rows:
            row = grid.rowCount()
            action, pressed = plain(what, theme), faint(plain(keys, theme))
            pressed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            action.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
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
