"""The files outside the sessions that hold words of articles, to be ticked and removed."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _, ngettext
from desktop.store.traces import Trace
from desktop.ui.dialogs.fields import buttons, faint, plain, scrolled, titled
from desktop.ui.look.theme import Theme

_NAMED = 4
"""So many files of a row are named; of more the number is given."""


class Row(Struct, frozen=True):
    """What is ticked together: what it is, the files, and whether it is ticked at first.

    ``detail`` stands below instead of the files, where there are none.
    """

    words: str
    traces: tuple[Trace, ...] = ()
    detail: str = ""
    ticked: bool = True


class TracesDialog(QDialog):
    """Shows the rows; the sessions themselves are never among them."""

    def __init__(self, theme: Theme, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self.setWindowTitle(_("Remove all traces"))
        self.setModal(True)
        self.setMinimumWidth(560)
        self.boxes: list[QCheckBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(titled(_("Remove all traces"), theme))
        if rows:
            said = _(
                "Besides your sessions, which stay, these files hold words of articles. "
                "What you tick is removed for good."
            )
        else:
            said = _("Besides your sessions no file holds words of an article.")
        column.addWidget(plain(said, theme))
        if rows:
            column.addWidget(self._list(), 1)
        row, self.ok = buttons(self, _("Remove"), theme)
        column.addLayout(row)
        self._check()
        self.resize(600, min(560, 170 + 54 * len(rows)))

    def chosen(self) -> list[Row]:
        """The rows that are ticked."""
        return [row for row, box in zip(self._rows, self.boxes, strict=True) if box.isChecked()]

    def _list(self) -> QScrollArea:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for row in self._rows:
            box = QCheckBox(row.words.replace("&", "&&"))
            box.setAccessibleName(row.words)
            box.setAccessibleDescription(_detail(row))
            box.setChecked(row.ticked)
            box.toggled.connect(self._check)
            self.boxes.append(box)
            part = QVBoxLayout()
            part.setSpacing(1)
            part.addWidget(box)
            below = faint(plain(_detail(row), self._theme, 12))
            below.setContentsMargins(24, 0, 0, 0)
            part.addWidget(below)
            column.addLayout(part)
        column.addStretch()
        return scrolled(held, _("Files with words of articles"))

    def _check(self) -> None:
        self.ok.setEnabled(any(box.isChecked() for box in self.boxes))


def _detail(row: Row) -> str:
    """The names of a row's files and their folders."""
    if not row.traces:
        return row.detail
    folders = sorted({_home(trace.path.parent) for trace in row.traces})
    names = [trace.path.name for trace in row.traces]
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    if more > 0:
        further = ngettext("and {count} more", "and {count} more", more).format(count=more)
        shown = f"{shown} {further}"
    return _("{names} in {folder}").format(names=shown, folder=", ".join(folders))


def _home(folder: Path) -> str:
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)
