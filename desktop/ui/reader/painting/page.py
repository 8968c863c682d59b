"""Paints what lies under and beside the text: tints, bars, tracks, numbers and margin notes.

Everything about a block that depends only on its passages and its layout is worked out once and
kept until either changes, so a frame is a short run of rectangles.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QRegion, QTextBlock

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.theme import Theme
from desktop.ui.reader.document import LEADING
from desktop.ui.reader.painting.geometry import (
    Stretch,
    end_of,
    has_right_to_left,
    reach_of,
    stretches,
)
from desktop.ui.reader.painting.lanes import Lanes, Piece, Placed
from desktop.ui.reader.painting.margin import Margin, margin_for
from desktop.ui.reader.painting.notes import NoteLine, Notes
from desktop.ui.reader.painting.strokes import Strokes
from resources.palette import TagSigns

MOST_LANES = 3

SignsOf = Callable[[Annotation], TagSigns]
Placing = tuple[Piece, ...]


class _Bar(NamedTuple):
    stretch: Stretch
    lane: int
    signs: TagSigns


class _Track(NamedTuple):
    track: int
    top: int
    bottom: int
    signs: TagSigns


class _Note(NamedTuple):
    annotation: Annotation
    track: int
    top: int
    lines: list[NoteLine]
    signs: TagSigns


class _Picture(NamedTuple):
    """What one block shows, relative to its layout."""

    tints: list[tuple[Stretch, QColor]]
    bars: list[_Bar]
    tracks: list[_Track]
    notes: list[_Note]
    more: list[tuple[int, int]]
    """(baseline, passages not shown in a lane) of lines with more than three."""


class Page:
    """Paints the blocks of one source for the reader that owns it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._strokes = Strokes()
        self._notes = Notes(theme)
        self._pictures: dict[int, _Picture] = {}
        self._runs: dict[int, dict[Placing, list[Stretch]]] = {}
        """Where each passage of a block lies, which holds until its layout changes."""
        self._lanes: Lanes | None = None
        self._signs_of: SignsOf | None = None
        self.margin: Margin
        """The sizes of what stands beside the text."""
        self.compact: bool
        """Notes are shown as their marks only."""
        self.fit(0, 0)
        self.most_lines = 40
        """Of the current passage's note: as many as the view can show."""
        self.edited: AnnotationId | None = None
        self.edited_lines = 0
        """The passage whose note is being written in the margin, and the lines that takes."""
        self.left = 64
        """Where the text starts, in pixels of the viewport."""
        self._rooms: dict[tuple[int, float], int] = {}

    def fit(self, room: float, measure: float) -> None:
        """Choose the margin for a text ``measure`` wide; both have ``room``, in pixels."""
        self.margin, self.compact = margin_for(self._theme.zoom, room, measure)

    def show(self, lanes: Lanes | None, signs_of: SignsOf) -> None:
        """Paint the passages of ``lanes`` from now on."""
        self._lanes, self._signs_of = lanes, signs_of
        self._notes.forget()
        self.forget()

    def forget(self, blocks: list[int] | None = None) -> None:
        """The passages of these blocks have changed; by default every layout has, too."""
        if blocks is None:
            self._pictures.clear()
            self._runs.clear()
        for index in blocks or ():
            self._pictures.pop(index, None)

    def picture(self, block: QTextBlock) -> _Picture:
        """The picture of a laid-out block, made when first asked for."""
        index = block.blockNumber()
        found = self._pictures.get(index)
        if found is None:
            found = self._pictures[index] = self._make(block)
        return found

    def under_text(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPoint,
        current: Annotation | None,
        part: QRect,
    ) -> None:
        """Tints first, then the current passage in front, then every bar.

        Lines that do not reach into ``part`` of the viewport are left out.
        """
        picture = self.picture(block)
        if not picture.bars and current is None:
            return
        x, y = origin.x(), origin.y()
        larger = max(1.0, self._theme.zoom)
        pitch = round(4 * larger)
        top, bottom = part.top() - y - pitch - pitch * MOST_LANES, part.bottom() - y + 1
        fill = painter.fillRect
        for stretch, color in picture.tints:
            above, below = stretch.above, stretch.below
            if not top <= stretch.baseline + below or not stretch.baseline - above <= bottom:
                continue
            fill(
                x + stretch.left,
                y + stretch.baseline - above,
                stretch.right - stretch.left,
                above + below,
                color,
            )
        if current is not None:
            self._current(painter, block, origin, current)
        for stretch, lane, signs in picture.bars:
            under = stretch.baseline + stretch.below
            if lane >= MOST_LANES or not top <= under <= bottom + stretch.above + stretch.below:
                continue
            self._strokes.across(
                painter,
                x + stretch.left,
                y + under + 1 + pitch * lane,
                stretch.right - stretch.left,
                signs.pattern,
                self._theme.color(signs.bar),
                larger,
            )

    def beside_text(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPoint,
        right: int,
        number: int,
        part: QRect,
    ) -> None:
        """Paragraph number, tracks and the count of passages that have no lane.

        A number outside ``part`` of the viewport is left out.
        """
        theme, chosen, margin = self._theme, self._theme.roles, self.margin
        if origin.y() + 2 * LEADING * self._theme.zoom >= part.top():
            self.number(painter, block, origin, number)
        picture = self.picture(block)
        for track, top, bottom, signs in picture.tracks:
            if track < MOST_LANES:
                self._strokes.down(
                    painter,
                    right + margin.tracks + margin.track_pitch * track,
                    origin.y() + top,
                    bottom - top,
                    signs.pattern,
                    theme.color(signs.bar),
                    margin.scale,
                )
        for baseline, count in picture.more:
            painter.setFont(theme.ui_font(margin.px(11), 500))
            painter.setPen(theme.color(chosen.ink2))
            painter.drawText(right + margin.px(2), origin.y() + baseline, f"+{count}")

    def number(self, painter: QPainter, block: QTextBlock, origin: QPoint, number: int) -> None:
        """The paragraph's number, on the baseline of its first line; 0 is not painted."""
        if not number or not block.layout().lineCount():
            return
        theme, pixels = self._theme, self._number_type()
        line = block.layout().lineAt(0)
        baseline = origin.y() + round(line.y() + line.ascent())
        painter.setFont(theme.ui_font(pixels))
        painter.setPen(theme.color(theme.roles.ink2))
        height = 20 * pixels / 12
        painter.drawText(
            QRectF(0, baseline - height, self.left - self.margin.number_gap, height + 2),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
            str(number),
        )

    def number_room(self, highest: int) -> int:
        """Where the text may start so that the highest paragraph number fits before it."""
        key = highest, self._number_type()
        room = self._rooms.get(key)
        if room is None:
            metrics = QFontMetricsF(self._theme.ui_font(key[1]))
            room = self._rooms[key] = round(metrics.horizontalAdvance(str(highest))) + 4
        return room + self.margin.number_gap

    def _number_type(self) -> float:
        """The size of paragraph numbers, which take little room: of some size in any margin."""
        return max(self.margin.type, 12 * min(self._theme.zoom, 1.5))

    def notes(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPoint,
        right: int,
        floor: int,
        current: AnnotationId | None,
        region: QRegion,
        kept_free: QRect,
    ) -> int:
        """The notes of a block, none above ``floor``; the floor for those that follow.

        Those outside ``region`` or within ``kept_free`` keep their places and are not painted.
        """
        for note, rect, wanted in self._stacked(block, origin, right, floor, current):
            reach = QRect(right, wanted, self.margin.end, rect.bottom() + 1 - wanted)
            if region.intersects(reach) and not kept_free.intersects(rect):
                own, worded = (
                    note.annotation.id == current,
                    region.intersects(rect.adjusted(self.margin.notes - self.margin.mark, 0, 0, 0)),
                )
                self._note(painter, note, right, wanted, rect.top(), own, worded)
            floor = rect.bottom() + 1 + self.margin.between
        return floor

    def place_notes(
        self,
        block: QTextBlock,
        origin: QPoint,
        right: int,
        floor: int,
        current: AnnotationId | None,
        found: list[tuple[Annotation, QRect]],
    ) -> int:
        """Add where the notes of a block are to ``found``; the floor for those that follow."""
        for note, rect, _wanted in self._stacked(block, origin, right, floor, current):
            found.append((note.annotation, rect))
            floor = rect.bottom() + 1 + self.margin.between
        return floor

    def note_place(self, right: int, top: int, lines: int) -> QRect:
        """The place of a note of so many lines, with its mark."""
        margin = self.margin
        if self.compact:
            return QRect(right + margin.mark, top, margin.mark_place, margin.line)
        width = margin.words - margin.mark + margin.width
        return QRect(right + margin.mark, top, width, margin.line * lines)

    def row_rect(self, block_top: int, height: int, width: int) -> QRect:
        """The part of the viewport a block takes up, with room for bars that reach out of it."""
        above, below = self.scaled(8), self.scaled(16)
        return QRect(0, block_top - above, width, above + height + below)

    def scaled(self, size: int) -> int:
        """How large what is painted among the text is that has this size at 100 %."""
        return round(size * max(1.0, self._theme.zoom))

    def bar_color(self, annotation: Annotation) -> QColor | None:
        """The colour of a passage's bar."""
        return self._theme.color(self._signs_of(annotation).bar) if self._signs_of else None

    def said_lines(self, annotation: Annotation) -> int:
        """How many lines of a passage's note name its speaker."""
        return len(self._notes.said(annotation, self.margin))

    def _stacked(
        self,
        block: QTextBlock,
        origin: QPoint,
        right: int,
        floor: int,
        current: AnnotationId | None,
    ) -> Iterator[tuple[_Note, QRect, int]]:
        """Each note of a block with its place and the top it would rather have.

        The current one is whole, as far as it can show.
        """
        for note in self.picture(block).notes:
            wanted = origin.y() + note.top
            if note.annotation.id == current and not self.compact:
                lines = self._notes.whole(note.annotation, self.margin, self.most_lines)
                note = note._replace(lines=lines)
            tall = len(note.lines)
            if note.annotation.id == self.edited:  # what is written covers the rest
                said = self._notes.said(note.annotation, self.margin)
                note, tall = note._replace(lines=said), len(said) + self.edited_lines
            rect = self.note_place(right, max(wanted, floor), max(1, tall))
            yield note, rect, wanted
            floor = rect.bottom() + 1 + self.margin.between

    def _note(
        self,
        painter: QPainter,
        note: _Note,
        right: int,
        wanted: int,
        top: int,
        current: bool,
        worded: bool,
    ) -> None:
        """The line to a note; with ``worded`` its mark and words too."""
        theme, chosen, margin = self._theme, self._theme.roles, self.margin
        bar, scale = theme.color(note.signs.bar), margin.scale
        track = min(note.track, MOST_LANES - 1)
        start = right + margin.tracks + margin.track_pitch * track + margin.px(5)
        end = right + margin.mark - margin.px(6)
        ink = theme.color(chosen.ink3)
        painter.setPen(QPen(bar, 1.5 * scale) if current else QPen(ink, scale))
        first, last = wanted + margin.line // 2, top + margin.line // 2
        if top == wanted:
            painter.drawLine(start, last, end, last)
        else:
            middle = end - margin.px(8)
            painter.drawLine(start, first, middle, first)
            painter.drawLine(middle, first, middle, last)
            painter.drawLine(middle, last, end, last)
        if not worded:
            return
        size = margin.mark_size
        mark = QRectF(right + margin.mark, top + margin.px(1), size, size)
        paint_mark(painter, note.annotation.tag, note.annotation.tag, mark, bar, theme)
        if self.compact:
            return
        for position, line in enumerate(note.lines):
            ink = chosen.ink if current or line.strong else chosen.ink2
            painter.setPen(theme.color(ink))
            painter.setFont(theme.ui_font(margin.type, 600 if line.strong else 400))
            baseline = top + margin.type + margin.line * position
            painter.drawText(right + margin.words, baseline, line.text)

    def _current(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPoint,
        current: Annotation,
    ) -> None:
        placed = self._placed(block.blockNumber(), current.id)
        if placed is None or self._signs_of is None:
            return
        signs = self._signs_of(current)
        tint, bar = self._theme.color(signs.tint), self._theme.color(signs.bar)
        x, y = origin.x(), origin.y()
        line, stem = self.scaled(1), self.scaled(2)
        mixed, reach = has_right_to_left(block.text()), reach_of(block)
        runs = self._runs.get(block.blockNumber(), {}).get(placed.pieces)
        for stretch in runs or stretches(block.layout(), placed.pieces, mixed, reach):
            top, tall = y + stretch.baseline - stretch.above, stretch.above + stretch.below
            width = stretch.right - stretch.left
            painter.fillRect(x + stretch.left, top, width, tall, tint)
            painter.fillRect(x + stretch.left, top - line, width, line, bar)
        ends = self._lanes.ends_in(current, block.blockNumber()) if self._lanes is not None else ()
        for _number, opens, unit in ends:
            end = end_of(block.layout(), unit, opens, mixed, reach)
            if end is not None:
                left, top = x + end.x + 1 - stem // 2, y + end.baseline - end.above - line
                painter.fillRect(left, top, stem, end.above + end.below + line, bar)

    def _placed(self, index: int, annotation: AnnotationId) -> Placed | None:
        if self._lanes is None:
            return None
        for placed in self._lanes.in_block(index):
            if placed.annotation.id == annotation:
                return placed
        return None

    def _make(self, block: QTextBlock) -> _Picture:
        picture = _Picture([], [], [], [], [])
        if self._lanes is None or self._signs_of is None:
            return picture
        placed = self._lanes.in_block(block.blockNumber())
        if not placed:
            return picture
        known = self._runs.get(block.blockNumber(), {})
        runs_now: dict[Placing, list[Stretch]] = {}
        layout = block.layout()
        mixed, reach = has_right_to_left(block.text()), reach_of(block)
        bar_room = round(2 * self._theme.zoom)
        tops: dict[int, int] = {}
        heights: dict[AnnotationId, tuple[int, int]] = {}
        # The lowest lane is painted last, so each stretch has the tint of its lowest lane.
        for entry in sorted(placed, key=lambda one: -one.lane):
            signs = self._signs_of(entry.annotation)
            runs = known.get(entry.pieces)
            if runs is None:
                runs = stretches(layout, entry.pieces, mixed, reach)
            runs_now[entry.pieces] = runs
            if not runs:
                continue
            tint = self._theme.color(signs.tint)
            picture.tints.extend((run, tint) for run in runs)
            picture.bars.extend(_Bar(run, entry.lane, signs) for run in runs)
            for run in runs:
                if entry.lane >= MOST_LANES:
                    tops[run.baseline] = tops.get(run.baseline, 0) + 1
            first, last = runs[0], runs[-1]
            heights[entry.annotation.id] = (
                first.baseline - first.above,
                last.baseline + last.below + bar_room,
            )
        self._runs[block.blockNumber()] = runs_now
        picture.more.extend(tops.items())
        ends: list[int] = []
        for entry in placed:
            top, bottom = heights.get(entry.annotation.id, (0, 0))
            track = next((n for n, taken in enumerate(ends) if taken <= top), len(ends))
            ends[track : track + 1] = [bottom]
            if bottom:
                signs = self._signs_of(entry.annotation)
                picture.tracks.append(_Track(track, top, bottom, signs))
                self._add_note(picture, entry, track, block)
        return picture

    def _add_note(self, picture: _Picture, entry: Placed, track: int, block: QTextBlock) -> None:
        annotation = entry.annotation
        if self._lanes is None or self._signs_of is None:
            return
        lines = self._notes.lines(annotation, self.margin)
        written = annotation.id == self.edited
        if not (lines or written) or self._lanes.blocks_of(annotation)[0] != block.blockNumber():
            return
        line = block.layout().lineForTextPosition(entry.start)
        # Text and note stand on about the same line, whatever the size of each.
        top = round(line.y() + line.ascent() - self._theme.zoom - self.margin.type)
        picture.notes.append(_Note(annotation, track, top, lines, self._signs_of(annotation)))


def describe(annotation: Annotation, tag_name: str) -> str:
    """A passage in a few words, for people who hear the window rather than see it."""
    parts = [tag_name]
    if len(annotation.spans) > 1:
        parts.append(_("in {count} parts").format(count=len(annotation.spans)))
    if annotation.speaker is not None and annotation.speaker.name:
        parts.append(annotation.speaker.name)
    if annotation.note:
        parts.append(_("with a note"))
    return ", ".join(parts)
