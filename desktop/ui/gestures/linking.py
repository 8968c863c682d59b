"""Links by keys: L on one passage, L on the other, then what the first says about the second."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.editing import linking
from desktop.i18n import _
from desktop.model.annotation import Link, LinkKind
from desktop.model.identity import AnnotationId
from desktop.ui.gestures.asking import Asking
from desktop.ui.gestures.grading import Grading
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.panels.prompt import Answer
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.view import Reader
from desktop.ui.session.relations import first_words
from desktop.ui.session.workspace import Workspace

_LONG = 40
"""Code points of a passage that name it in a sentence."""
_MARKS = "“”„‟\"«»‘’'"
"""Quotation marks of the passage itself, which is quoted anyway."""


class Linking(QObject):
    """Remembers the passage a link starts from until the other one is chosen, or Escape pressed."""

    def __init__(
        self,
        workspace: Workspace,
        reader: Reader,
        passages: PassageList,
        status: StatusRow,
        asking: Asking,
        grading: Grading,
    ) -> None:
        super().__init__(reader)
        self._workspace, self._status = workspace, status
        self._asking, self._grading = asking, grading
        self._from: AnnotationId | None = None
        self._widgets = (reader, passages)
        workspace.opened.connect(self.cancel)
        workspace.changed.connect(self._changed)

    @property
    def pending(self) -> AnnotationId | None:
        """The passage a link is to start from."""
        return self._from

    def press(self) -> None:
        """Start a link at the current passage, or end the one that was started."""
        if self._from is not None and self._from not in self._workspace.session.annotations:
            self.cancel()
        if self._from is None:
            self._start()
        elif self._workspace.current is None:
            self._workspace.noticed.emit(_("Choose the other passage first, then press L."))
        elif self._workspace.current.id == self._from:
            self.cancel()
            self._workspace.noticed.emit(_("A passage is not linked to itself."))
        else:
            self._ask(self._from, self._workspace.current.id)

    def cancel(self) -> None:
        """Forget the passage a link was to start from."""
        if self._from is None:
            return
        self._from = None
        self._status.ask("")
        for widget in self._widgets:
            widget.removeEventFilter(self)

    def unlink(self, holder: str, link: Link) -> None:
        """Remove a link from the passage that holds it."""
        id_ = AnnotationId(holder)
        if id_ in self._workspace.session.annotations:
            self._workspace.do(lambda s, moment: linking.unlink(s, id_, link, moment))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not self._asking.asking
        ):
            self.cancel()
            return True
        return super().eventFilter(watched, event)

    def _changed(self, _change: object) -> None:
        """The passage a link was to start from may have gone: the question goes with it."""
        if self._from is not None and self._from not in self._workspace.session.annotations:
            self.cancel()

    def _start(self) -> None:
        targets = self._grading.targets()
        if not targets:
            return
        current = self._workspace.current
        id_ = current.id if current is not None else targets[0]
        self._from = id_
        words = _("Link from “{words}”: choose the other passage and press L, or Esc.")
        self._status.ask(words.format(words=self._name(id_)))
        for widget in self._widgets:
            widget.installEventFilter(self)

    def _ask(self, from_: AnnotationId, to: AnnotationId) -> None:
        held = self._workspace.session.annotations[from_]
        now = {link.kind for link in held.links if link.to == to}
        kinds = (
            (LinkKind.SUPPORTS, "S", _("Supports this passage")),
            (LinkKind.CONTRADICTS, "C", _("Contradicts this passage")),
            (LinkKind.SAME_CLAIM, "M", _("Makes the same claim")),
        )
        answers = [Answer(kind.value, key, words, kind in now) for kind, key, words in kinds]
        self._asking.ask(
            _("“{words}”").format(words=self._name(from_)),
            answers,
            lambda value: self._link(from_, to, LinkKind(value)),
        )

    def _link(self, from_: AnnotationId, to: AnnotationId, kind: LinkKind) -> None:
        self.cancel()
        held = self._workspace.session.annotations
        if from_ not in held or to not in held:
            return
        if not self._workspace.do(lambda s, moment: linking.link(s, from_, to, kind, moment)):
            self._workspace.noticed.emit(_("These two passages are linked so already."))

    def _name(self, id_: AnnotationId) -> str:
        session = self._workspace.session
        words = first_words(session, session.annotations[id_]).strip(_MARKS)
        return words if len(words) <= _LONG else words[:_LONG].rstrip() + "…"
