"""What an onlooker sees: what the session holds, and what stands on the screen. Nothing is done."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.model.annotation import Annotation, words
from desktop.model.decision import Decision
from desktop.model.identity import AnnotationId, DecisionId, SourceId
from desktop.model.source import Source
from desktop.ui.panels.passages.chips import Chip
from desktop.ui.panels.sources import TagButton
from desktop.ui.window.main_window import MainWindow

_HEARD = Qt.ItemDataRole.AccessibleTextRole


class Differs(Exception):
    """What was seen is not what was meant."""


def same(what: str, seen: object, meant: object) -> None:
    """Raises ``Differs`` unless the two are equal."""
    if seen != meant:
        raise Differs(f"{what}: seen {seen!r}, meant {meant!r}")


def holds(what: str, true: object) -> None:
    """Raises ``Differs`` unless it is so."""
    if not true:
        raise Differs(what)


class State(NamedTuple):
    """Everything that a step of undo may change."""

    passages: dict[AnnotationId, Annotation]
    sources: dict[SourceId, Source]
    decisions: dict[DecisionId, Decision]


class Eyes:
    """Looks at a window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    # The session

    @property
    def state(self) -> State:
        """The passages, articles and decisions of the session, as they are now."""
        session = self.window.workspace.session
        return State(
            dict(session.annotations.items()),
            dict(session.sources.items()),
            dict(session.decisions.items()),
        )

    @property
    def passages(self) -> list[Annotation]:
        """The passages of the session, as they were made."""
        return list(self.window.workspace.session.annotations.values())

    @property
    def current(self) -> Annotation:
        """The current passage."""
        held = self.window.workspace.current
        if held is None:
            raise Differs("there is no current passage")
        return held

    @property
    def source(self) -> Source:
        """The article being read."""
        shown = self.window.workspace.source
        if shown is None:
            raise Differs("no article is read")
        return shown

    def words(self, held: Annotation | None = None) -> str:
        """The words of a passage, by default the current one."""
        shown = held or self.current
        text = self.window.workspace.session.sources[shown.source].text
        return words(text, shown.spans, " … ")

    def tagged(self) -> tuple[str, str]:
        """Tag and words of the current passage."""
        return str(self.current.tag), self.words()

    def said(self, part: str) -> Annotation:
        """The only passage with these words in it."""
        found = [held for held in self.passages if part in self.words(held)]
        if len(found) != 1:
            raise Differs(f"{len(found)} passages with {part!r}")
        return found[0]

    # The screen

    def rows(self) -> list[str]:
        """The rows of the list, headings too, as a screen reader is told them."""
        model = self.window.passages.passages
        rows = range(model.rowCount())
        return [str(model.index(row).data(_HEARD)) for row in rows]

    def row(self, part: str) -> str:
        """The only row with these words in it."""
        found = [row for row in self.rows() if part in row]
        if len(found) != 1:
            raise Differs(f"{len(found)} rows with {part!r}")
        return found[0]

    def selected_words(self) -> str:
        """The words selected in the article."""
        spans = self.window.reader.selected_spans()
        return words(self.source.text, spans) if spans else ""

    def chips(self) -> dict[str, int]:
        """The chips of the filter and the number on each."""
        found = self.window.panel.filter.chips.findChildren(Chip)
        return {one.text(): one.count for one in found if one.isVisible()}

    def tag_counts(self) -> dict[str, int]:
        """The tags at the left and the number beside each."""
        buttons = self.window.sources.findChildren(TagButton)
        return {str(one.tag.id): one.count for one in buttons}

    def caret_in_sight(self) -> bool:
        """Whether the whole line of the caret is inside the article's view."""
        reader = self.window.reader
        line = reader.cursorRect().translated(QPoint(-2, 0)).adjusted(0, 0, -2, 0)
        return reader.viewport().rect().contains(line)

    def row_in_sight(self) -> bool:
        """Whether the row of the keys is whole in the list's view."""
        rows = self.window.passages
        place = rows.visualRect(rows.currentIndex())
        return not place.isEmpty() and rows.viewport().rect().contains(place)

    def picture(self) -> QImage:
        """The article as it is painted, without the caret, which blinks."""
        reader = self.window.reader
        return reader.viewport().grab().toImage()

    def shows_marks(self, held: Annotation) -> bool:
        """Whether the reader draws a passage under its words."""
        reader = self.window.reader
        middle = (held.spans[0].start + held.spans[0].end) // 2
        return held.id in [one.id for one in reader.passages_of(reader.position_of(middle))]

    def note_lines(self, held: Annotation) -> int:
        """How many lines of a note there are in the margin."""
        reader = self.window.reader
        return round(reader.note_rect(held).height() / reader.margin.line)

    @staticmethod
    def offers(field: QLineEdit) -> bool:
        """Whether a list of words hangs below a field."""
        popup = field.completer().popup()
        return popup is not None and popup.isVisible()

    @staticmethod
    def focus() -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        if found is None:
            raise Differs("nothing has the focus")
        return found
