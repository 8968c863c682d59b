"""The pages of a document on a desk, as far as they have been pictured."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea

from desktop.i18n import _
from desktop.ui.exporting.preview import PagePicture
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme

Zoom = Literal["width", "page"]
Shape = tuple[float, float]
MARGIN, GAP = 24, 20
_LEAST_WIDTH, _MOST_WIDTH = 160, 900
_AROUND = 2
"""Pages before and behind those in view that are pictured too."""
_KEPT = 16
"""Pictures held at most; those farthest from the view go first."""
_WAIT_MS = 60
"""After scrolling, before pages are asked for."""
_A4: Shape = (595.28, 841.89)
_LINE = 48


class PageView(QScrollArea):
    """Scrolls through the pages. Those in view are asked for; until they come they are white.

    A document in place of another one stays where it was read.
    """

    looked = Signal(tuple, tuple, int)
    """Pages in view, those of them and around them without a picture, and the width wanted."""
    page_changed = Signal(int, int)
    """The page in view, from 1, and how many there are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shapes: tuple[Shape, ...] = ()
        self._places: list[QRect] = []
        self._pictures: dict[int, QPixmap] = {}
        self._zoom: Zoom = "width"
        self._said = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Preview of the pages"))
        self.verticalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look)
        theme.changed.connect(self.viewport().update)

    @property
    def page_count(self) -> int:
        """How many pages the document has; 0 before there is one."""
        return len(self._shapes)

    @property
    def pictured(self) -> tuple[int, ...]:
        """The pages there is a picture of."""
        return tuple(sorted(self._pictures))

    @property
    def page(self) -> int:
        """The page that fills most of the view, from 0."""
        view = self._view()
        return max(
            range(len(self._places)),
            key=lambda at: (self._places[at].intersected(view).height(), -at),
            default=0,
        )

    @property
    def page_width(self) -> int:
        """How wide a page is drawn, in device pixels."""
        return round(self._widest() * self.devicePixelRatioF())

    def show_document(self, shapes: tuple[Shape, ...], pictures: Iterable[PagePicture]) -> None:
        """Another document, with pictures of some of its pages."""
        self._shapes = shapes
        self._pictures = {}
        self._lay_out()
        self.show_pictures(pictures)
        self.look()

    def show_pictures(self, pictures: Iterable[PagePicture]) -> None:
        """Pictures of further pages."""
        ratio = self.devicePixelRatioF()
        for one in pictures:
            pixmap = QPixmap.fromImage(one.image)
            pixmap.setDevicePixelRatio(ratio)
            self._pictures[one.page] = pixmap
        now = self.page
        for page in sorted(self._pictures, key=lambda at: abs(at - now))[_KEPT:]:
            del self._pictures[page]
        self.viewport().update()

    def forget(self) -> None:
        """There is no document any more."""
        self.show_document((), ())

    def zoom_to(self, zoom: Zoom) -> None:
        """Fit pages to the width of the view, or whole into it."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._lay_out()
            self._timer.start()

    def turn_to(self, page: int) -> None:
        """Show the top of a page, from 0."""
        if self._places:
            place = self._places[min(max(page, 0), len(self._places) - 1)]
            self.verticalScrollBar().setValue(place.top() - GAP // 2)

    def look(self) -> None:
        """Ask for what is in view."""
        if not self._places:
            self.looked.emit((0, 1), (), self.page_width)
            return
        view = self._view()
        seen = [at for at, place in enumerate(self._places) if place.intersects(view)]
        seen = seen or [self.page]
        around = range(max(0, seen[0] - _AROUND), min(len(self._places), seen[-1] + 1 + _AROUND))
        wide = self.page_width
        missing = tuple(at for at in around if self._stale(at, wide))
        needed = any(at in missing for at in seen)
        near = any(at in missing for at in range(max(0, seen[0] - 1), seen[-1] + 2))
        self.looked.emit(tuple(seen), missing if needed or near else (), wide)

    def sizeHint(self) -> QSize:
        return QSize(720, 620)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._timer.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        page = max(_LINE, self.viewport().height() - _LINE)
        if key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-page if back else page))
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Left:
            self.turn_to(self.page - 1)
        elif key == Qt.Key.Key_Right:
            self.turn_to(self.page + 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, view = self._theme, self._view()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color(theme.roles.desk))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        places = self._places or [self._blank()]
        for page, place in enumerate(places):
            if place.intersects(view):
                shown = place.translated(0, -view.top())
                painter.fillRect(shown.adjusted(-1, -1, 1, 1), theme.color(theme.roles.ink3))
                painter.fillRect(shown, Qt.GlobalColor.white)  # paper is white in both themes
                pixmap = self._pictures.get(page)
                if pixmap is not None:
                    painter.drawPixmap(shown, pixmap)
        if self.hasFocus():
            focus_ring(painter, self.viewport().rect(), theme, 0)

    def _stale(self, page: int, width: int) -> bool:
        pixmap = self._pictures.get(page)
        return pixmap is None or abs(pixmap.width() - width) > 1

    def _view(self) -> QRect:
        return QRect(QPoint(0, self.verticalScrollBar().value()), self.viewport().size())

    def _blank(self) -> QRect:
        wide = self._widest()
        left = (self.viewport().width() - wide) // 2
        return QRect(left, MARGIN, wide, round(wide * _A4[1] / _A4[0]))

    def _widest(self) -> int:
        """How wide a page is drawn, in pixels of the window."""
        room = self.viewport().width() - 2 * MARGIN
        if self._zoom == "page":
            width, height = self._shapes[0] if self._shapes else _A4
            room = min(room, int((self.viewport().height() - 2 * GAP) * width / height))
        return min(max(room, _LEAST_WIDTH), _MOST_WIDTH)

    def _lay_out(self) -> None:
        """Put the pages under each other and stay at the place that is being read."""
        bar = self.verticalScrollBar()
        at, into = self.page, 0.0
        if self._places:
            place = self._places[at]
            into = (bar.value() - place.top()) / max(1, place.height())
        first = bar.value() == 0
        wide, top = self._widest(), MARGIN
        left = (self.viewport().width() - wide) // 2
        self._places = []
        for width, height in self._shapes:
            place = QRect(left, top, wide, round(wide * height / width))
            self._places.append(place)
            top += place.height() + GAP
        total = top - GAP + MARGIN if self._places else 0
        bar.setRange(0, max(0, total - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        if self._places and not first:
            place = self._places[min(at, len(self._places) - 1)]
            bar.setValue(round(place.top() + into * place.height()))
        self._tell()
        self.viewport().update()

    def _scrolled(self) -> None:
        self.viewport().update()
        self._tell()
        self._timer.start()

    def _tell(self) -> None:
        now = (self.page + 1, len(self._places)) if self._places else (0, 0)
        if now != self._said:
            self._said = now
            words = _("Page {page} of {count}").format(page=now[0], count=now[1])
            self.setAccessibleDescription(words if now[1] else "")
            self.page_changed.emit(*now)
