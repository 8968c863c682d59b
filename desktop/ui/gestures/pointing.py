"""What pointing at passages does: choose among several, tell of one, write its note, cite it."""

from functools import partial

from PySide6.QtCore import QMimeData, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QToolTip

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.reader.hands.chooser import Choice, Chooser
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace

_IN_MENU = 9
"""Passages listed in the context menu; more are left to the chooser."""
_SHOWN = 300
_IN_TIP = 160


class Pointing(QObject):
    """Answers the reader about passages, and tells the workspace which one is meant."""

    note_asked = Signal()
    """The note of the current passage is to be written."""

    def __init__(
        self, workspace: Workspace, theme: Theme, reader: Reader, passages: PassageList
    ) -> None:
        super().__init__(reader)
        self._workspace = workspace
        self._theme = theme
        self._reader = reader
        self._list = passages
        self._chooser: Chooser | None = None
        reader.tip_asked.connect(self._tell)
        reader.note_clicked.connect(self._note_clicked)
        reader.note_written.connect(workspace.set_note)
        reader.note_typed.connect(workspace.typing)

    def choose(self) -> None:
        """Offer all passages at the caret."""
        under = self._reader.passages_around_caret()
        if not under:
            self._workspace.noticed.emit(_("There is no passage at the caret."))
            return
        if self._chooser is None:
            self._chooser = Chooser(self._theme, self._reader.window())
            self._chooser.chosen.connect(self._take)
            self._chooser.left.connect(self._reader.setFocus)
        current = self._workspace.current
        caret = self._reader.cursorRect().bottomLeft() + QPoint(0, 6)
        place = self._reader.viewport().mapTo(self._reader.window(), caret)
        choices = [self._choice(AnnotationId(id_)) for id_ in under]
        self._chooser.offer(choices, current.id if current is not None else None, place)

    @property
    def chooser(self) -> Chooser | None:
        """The list, once it was asked for."""
        return self._chooser

    def context_menu(self, passage: QMenu) -> QMenu:
        """What a right click offers: the passages at the caret if there are several, and the menu.

        The caller shows it; it deletes itself when it is closed.
        """
        menu = QMenu(self._reader)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        under = self._reader.passages_at_caret()
        if len(under) > 1:
            current = self._workspace.current
            for id_ in under[:_IN_MENU]:
                choice = self._choice(id_)
                action = menu.addAction(self._mark(choice), _in_menu(choice))
                action.setCheckable(True)
                action.setChecked(current is not None and current.id == id_)
                action.triggered.connect(partial(self._take, id_))
            if len(under) > _IN_MENU:
                words = ngettext(
                    "All {count} passage here…", "All {count} passages here…", len(under)
                )
                menu.addAction(words.format(count=len(under))).triggered.connect(self.choose)
            menu.addSeparator()
        menu.addActions(passage.actions())
        return menu

    def cite(self) -> None:
        """Copy the current passage, or the selected rows, with where the words come from."""
        from desktop.citing import cited

        session = self._workspace.session
        rows = self._list.selected() if self._list.hasFocus() else []
        current = self._workspace.current
        held = [session.annotations[id_] for id_ in rows if id_ in session.annotations]
        if not held and current is not None:
            held = [current]
        if not held:
            self._workspace.noticed.emit(_("Choose the passage to copy first."))
            return
        held.sort(key=lambda one: (one.start, -one.end))
        text, html = cited(session, held)
        data = QMimeData()
        data.setText(text)
        data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        words = ngettext("Copied with its source.", "Copied {count} passages.", len(held))
        self._workspace.noticed.emit(words.format(count=len(held)))

    def _take(self, id_: str, _checked: bool = False) -> None:
        self._workspace.set_current(AnnotationId(id_))
        self._reader.setFocus()

    def _note_clicked(self, id_: str, twice: bool) -> None:
        self._reader.clear_selection()  # else the next key would be for the words, not the note
        self._workspace.set_current(AnnotationId(id_))
        if twice:
            self.note_asked.emit()

    def _tell(self, id_: str, place: QPoint) -> None:
        held = self._workspace.session.annotations.get(AnnotationId(id_)) if id_ else None
        if held is None:
            QToolTip.hideText()
            return
        parts = [self._workspace.session.tag(held.tag).name]
        if held.speaker is not None and held.speaker.name:
            parts.append(_cut(held.speaker.name))
        lines = [" · ".join(parts)]
        if held.note.strip():
            lines.append(_cut(held.note.strip().split("\n", 1)[0]))
        QToolTip.showText(place, tip("\n".join(lines)), self._reader.viewport())

    def _choice(self, id_: AnnotationId) -> Choice:
        session = self._workspace.session
        held = session.annotations[id_]
        tag = session.tag(held.tag)
        signs = self._theme.signs(tag.id, tag.color, session.codebook.index(tag))
        text = session.sources[held.source].text
        parts = (text[s.start : min(s.end, s.start + _SHOWN)] for s in held.spans[:3])
        words = " ".join(" … ".join(parts)[:_SHOWN].split())
        return Choice(id_, tag.id, tag.name, signs, words, _detail(held, tag.name))

    def _mark(self, choice: Choice) -> QIcon:
        ratio = self._reader.devicePixelRatioF()
        pixmap = QPixmap(round(16 * ratio), round(16 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        color = self._theme.color(choice.signs.bar)
        paint_mark(painter, choice.tag, choice.name, QRectF(1, 1, 14, 14), color, self._theme)
        painter.end()
        return QIcon(pixmap)


def _detail(held: Annotation, name: str) -> str:
    parts = [held.speaker.name if held.speaker is not None and held.speaker.name else name]
    if len(held.spans) > 1:
        parts.append(_("{count} parts").format(count=len(held.spans)))
    if held.note.strip():
        parts.append(held.note.strip().split("\n", 1)[0][:_IN_TIP])
    return " · ".join(parts)


def _in_menu(choice: Choice) -> str:
    words = choice.words if len(choice.words) <= 44 else choice.words[:43].rstrip() + "…"
    return f"{words} · {choice.name}".replace("&", "&&")


def _cut(text: str) -> str:
    return text if len(text) <= _IN_TIP else text[: _IN_TIP - 1].rstrip() + "…"
