"""A small card that says which key is awaited, over the window; the keys stay with the text."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.look.theme import Theme
from desktop.ui.panels.sources import keycap

_ROW, _HEAD, _PAD = 28, 36, 8


class Answer(NamedTuple):
    """One answer: its value, the key that gives it, its words. ``now`` is what holds already."""

    value: str
    key: str
    words: str
    now: bool = False


class Prompt(QWidget):
    """A question and its answers, each with its key; a click answers as well."""

    answered = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._question = ""
        self._answers: tuple[Answer, ...] = ()
        self.at = -1
        """The row that Enter would take."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        theme.changed.connect(self.update)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What can be answered."""
        return self._answers

    def ask(self, question: str, answers: tuple[Answer, ...], beside: QRect) -> None:
        """Show what can be answered, at a place: see ``place``."""
        self._question, self._answers = question, answers
        self.at = next((n for n, answer in enumerate(answers) if answer.now), -1)
        said = ", ".join(f"{answer.key} {answer.words}" for answer in answers)
        self.setAccessibleName(question)
        self.setAccessibleDescription(said)
        strong = QFontMetrics(self._theme.ui_font(13, 600))
        plain = QFontMetrics(self._theme.ui_font(13))
        widths = [plain.horizontalAdvance(answer.words) + 60 for answer in answers]
        width = max(230, *widths, min(360, strong.horizontalAdvance(question))) + 2 * _PAD + 8
        self.resize(width, _HEAD + _ROW * len(answers) + 26 + _PAD)
        self.place(beside)
        self.show()
        self.raise_()
        self.update()

    def place(self, beside: QRect) -> None:
        """Lie below ``beside``, a place in the window, or above it, and never outside."""
        room = self._window.rect().adjusted(8, 8, -8, -8)
        x = max(room.left(), min(beside.left(), room.right() - self.width()))
        y = beside.bottom() + 8
        if y + self.height() > room.bottom():
            y = beside.top() - self.height() - 8
        self.move(QPoint(x, max(room.top(), min(y, room.bottom() - self.height()))))

    def move_by(self, step: int) -> None:
        """The next row, or the one before, from either end to the other."""
        count = len(self._answers)
        at = self.at if self.at >= 0 else (-1 if step > 0 else count)
        self.at = (at + step) % count
        self.update()

    def take(self) -> None:
        """Answer with the marked row."""
        if self.at >= 0:
            self.answered.emit(self._answers[self.at].value)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(chosen.ink3), 1))
        painter.setBrush(theme.color(chosen.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        left, width = _PAD + 8, self.width() - 2 * _PAD - 16
        strong = theme.ui_font(13, 600)
        painter.setFont(strong)
        painter.setPen(theme.color(chosen.ink))
        question = QFontMetrics(strong).elidedText(
            self._question, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(QRectF(left, 4, width, _HEAD - 4), _LEFT, question)
        for place, answer in enumerate(self._answers):
            self._row(painter, answer, self._rect(place), place == self.at)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        foot = QRectF(left, self.height() - 26 - _PAD / 2, width, 26)
        painter.drawText(foot, _LEFT, _("Esc to leave it as it is"))

    def _row(self, painter: QPainter, answer: Answer, rect: QRect, marked: bool) -> None:
        theme, chosen = self._theme, self._theme.roles
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.current))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        keycap(painter, theme, answer.key, QRectF(rect.left() + 8, rect.top() + 5, 19, 18))
        painter.setFont(theme.ui_font(13, 600 if answer.now else 400))
        painter.setPen(theme.color(chosen.ink))
        words = QRectF(rect.left() + 38, rect.top(), rect.width() - 42, _ROW)
        painter.drawText(words, _LEFT, answer.words)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at >= 0 and at != self.at:
            self.at = at
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at >= 0:
            self.answered.emit(self._answers[at].value)

    def _rect(self, place: int) -> QRect:
        return QRect(_PAD, _HEAD + _ROW * place, self.width() - 2 * _PAD, _ROW)

    def _at(self, point: QPoint) -> int:
        rows = range(len(self._answers))
        return next((place for place in rows if self._rect(place).contains(point)), -1)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
