"""A line that folds what stands below it away, and says in short what that is."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.ui.look.icons import paint_svg
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme


class Fold(QAbstractButton):
    """Checked while open. ``summary`` is shown only while it is closed."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._summary = ""
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFixedHeight(28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def summary(self) -> str:
        """What is said of the folded part."""
        return self._summary

    def set_summary(self, summary: str) -> None:
        """Say what is inside."""
        if summary == self._summary:
            return
        self._summary = summary
        self.setAccessibleDescription(summary)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        symbol = "down" if self.isChecked() else "right"
        paint_svg(painter, symbol, QRectF(2, 6, 16, 16), theme.color(chosen.ink2), "1.75")
        font = theme.ui_font(12, 600)
        painter.setFont(font)
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(QRectF(22, 0, 120, 28), _LEFT, self.text())
        if self._summary and not self.isChecked():
            left = 22 + QFontMetrics(font).horizontalAdvance(self.text()) + 10
            plain = theme.ui_font(12)
            room = self.width() - left - 8
            shown = QFontMetrics(plain).elidedText(self._summary, Qt.TextElideMode.ElideRight, room)
            painter.setFont(plain)
            painter.setPen(theme.color(chosen.ink2))
            painter.drawText(QRectF(left, 0, room, 28), _LEFT, shown)
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme)


class Folds(QScrollArea):
    """Shows a column of fields whole where there is room, and scrolls where there is not."""

    LEAST, MOST = 132, 420
    """Pixels it takes at least where there is more inside, and asks for at most."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        wanted = self._inside.sizeHint()
        return QSize(wanted.width(), min(wanted.height(), self.MOST))

    def minimumSizeHint(self) -> QSize:
        least = self._inside.minimumSizeHint()
        return QSize(least.width(), min(least.height(), self.LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # the area itself does not ask for more room
        return super().eventFilter(watched, event)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
