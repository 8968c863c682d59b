"""A source on its page: laid out at the measure, with its passages painted under the text."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.model.annotation import Annotation, Span
from desktop.model.hits import NO_HITS, Hits
from desktop.model.identity import AnnotationId
from desktop.model.source import Source, paragraph_numbers
from desktop.ui.look.theme import Theme
from desktop.ui.reader.document import MEASURE, build_document, format_document
from desktop.ui.reader.offsets import Offsets
from desktop.ui.reader.painting.header import Header
from desktop.ui.reader.painting.hits import HitBoxes
from desktop.ui.reader.painting.lanes import Lanes
from desktop.ui.reader.painting.margin import LEFT_NARROW
from desktop.ui.reader.painting.notes import MOST_LINES, has_note
from desktop.ui.reader.painting.page import Page
from desktop.ui.reader.painting.visible import blocks_between
from desktop.ui.reader.scroll_position import ScrollPosition
from resources.palette import TagSigns


class Sheet(QTextEdit):
    """Shows one source and is told what to show of it. Spans are code points of the source."""

    scrolled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = Page(theme)
        self._header = Header(theme)
        self._hits = HitBoxes(theme)
        self._source: Source | None = None
        self._offsets = Offsets("", ())
        self._lanes: Lanes | None = None
        self._document: QTextDocument | None = None
        self._numbers: list[int] = []
        self._highest = 0
        self._current: Annotation | None = None
        self._hidden = False
        self._top = 0
        self._scroll_position = ScrollPosition(self)
        self._near = 0
        """A block that was seen last, from where to look for others."""
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        theme.changed.connect(self._theme_changed)
        theme.zoomed.connect(self._zoomed)
        self._set_colors()

    def show_source(
        self, source: Source, annotations: list[Annotation], signs_of: Callable[..., TagSigns]
    ) -> None:
        """Show an article from its top with these passages over it."""
        self._source = source
        self._current = None
        self._scroll_position.forget()
        self._theme.use_scripts_of(source.text)
        self._offsets = Offsets(source.text, source.blocks)
        self._numbers = paragraph_numbers(source.blocks)
        self._highest = max(self._numbers, default=0)
        self._lanes = Lanes(self._offsets, annotations)
        self._page.show(self._lanes, signs_of)
        self._header.show(source)
        self.show_hits(NO_HITS)
        document, before = build_document(source, self._theme), self._document
        document.setParent(self)
        self._frame(document)
        self.setWordWrapMode(document.defaultTextOption().wrapMode())  # else it sets its own
        self.setDocument(document)
        self._document = document
        if before is not None:  # Qt deletes only the empty one that it made itself
            before.deleteLater()
        self.verticalScrollBar().setValue(0)

    def update_front(self, source: Source) -> None:
        """Title, author, outlet or date have changed; the text has not."""
        self._source = source
        self._header.show(source)
        with self._scroll_position.kept():
            self._measure()
        self.viewport().update()

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """One passage was added, changed or deleted: repaint the blocks it touches."""
        if self._lanes is None:
            return
        if before is None and after is not None:
            touched = self._lanes.add(after)
        elif before is not None and after is None:
            touched = self._lanes.remove(before)
        elif before is not None and after is not None:
            touched = self._lanes.replace(before, after)
        else:
            return
        if self._current is not None and before is not None and self._current.id == before.id:
            self._current = after
        self._page.forget(touched)
        changed = [one for one in (before, after) if one is not None]
        self._repaint(touched, any(has_note(one) for one in changed), changed)

    def signs_changed(self) -> None:
        """The codebook has changed."""
        self._page.forget()
        self.viewport().update()

    def set_current(self, annotation: Annotation | None, reveal: bool = False) -> None:
        """Bring one passage to the front; ``reveal`` scrolls to it if it is out of sight."""
        previous, self._current = self._current, annotation
        for one in (previous, annotation):
            if one is not None and self._lanes is not None:
                self._repaint(self._lanes.blocks_of(one), has_note(one), [one])
        if annotation is not None and reveal:
            self._reveal(annotation)

    def set_highlights_hidden(self, hidden: bool) -> None:
        """Show the text only, or the passages over it again."""
        self._hidden = hidden
        self.viewport().update()

    def show_hits(self, hits: Hits, now: int = -1) -> None:
        """Mark what a search has found, and one of the hits (by its place) as the current one."""
        self._hits.show(hits, now)
        chosen: list[QTextEdit.ExtraSelection] = []
        if self._hits.now is not None:  # its text has a colour of its own
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            start, end = self.document_range(Span(*self._hits.now))
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            ink = QTextCharFormat()
            ink.setForeground(self._theme.color(self._theme.roles.hit_now_text))
            selection.cursor, selection.format = cursor, ink  # pyright: ignore[reportAttributeAccessIssue]
            chosen.append(selection)
        self.setExtraSelections(chosen)
        self.viewport().update()

    def bring_in_sight(self, span: Span) -> None:
        """Scroll to a stretch of the text, if it is out of sight."""
        first, last = self.document_range(span)
        bottom = self._scroll_position.rect_at(last).bottom()
        top, height = self._scroll_position.rect_at(first).top(), self.viewport().height()
        if top < 20 or bottom > height - 20:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - height // 3)

    def first_in_sight(self, spans: Sequence[Span]) -> int | None:
        """The place among ``spans``, in the order of the text, of the first that begins in view."""
        height = self.viewport().height()
        shown = self._visible(0, height)
        if not shown:
            return None
        start = self._offsets.starts[shown[0][0].blockNumber()]
        end = self._offsets.ends[shown[-1][0].blockNumber()]
        at = bisect_left(spans, start, key=lambda span: span.start)
        while at < len(spans) and spans[at].start < end:
            rect = self._scroll_position.rect_at(self._offsets.to_document(spans[at].start))
            if rect.top() >= 0 and rect.bottom() <= height:
                return at
            at += 1
        return None

    def show_head(self) -> None:
        """Scroll to what is known about the article, above its text."""
        self.verticalScrollBar().setValue(0)

    def place_caret(self, offset: int) -> None:
        """Put the caret at a code point; nothing is selected."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_document(offset))
        self.setTextCursor(cursor)

    def go_to(self, offset: int) -> None:
        """Put the caret at a code point and its line at the top of the view."""
        self.place_caret(offset)
        bar, caret = self.verticalScrollBar(), self.textCursor().position()
        bar.setValue(bar.value() + self._scroll_position.rect_at(caret).top())

    def document_range(self, span: Span) -> tuple[int, int]:
        """Where a span lies in the document, as Qt counts."""
        return self._offsets.to_document(span.start), self._offsets.to_document(span.end)

    def visible_part(self) -> tuple[int, int]:
        """The code points at the top and the bottom of the view."""
        height = self.viewport().height()
        shown = self._visible(0, height)
        if not shown:
            return 0, len(self._source.text) if self._source is not None else 1
        return self._offset_at(*shown[0], 0), self._offset_at(*shown[-1], height)

    def _offset_at(self, block: QTextBlock, origin: QPoint, y: int) -> int:
        """The code point at a height within a block, in proportion to its lines."""
        number, tall = block.blockNumber(), max(1.0, block.layout().boundingRect().height())
        start, end = self._offsets.starts[number], self._offsets.ends[number]
        share = min(max((y - origin.y()) / tall, 0.0), 1.0)
        return start + round((end - start) * share)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._source is None:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        scroll = self.verticalScrollBar().value()
        right = self._left() + self._measure_now()
        region = event.region()
        top, bottom = event.rect().top(), event.rect().bottom()
        column = (
            region & QRect(0, top, right + self._page.margin.beside, bottom - top + 1)
        ).boundingRect()
        if top + scroll < self._top:
            self._header.paint(painter, self._left(), -scroll, self._measure_now())
        current = self._in_front()
        for block, origin in self._visible(top, bottom):
            tall = round(block.layout().boundingRect().height())
            if not region.intersects(
                self._page.row_rect(origin.y(), tall, right + self._page.margin.tracked)
            ):
                continue
            number = self._numbers[block.blockNumber()]
            if self._hidden:
                self._page.number(painter, block, origin, number)
                self._hits.paint(painter, block, origin, self._offsets, (top, bottom))
                continue
            holds = current if current is not None and self._touches(block, current) else None
            self._page.under_text(painter, block, origin, holds, column)
            self._under_words(painter, block, origin)
            self._page.beside_text(painter, block, origin, right, number, column)
            self._hits.paint(painter, block, origin, self._offsets, (top, bottom))
        if not self._hidden and event.rect().right() > right:
            self._paint_notes(painter, event.region(), right)
        painter.end()
        if not column.isEmpty():  # Qt would paint every line between the parts of a region
            super().paintEvent(QPaintEvent(column))

    def _under_words(self, painter: QPainter, block: QTextBlock, origin: QPoint) -> None:
        """Paint what else lies under the text of a block."""

    def _paint_notes(self, painter: QPainter, region: QRegion, right: int) -> None:
        # Notes are pushed down by those above them, so start a little above what is to be painted.
        floor = -(1 << 30)
        whole, kept_free = region.boundingRect(), self._kept_free(right)
        for block, origin in self._visible(whole.top() - self._notes_reach(), whole.bottom()):
            floor = self._page.notes(
                painter, block, origin, right, floor, self._current_id(), region, kept_free
            )

    def _kept_free(self, right: int) -> QRect:
        """The part of the viewport beside the text (from ``right``) that is not for notes."""
        return QRect()

    def _in_front(self) -> Annotation | None:
        """The current passage, where it is drawn as such."""
        return self._current if not self._hidden else None

    def _notes_reach(self) -> int:
        """How far below its passage a note may have been pushed, in pixels."""
        current = self._in_front()
        whole = current is not None and has_note(current)
        return self._page.margin.px(500) + (self.viewport().height() if whole else 0)

    def _current_id(self) -> AnnotationId | None:
        current = self._in_front()
        return current.id if current is not None else None

    def _visible(self, top: int, bottom: int) -> list[tuple[QTextBlock, QPoint]]:
        """Blocks between two heights of the viewport, each with the place of its layout."""
        if not self._numbers:
            return []  # Qt has one empty block where the article has none
        scroll = self.verticalScrollBar().value()
        found: list[tuple[QTextBlock, QPoint]] = []
        # A bar may reach a little below its block.
        reach = self._page.scaled(20)
        blocks = blocks_between(
            self.document(), scroll + top - reach, scroll + bottom + reach, self._near
        )
        if blocks:
            self._near = blocks[0].blockNumber()
        for block in blocks:
            place = block.layout().position()
            found.append((block, QPoint(round(place.x()), round(place.y()) - scroll)))
        return found

    def _touches(self, block: QTextBlock, annotation: Annotation) -> bool:
        index = block.blockNumber()
        return (
            annotation.start < self._offsets.ends[index]
            and annotation.end > self._offsets.starts[index]
        )

    def _repaint(self, blocks: list[int], notes: bool, over: Sequence[Annotation] = ()) -> None:
        """Paint blocks anew; with ``notes`` those beside and below too, which may have to move.

        With ``over`` only the lines of these passages have changed, and the tracks beside them.
        """
        scroll, viewport = self.verticalScrollBar().value(), self.viewport()
        right, margin = self._left() + self._measure_now(), self._page.margin
        row_rect = self._page.row_rect
        for index in blocks:
            layout = self.document().findBlockByNumber(index).layout()
            top = round(layout.position().y()) - scroll
            height = round(layout.boundingRect().height())
            rect = row_rect(top, height, viewport.width())
            for first, last in self._lines_of(over, index, layout) if over else [(0, height)]:
                width = right + margin.notes if over else viewport.width()
                viewport.update(row_rect(top + first, last - first, width))
            if notes:
                rect.setLeft(right)
                rect.setBottom(viewport.height())  # a note shown whole pushes all that follow
                viewport.update(rect)
            elif over:
                rect.setLeft(right + margin.beside)
                rect.setRight(right + margin.notes - 1)
                viewport.update(rect)

    def _lines_of(
        self, over: Sequence[Annotation], index: int, layout: QTextLayout
    ) -> Iterator[tuple[int, int]]:
        """From where to where each passage reaches in a block, in pixels of its layout."""
        for annotation in over:
            pieces = [p for span in annotation.spans for p in self._offsets.pieces(span)]
            units = [(first, last) for number, first, last in pieces if number == index]
            if units and layout.lineCount():
                above = layout.lineForTextPosition(units[0][0])
                below = layout.lineForTextPosition(units[-1][1] - 1)
                yield round(above.y()), round(below.y() + below.height())

    def _reveal(self, annotation: Annotation) -> None:
        rect = self._scroll_position.rect_at(self._offsets.to_document(annotation.start))
        height = self.viewport().height()
        if rect.top() < 40 or rect.bottom() > height - 60:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - height // 3)

    # Measures

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def _left(self) -> int:
        """Where the text starts: further to the right where paragraph numbers need the room."""
        margin = self._page.margin
        room = self._room() - round(MEASURE * self._theme.zoom) - margin.right
        wanted = LEFT_NARROW if self._page.compact else min(margin.left, room)
        return max(wanted, self._page.number_room(self._highest))

    def _measure_now(self) -> int:
        wanted = round(MEASURE * self._theme.zoom)
        if not self._page.compact:
            return wanted
        room = self._room() - self._left() - self._page.margin.right_narrow
        return max(80, min(wanted, room))

    def _room(self) -> int:
        """The width that text and margins have together."""
        return self.width() - self._bar_width()

    def _fit_margin(self) -> None:
        self._page.fit(self._room(), MEASURE * self._theme.zoom)
        self._page.most_lines = max(MOST_LINES, self.height() // self._page.margin.line - 4)

    def _measure(self) -> None:
        """Fit column and margins to the window; lays the text out anew only if they change."""
        before = self._page.margin
        self._fit_margin()
        if self._page.margin is not before:
            self._page.forget()
        left, measure = self._left(), self._measure_now()
        self._page.left = left
        self._frame(self.document())
        wrap = left + measure
        if self.lineWrapColumnOrWidth() != wrap:
            self.setLineWrapColumnOrWidth(wrap)
            self._page.forget()
        right = self._page.margin.right_narrow if self._page.compact else self._page.margin.right
        spare = max(0, self._room() - left - measure - right)
        self.setViewportMargins(spare // 2, 0, 0, 0)

    def _frame(self, document: QTextDocument) -> None:
        frame = document.rootFrame()
        shape = frame.frameFormat()
        top = self._top = self._header.height(self._measure_now())
        if shape.topMargin() != top or shape.leftMargin() != self._left():
            shape.setTopMargin(top)
            shape.setLeftMargin(self._left())
            shape.setBottomMargin(120)
            frame.setFrameFormat(shape)
            self._page.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._source is None:
            self._measure()
            super().resizeEvent(event)
            return
        with self._scroll_position.kept():
            self._measure()
            super().resizeEvent(event)

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._page.forget()

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing: an article never makes the window read another file."""
        return None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    def _theme_changed(self) -> None:
        self._set_colors()
        self._page.forget()
        if self._source is not None:
            with self._scroll_position.kept():
                format_document(self.document(), self._source, self._theme)
        self.viewport().update()

    def _zoomed(self) -> None:
        if self._source is None:
            return
        with self._scroll_position.kept():
            self.document().setDefaultFont(self._theme.reading_font(17 * self._theme.zoom))
            format_document(self.document(), self._source, self._theme)
            self._page.forget()
            self._measure()

    def _set_colors(self) -> None:
        palette = self._theme.palette()
        palette.setColor(palette.ColorRole.Base, self._theme.color(self._theme.roles.page))
        palette.setColor(palette.ColorRole.Window, self._theme.color(self._theme.roles.page))
        self.setPalette(palette)
