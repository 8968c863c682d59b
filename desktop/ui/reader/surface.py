"""What lies where on the sheet: from a place in the view to characters and passages, and back."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextBlock, QTextLine

from desktop.model.annotation import Annotation, Span
from desktop.model.identity import AnnotationId
from desktop.model.source import BlockKind, Source
from desktop.ui.reader.offsets import Offsets
from desktop.ui.reader.painting.geometry import (
    end_of,
    has_right_to_left,
    reach_of,
    stretches,
)
from desktop.ui.reader.painting.margin import Margin
from desktop.ui.reader.painting.outlines import Outlines
from desktop.ui.reader.painting.structure import paint_structure
from desktop.ui.reader.painting.visible import line_near
from desktop.ui.reader.sheet import Sheet


class PassageEnd(NamedTuple):
    """An end of one part of the current passage, as it lies in the view."""

    span: Span
    opens: bool
    inner: bool
    """Neither the first nor the last end of the passage."""
    x: int
    """The middle of its stem."""
    top: int
    bottom: int


class Surface(Sheet):
    """A sheet that can be asked what is at a place. Places are pixels of the viewport."""

    _hovered: Annotation | None = None
    _written: Annotation | None = None
    outlines: Outlines | None = None
    """Suggestions over the article, where there are any."""

    @property
    def source(self) -> Source | None:
        """The article shown."""
        return self._source

    @property
    def current(self) -> Annotation | None:
        """The passage in front, as it is shown."""
        return self._current

    @property
    def notes_shown(self) -> bool:
        """Whether the margin has room for notes as words."""
        return not self._hidden and not self._page.compact

    @property
    def margin(self) -> Margin:
        """The sizes of what stands beside the text."""
        return self._page.margin

    def offset_at(self, place: QPoint) -> int:
        """The code point before which the caret would go."""
        found = self._line_at(place)
        if found is None:
            return 0
        block, line, x = found
        between = QTextLine.CursorPosition.CursorBetweenCharacters
        return self._offsets.to_text(block.position() + line.xToCursor(x, between))

    def on_line(self, place: QPoint) -> QPoint:
        """A place between two lines, moved into the nearer one; any other as it is.

        Qt takes what lies between lines for the start of the one below, wherever it is across. Far
        from any line it is asked only when all is laid out (``painting/visible.py`` says why).
        """
        found = self._line_at(place) if self.viewport().rect().contains(place) else None
        if found is None:
            self._scroll_position.finish_layout()
            return place
        block, line, _x = found
        scroll = self.verticalScrollBar().value()
        top = round(block.layout().position().y() + line.y()) - scroll
        bottom = top + round(line.height())
        away = max(top - place.y(), place.y() - bottom, 0)
        if away <= bottom - top:
            return QPoint(place.x(), (top + bottom) // 2)
        self._scroll_position.finish_layout()
        return place

    def character_at(self, place: QPoint) -> int:
        """The document position of the character drawn there, where the caret's may be the next."""
        found = self._line_at(place)
        if found is None:
            return 0
        block, line, x = found
        return block.position() + line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)

    def character_offset(self, place: QPoint) -> int:
        """The code point of the character drawn there."""
        return self._offsets.to_text(self.character_at(place))

    def position_of(self, offset: int) -> int:
        """The document position of a code point."""
        return self._offsets.to_document(offset)

    def selected_range(self) -> tuple[int, int]:
        """The ends of the selection in code points; the caret twice without one."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return self._offsets.to_text(start), self._offsets.to_text(end)

    def passages_under(self, place: QPoint) -> list[Annotation]:
        """The passages whose words are drawn at a place, shortest first."""
        found = self._line_at(place)
        if found is None or self._lanes is None or self._hidden:
            return []
        block, line, x = found
        rect = line.naturalTextRect()
        y = place.y() + self.verticalScrollBar().value() - block.layout().position().y()
        if not rect.left() - 1 <= x <= rect.right() + 1 or not line.y() <= y <= rect.bottom() + 6:
            return []
        unit = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        return self._lanes.at(block.blockNumber(), unit)

    def passages_of(self, position: int) -> list[Annotation]:
        """The passages over the character at a document position, shortest first."""
        if self._lanes is None or self._source is None or not self._source.blocks:
            return []
        index = self._offsets.block_at(self._offsets.to_text(position))
        unit = position - self.document().findBlockByNumber(index).position()
        return self._lanes.at(index, unit)

    def passages_touching(self, start: int, end: int) -> list[Annotation]:
        """The passages that share a character with a stretch of the text, by start."""
        if self._lanes is None:
            return []
        found: dict[AnnotationId, Annotation] = {}
        for index, first, last in self._offsets.pieces(Span(start, end)):
            for placed in self._lanes.in_block(index):
                if any(a < last and first < b for a, b in placed.pieces):
                    found[placed.annotation.id] = placed.annotation
        return list(found.values())

    def passages_on(self, span: Span) -> list[AnnotationId]:
        """The passages that share a character with a stretch, shortest first of those that hold it.

        Those that hold only a part of it come after these.
        """
        touching = self.passages_touching(span.start, span.end)

        def order(one: Annotation) -> tuple[bool, int]:
            holds = any(s.start <= span.start and span.end <= s.end for s in one.spans)
            return not holds, sum(s.end - s.start for s in one.spans)

        return [one.id for one in sorted(touching, key=order)]

    def current_ends(self) -> list[PassageEnd]:
        """The ends of the current passage that are in view, in the order of the text."""
        return self._ends_in(self._visible(0, self.viewport().height()))

    def _ends_in(self, shown: list[tuple[QTextBlock, QPoint]]) -> list[PassageEnd]:
        current = self._in_front()
        if current is None or self._lanes is None:
            return []
        found = list[PassageEnd]()
        last = len(current.spans) - 1
        for block, origin in shown:
            if not self._touches(block, current):
                continue
            mixed, reach = has_right_to_left(block.text()), reach_of(block)
            for number, opens, unit in self._lanes.ends_in(current, block.blockNumber()):
                end = end_of(block.layout(), unit, opens, mixed, reach)
                if end is None:
                    continue
                baseline = origin.y() + end.baseline
                found.append(
                    PassageEnd(
                        current.spans[number],
                        opens,
                        not (number == 0 if opens else number == last),
                        origin.x() + end.x + 1,
                        baseline - end.above - self._page.scaled(1),
                        baseline + end.below,
                    )
                )
        return found

    def preview(self, before: Annotation, after: Annotation) -> None:
        """Show a passage as it would be; nothing but the picture changes."""
        Sheet.apply(self, before, after)

    @property
    def hovered_passage(self) -> AnnotationId | None:
        """The passage with an edge round it."""
        return self._hovered.id if self._hovered is not None else None

    def hover(self, annotation: Annotation | None) -> None:
        """Draw an edge round one passage, and no other."""
        previous, self._hovered = self._hovered, annotation
        for one in (previous, annotation):
            if one is not None and self._lanes is not None:
                self._repaint(self._lanes.blocks_of(one), False)

    def bar_color(self, annotation: Annotation) -> QColor | None:
        """The colour of a passage's bar."""
        return self._page.bar_color(annotation)

    def note_rect(self, annotation: Annotation) -> QRect:
        """Where the note of a passage is, or would be, in the margin."""
        right = self._left() + self._measure_now()
        for held, rect in self._note_rects(right):
            if held.id == annotation.id:
                return rect
        line = self._rect_at(annotation.start)
        return self._page.note_place(right, line.center().y() - self.margin.px(9), 1)

    def note_field(self, annotation: Annotation) -> QRect:
        """Where the words of a note are written: below the speaker, as wide as there is room."""
        rect = self.note_rect(annotation)
        said = self._page.said_lines(annotation)
        margin = self.margin
        rect.setLeft(rect.left() + margin.words - margin.mark)
        rect.setTop(rect.top() + margin.line * said)
        rect.setRight(min(rect.left() + margin.field_width, self.viewport().width() - 4))
        return rect

    def make_room(self, annotation: Annotation | None, lines: int) -> None:
        """Leave room for so many lines where the note of a passage is being written."""
        id_ = annotation.id if annotation is not None else None
        if (self._page.edited, self._page.edited_lines) != (id_, lines):
            if self._page.edited != id_ and self._lanes is not None:
                for one in (self._written, annotation):
                    self._page.forget(self._lanes.blocks_of(one)[:1] if one is not None else [])
            self._page.edited, self._page.edited_lines = id_, lines
            self._written = annotation
            rect = self.viewport().rect()
            rect.setLeft(self._left() + self._measure_now())
            self.viewport().update(rect)

    def note_at(self, place: QPoint) -> Annotation | None:
        """The passage whose margin note is at a place."""
        right = self._left() + self._measure_now()
        if self._hidden or place.x() <= right:
            return None
        px = self.margin.px
        for held, rect in self._note_rects(right):
            if rect.adjusted(-px(24), -px(2), px(8), px(2)).contains(place):
                return held
        return None

    def _rect_at(self, offset: int) -> QRect:
        position = self._offsets.to_document(offset)
        block = self.document().findBlock(position)
        layout = block.layout()
        mixed, reach = has_right_to_left(block.text()), reach_of(block)
        end = end_of(layout, position - block.position(), True, mixed, reach)
        if end is None:
            return QRect()
        x = round(layout.position().x()) + end.x
        y = round(layout.position().y()) - self.verticalScrollBar().value() + end.baseline
        return QRect(x, y - end.above, 1, end.above + end.below)

    def _line_at(self, place: QPoint) -> tuple[QTextBlock, QTextLine, float] | None:
        """The nearest line of text: its block, the line, and ``x`` within the layout."""
        if not self._numbers:
            return None
        found = line_near(self.document(), place.y() + self.verticalScrollBar().value())
        if found is None:
            return None
        block, line = found
        return block, line, place.x() - block.layout().position().x()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        source = self._source
        if source is None:
            return
        shown = self._visible(event.rect().top(), event.rect().bottom())
        kinds, plain = source.blocks, BlockKind.PARAGRAPH
        marked = [one for one in shown if kinds[one[0].blockNumber()].kind is not plain]
        ends = self._ends_in(shown)
        hovered = self._hovered if not self._hidden else None
        dimmed = self.outlines is not None and self.outlines.current is not None
        if not marked and not ends and hovered is None and not dimmed:
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        for block, origin in marked:
            paint_structure(painter, block, origin, source, self._theme)
        for block, origin in shown if hovered is not None else ():
            if hovered is not None and self._touches(block, hovered):
                self._edge(painter, block, origin, hovered)
        if ends:
            self._paint_ends(painter, ends)
        if self.outlines is not None and dimmed:
            right = self._left() + self._measure_now()
            place, width = self._kept_free(right), self.viewport().width()
            self.outlines.over(painter, shown, place, right, self._page, width)
        painter.end()

    def _in_front(self) -> Annotation | None:
        """None while a suggestion is: what is to be decided is the only thing in front."""
        reviewed = self.outlines.current if self.outlines is not None else None
        return super()._in_front() if reviewed is None else None

    def _kept_free(self, right: int) -> QRect:
        if self.outlines is None or self._hidden:
            return QRect()
        shown = self._visible(0, self.viewport().height())
        return self.outlines.place(shown, right, self._page, self.viewport().width())

    def _under_words(self, painter: QPainter, block: QTextBlock, origin: QPoint) -> None:
        if self.outlines is not None:
            self.outlines.under(painter, block, origin)

    def show_outlines(self, outlines: Outlines | None) -> None:
        """Draw these suggestions, or none."""
        self.outlines = outlines
        self.viewport().update()

    @property
    def offsets(self) -> Offsets:
        """Where the code points of the article lie in the document."""
        return self._offsets

    def _paint_ends(self, painter: QPainter, ends: list[PassageEnd]) -> None:
        """Paint what the ends of the current passage are taken by."""

    def _edge(
        self, painter: QPainter, block: QTextBlock, origin: QPoint, hovered: Annotation
    ) -> None:
        placed = [
            one
            for one in (self._lanes.in_block(block.blockNumber()) if self._lanes else ())
            if one.annotation.id == hovered.id
        ]
        color = self._page.bar_color(hovered)
        if color is None:
            return
        mixed, reach = has_right_to_left(block.text()), reach_of(block)
        for one in placed:
            for run in stretches(block.layout(), one.pieces, mixed, reach):
                left, top = origin.x() + run.left, origin.y() + run.baseline - run.above
                wide, tall = run.right - run.left, run.above + run.below
                painter.fillRect(left, top, wide, 1, color)
                painter.fillRect(left, top + tall - 1, wide, 1, color)
                if run.first:
                    painter.fillRect(left, top, 1, tall, color)
                if run.last:
                    painter.fillRect(left + wide - 1, top, 1, tall, color)

    def _note_rects(self, right: int) -> list[tuple[Annotation, QRect]]:
        found: list[tuple[Annotation, QRect]] = []
        floor = -(1 << 30)
        for block, origin in self._visible(-self._notes_reach(), self.viewport().height()):
            floor = self._page.place_notes(block, origin, right, floor, self._current_id(), found)
        return found
