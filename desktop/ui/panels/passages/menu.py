"""What a right click on selected passages offers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaMethod, Qt, SignalInstance
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
    asked = ((rows.label_asked, _("Labels…")), (rows.credibility_asked, _("Credibility…")))
    offered = [(signal, words) for signal, words in asked if is_heard(rows, signal)]
    if offered:
        menu.addSeparator()
    for signal, words in offered:
        menu.addAction(words).triggered.connect(partial(_ask, signal, ids))
    menu.addSeparator()
    delete = menu.addAction(_("Delete passage") if len(ids) == 1 else _("Delete passages"))
    delete.triggered.connect(partial(_ask, rows.deleted, ids))
    return menu


def is_heard(rows: "PassageList", signal: SignalInstance) -> bool:
    """Whether anybody listens to a signal: what nobody would do is not offered."""
    return rows.isSignalConnected(QMetaMethod.fromSignal(signal))


def _retag(rows: "PassageList", ids: list[AnnotationId], tag: str, _checked: bool = False) -> None:
    rows.retagged.emit(ids, tag)


def _ask(signal: SignalInstance, ids: list[AnnotationId], _checked: bool = False) -> None:
    signal.emit(ids)
