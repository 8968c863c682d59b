"""What a right click on selected passages offers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QMenu

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.model.identity import AnnotationId

if TYPE_CHECKING:
    from desktop.ui.panels.passages.view import PassageList


def passage_menu(rows: "PassageList", codebook: tuple[Tag, ...]) -> QMenu | None:
    """The menu for the selected rows; none where nothing is selected."""
    ids = rows.selected()
    if not ids:
        return None
    menu = QMenu(rows)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for tag in codebook:
        words = _("Tag as {name}").format(name=tag.name.replace("&", "&&"))
        menu.addAction(words).triggered.connect(partial(_retag, rows, ids, tag.id))
    menu.addSeparator()
    asked = ((rows.label_asked, _("Labels…")), (rows.credibility_asked, _("Credibility…")))
    for signal, words in asked:
        menu.addAction(words).triggered.connect(partial(_ask, signal, ids))
    menu.addSeparator()
    delete = menu.addAction(_("Delete passage") if len(ids) == 1 else _("Delete passages"))
    delete.triggered.connect(partial(_ask, rows.deleted, ids))
    return menu


def _retag(rows: "PassageList", ids: list[AnnotationId], tag: str, _checked: bool = False) -> None:
    rows.retagged.emit(ids, tag)


def _ask(signal: SignalInstance, ids: list[AnnotationId], _checked: bool = False) -> None:
    signal.emit(ids)
