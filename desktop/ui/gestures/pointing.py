"""What pointing at passages does: choose among several, tell of one, write its note, cite it."""

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.reader.hands.chooser import Choice, Chooser
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace, text_order

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
        """Offer all passages at the caret, in the order of the text."""
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
        session = self._workspace.session
        ordered = sorted((session.annotations[id_] for id_ in under), key=text_order)
        choices = [self._choice(one.id) for one in ordered]
        self._chooser.offer(choices, current.id if current is not None else None, place)

    @property
    def chooser(self) -> Chooser | None:
        """The list, once it was asked for."""
        return self._chooser

    def cite(self) -> None:
        """Copy the current passage, or the selected rows, with where the words come from."""
        from desktop.citing import cited

        session = self._workspace.session
        rows = self._list.selected() if self._list.hasFocus() else []
        current = None if self._list.hasFocus() else self._workspace.current
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

    def _take(self, id_: str) -> None:
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


def _detail(held: Annotation, name: str) -> str:
    parts = [held.speaker.name if held.speaker is not None and held.speaker.name else name]
    if len(held.spans) > 1:
        parts.append(_("{count} parts").format(count=len(held.spans)))
    if held.note.strip():
        parts.append(held.note.strip().split("\n", 1)[0][:_IN_TIP])
    return " · ".join(parts)


def _cut(text: str) -> str:
    return text if len(text) <= _IN_TIP else text[: _IN_TIP - 1].rstrip() + "…"
