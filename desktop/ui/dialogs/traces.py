"""The files outside the sessions that hold words of articles, to be ticked and removed."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.store.traces import Trace
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import faint, plain
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


class TracesDialog(Dialog):
    """Shows the rows; the sessions themselves are never among them."""

    def __init__(self, theme: Theme, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Remove all traces"), parent, size=(600, 560))
        self._theme, self._rows = theme, rows
        self.boxes: list[QCheckBox] = []
        if rows:
            said = _(
                "Besides your sessions, which stay, these files hold words of articles. "
                "What you tick is removed for good."
            )
        else:
            said = _("Besides your sessions no file holds words of an article.")
        self.content.addWidget(plain(said, theme))
        if rows:
            self.content.addWidget(self._list())
        self.ok = self.answer(_("Remove"))
        self._check()

    def chosen(self) -> list[Row]:
        """The rows that are ticked."""
        return [row for row, box in zip(self._rows, self.boxes, strict=True) if box.isChecked()]

    def _list(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
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
        return held

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
