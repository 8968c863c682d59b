"""The row at the foot: where the caret is, what just happened, what is being worked on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop.i18n import _, ngettext
from desktop.model.source import Source
from desktop.printable_line import printable_line
from desktop.ui.look.theme import Theme
from desktop.ui.session.facts import ADVICE, Fact, Remark

if TYPE_CHECKING:
    from desktop.ui.session.jobs import Job
    from desktop.ui.session.reading import Reading

HEIGHT = 28
_COUNTED_AT_ONCE = 100_000
"""Code points of text whose words are counted without anybody noticing."""
SHOWN_MS = 6000
"""How long a remark stays."""


class StatusRow(QWidget):
    """One line of chrome; remarks are announced to screen readers as well."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._job: Job | Reading | None = None
        self._counting: Source | None = None
        self._remark: Remark | None = None
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(16)
        self.left = self._side_button(_("Sources"), _("Show sources and tags"))
        self.right = self._side_button(_("Passages"), _("Show the passages"))
        self.paragraph = self._label()
        self.words = self._label()
        self.asked = self._label()
        self.asked.setForegroundRole(self.palette().ColorRole.WindowText)
        self.asked.hide()
        self.remark = self._label()
        self.work = self._label()
        self.progress = QProgressBar()
        self.progress.setFixedSize(140, 8)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(_("Progress"))
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setFlat(True)
        self.cancel.setFixedHeight(22)
        self.cancel.setFont(theme.ui_font(12, 600))
        self.cancel.clicked.connect(self._cancel)
        self.hidden = self._label()
        self.hidden.setText(_("Highlights hidden"))
        self.hidden.hide()
        self.waiting = self._label()
        self.model = self._label()
        self.zoom = self._label()
        row.addWidget(self.left)
        row.addWidget(self.paragraph)
        row.addWidget(self.words)
        row.addWidget(self.asked)
        row.addWidget(self.remark, 1)
        for widget in (
            *(self.work, self.progress, self.cancel),
            *(self.waiting, self.model, self.hidden, self.zoom, self.right),
        ):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._forget)
        # Short jobs would only flicker.
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(250)
        self._delay.timeout.connect(lambda: self._show_work(self._job is not None))
        self._show_work(False)
        self.show_suggestions(0, 0, False, "")
        self.show_zoom(theme.zoom)

    def show_paragraph(self, number: int, count: int, otherwise: str = "") -> None:
        """Which paragraph the caret is in, of how many; ``otherwise`` where it is in none (0)."""
        text = otherwise[:1].upper() + otherwise[1:]
        if number:
            text = _("¶ {number} of {count}").format(number=number, count=count)
        self.paragraph.setText(text)
        self.paragraph.setVisible(bool(text))

    def show_words(self, source: Source) -> None:
        """How long the article is."""
        self._counting = source
        self.words.clear()
        if len(source.text) < _COUNTED_AT_ONCE:
            self._count(source)
        else:  # after the first frame of a long article
            QTimer.singleShot(300, self, lambda: self._count(source))

    def _count(self, source: Source) -> None:
        if source is not self._counting:
            return
        count = len(source.text.split())
        words = ngettext("{count} word", "{count} words", count)
        self.words.setText(words.format(count=f"{count:,}"))

    def show_zoom(self, zoom: float) -> None:
        """How large the article's type is."""
        self.zoom.setText(f"{round(zoom * 100)} %")

    def show_suggestions(self, here: int, elsewhere: int, unknown: bool, model: str) -> None:
        """How many suggestions wait in the article and in others, and whether the language model
        is there; ``unknown`` says that the article has to be read anew to know."""
        if here and elsewhere:
            words = ngettext(
                "{here} suggestion waiting here, {elsewhere} elsewhere",
                "{here} suggestions waiting here, {elsewhere} elsewhere",
                here,
            )
        elif elsewhere:
            words = ngettext(
                "{elsewhere} suggestion waiting elsewhere",
                "{elsewhere} suggestions waiting elsewhere",
                elsewhere,
            )
        else:
            words = ngettext("{here} suggestion waiting", "{here} suggestions waiting", here)
        said = [words.format(here=here, elsewhere=elsewhere)] if here or elsewhere else []
        if unknown:
            said.insert(0, _("Suggestions here: press F7 to look again"))
        self.waiting.setText(" · ".join(said))
        self.model.setText(model)
        self.waiting.setVisible(bool(said))
        self.model.setVisible(bool(model))

    def show_hidden(self, hidden: bool) -> None:
        """Whether the highlights are out of sight."""
        self.hidden.setVisible(hidden)

    def say(
        self, sentence: str, depends: Fact = ADVICE, holds: Callable[[], bool] | None = None
    ) -> None:
        """A remark, for a few seconds, or until what it depends on is no longer so (``Remark``)."""
        self.show_remark(Remark(sentence, depends, holds))

    def show_remark(self, remark: Remark) -> None:
        """The same."""
        self._remark = remark
        self.remark.setText(printable_line(remark.words))
        self._timer.start(SHOWN_MS)
        self.announce(remark.words)

    def hear(self, changed: Fact) -> None:
        """These facts have changed: a remark that is no longer true goes."""
        if self._remark is not None and not self._remark.outlives(changed):
            self._forget()

    def _forget(self) -> None:
        self._remark = None
        self._timer.stop()
        self.remark.clear()

    def ask(self, sentence: str) -> None:
        """What the window waits for, until it no longer does (empty)."""
        self.asked.setText(printable_line(sentence))
        self.asked.setVisible(bool(sentence))
        if sentence:
            self.announce(sentence)

    def announce(self, sentence: str) -> None:
        """Say something to people who hear the window; nothing is shown."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # slow to load

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def show_job(self, job: "Job | Reading", words: str) -> None:
        """Show a job until it ends."""
        self._job = job
        self.work.setText(printable_line(words))
        self.progress.setRange(0, 0)
        job.progressed.connect(self._progressed)
        for signal in (job.done, job.failed, job.cancelled):
            signal.connect(self._over)
        self._delay.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._theme.roles.chrome))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color(self._theme.roles.line))

    def _progressed(self, done: float) -> None:
        if self.sender() is self._job:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(done * 1000))

    def _over(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._delay.stop()
            self._show_work(False)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            depends = Fact.OPENED | Fact.SESSION | Fact.SAVED | Fact.WORK
            self.say(_("Cancelled; nothing was written."), depends)

    def _show_work(self, shown: bool) -> None:
        for widget in (self.work, self.progress, self.cancel):
            widget.setVisible(shown)

    def _side_button(self, words: str, spoken: str) -> QPushButton:
        """Brings a side back that is hidden; there only while it is."""
        button = QPushButton(words)
        button.setFlat(True)
        button.setFixedHeight(22)
        button.setFont(self._theme.ui_font(12, 600))
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        button.hide()
        return button

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self._theme.ui_font(12))
        label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        return label
