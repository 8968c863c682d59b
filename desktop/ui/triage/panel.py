"""The tab of suggestions: how far one has come, which are shown, what waits, what was decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.thresholds import LEVELS, SURE
from desktop.ui.look.theme import Theme
from desktop.ui.triage.queue import ROW, Queue

_MOST_TICKS = 60
_DECIDED_ROWS = 3
_FIRST = 1000
"""Room goes to what waits; to what is decided goes what that leaves, and a few rows at least."""
_BESIDE = 72
"""Pixels of the row of order and button that are neither's words."""


class Ticks(QWidget):
    """A tick for each suggestion: decided ones filled or open, the current one coloured."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answers: list[str] = []
        self._now = False
        self.setFixedHeight(6)

    def show(self, answers: list[str], total: int, now: bool) -> None:  # type: ignore[override]
        """Answers so far (``accepted``, or another word), of how many; whether one is current."""
        self._answers = answers + [""] * (total - len(answers))
        self._now = now
        self.setVisible(total > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        total, chosen = len(self._answers), self._theme.roles
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = min(total, _MOST_TICKS)
        pitch = self.width() / shown
        done = sum(1 for one in self._answers if one)
        for number in range(shown):
            at = number * total // shown
            answer = self._answers[at]
            now = self._now and not answer and at <= done < (number + 1) * total // shown
            color = chosen.accent if now else chosen.ink if answer == "accepted" else chosen.line
            rect = (round(number * pitch), 1, max(2, round(pitch) - 4), 4)
            if answer and answer != "accepted":
                painter.setPen(QPen(self._theme.color(chosen.ink2), 1))
                painter.drawRect(rect[0], 1, rect[2] - 1, 3)
            else:
                painter.fillRect(*rect, self._theme.color(color))


class SuggestionsPanel(QWidget):
    """Shows what it is told; what is asked comes out as signals."""

    level_chosen = Signal(int)
    order_chosen = Signal(bool)
    """True for the surest first, False for the order of the text."""
    sure_asked = Signal()

    def __init__(self, theme: Theme, level: int, surest_first: bool) -> None:
        super().__init__()
        self._theme = theme
        self._sure = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 0)
        column.setSpacing(10)
        self.place = self._label(13, 600)
        self.tally = self._label(12, faint=True)
        self.ticks = Ticks(theme)
        self.order = QComboBox()
        self.order.addItems([_("In order of text"), _("Surest first")])
        self.order.setCurrentIndex(int(surest_first))
        self.order.setAccessibleName(_("Order of the suggestions"))
        self.order.setFixedHeight(30)
        self.order.currentIndexChanged.connect(lambda index: self.order_chosen.emit(index == 1))
        self.sure = QPushButton()
        self.sure.setFixedHeight(30)
        self.sure.clicked.connect(self.sure_asked)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, LEVELS - 1)
        self.slider.setPageStep(1)
        self.slider.setValue(level)
        self.slider.setAccessibleName(_("How many suggestions: from few and sure to many"))
        self.slider.valueChanged.connect(self.level_chosen)
        self.waiting_head, self.waiting_count = self._heading(_("Waiting"))
        self.waiting = Queue(theme, _("Suggestions that wait"))
        self.empty = self._label(13, faint=True)
        self.empty.setWordWrap(True)
        self.decided_head, self.decided_count = self._heading(_("Decided"))
        self.decided = Queue(theme, _("Suggestions that are decided"))
        self.truth = self._label(12, faint=True)
        self.truth.setWordWrap(True)
        self.truth.setText(
            _("A suggestion says what form a passage has, never whether it is true.")
        )
        self._arrange(column)

    def show_state(self, answers: list[str], waiting: int, sure: int, current: bool) -> None:
        """How many were answered, and how; how many wait, and may be accepted unseen."""
        total = len(answers) + waiting
        at = min(total, len(answers) + (1 if current else 0))
        self.place.setText(_("{number} of {count}").format(number=at, count=total) if total else "")
        self.ticks.show(answers, total, current)
        self._sure = sure
        self._name_sure()
        self.sure.setEnabled(sure > 0)
        self.waiting_count.setText(str(waiting))
        self.decided_count.setText(str(len(answers)))
        for widget in (self.decided_head, self.decided_count, self.decided):
            widget.setVisible(bool(answers))
        self.waiting.setMaximumHeight(ROW * waiting)
        self.decided.setMaximumHeight(ROW * len(answers))
        self.decided.setMinimumHeight(ROW * min(len(answers), _DECIDED_ROWS))
        self.waiting.setVisible(waiting > 0)
        self.empty.setVisible(waiting == 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_sure()

    def _name_sure(self) -> None:
        """What the button does, in the longest words that fit."""
        room = self.width() - self.order.sizeHint().width() - _BESIDE
        metrics = QFontMetrics(self.sure.font())
        full, shorter, least = (
            words.format(count=self._sure, score=f"{SURE:.2f}")
            for words in (
                _("Accept {count} at {score} or more")
                if self._sure
                else _("None at {score} or more"),
                _("Accept {count} at {score}+") if self._sure else _("None at {score}+"),
                _("Accept {count}") if self._sure else _("None sure"),
            )
        )
        fitting = (one for one in (full, shorter) if metrics.horizontalAdvance(one) <= room)
        self.sure.setText(next(fitting, least))
        self.sure.setToolTip(full)
        self.sure.setAccessibleName(full)

    def _arrange(self, column: QVBoxLayout) -> None:
        for parts in (
            (self.place, None, self.tally),
            (self.ticks,),
            (self.order, self.sure),
            (self._small(_("Few and sure")), self.slider, self._small(_("Many"))),
            (self.waiting_head, None, self.waiting_count),
        ):
            column.addLayout(_row(*parts))
        column.addLayout(_row(self.empty))
        column.addWidget(self.waiting, _FIRST)
        column.addLayout(_row(self.decided_head, None, self.decided_count))
        column.addWidget(self.decided, 1)
        column.addStretch(0)
        foot = _row(self.truth)
        foot.setContentsMargins(16, 10, 16, 12)
        column.addLayout(foot)

    def _heading(self, words: str) -> tuple[QLabel, QLabel]:
        head, count = self._label(12, 600, faint=True), self._label(12, faint=True)
        head.setText(words)
        return head, count

    def _small(self, words: str) -> QLabel:
        label = self._label(12, faint=True)
        label.setText(words)
        return label

    def _label(self, pixels: int, weight: int = 400, faint: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self._theme.ui_font(pixels, weight))
        if faint:
            label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        return label


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is room between them."""
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
