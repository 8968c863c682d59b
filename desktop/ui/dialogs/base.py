"""The dialog all others are made from: no larger than the screen, its buttons always in sight."""

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.dialogs.fields import buttons, titled
from desktop.ui.look.theme import Theme

FRAME = QMargins(4, 32, 4, 8)
"""Room for the frame that a window manager draws, before it has drawn any."""
_SIDE, _TOP, _BOTTOM, _GAP = 20, 20, 16, 12
"""Pixels around and between the parts of a dialog."""
BAR = 12
"""Pixels of a scroll bar."""
_SLACK = 2
"""Pixels lost where a screen of 125 or 175 % rounds the size of a window."""
_LEAST = 96
"""Pixels of its content that a dialog shows on the smallest screen."""


def room_on_screen(window: QWidget) -> QSize:
    """The largest size of a window, without its frame, on the screen it is shown on."""
    return window.screen().availableGeometry().size().shrunkBy(FRAME)


class Scrolled(QScrollArea):
    """Content as high as it wants to be at its width, which scrolls up and down in less room."""

    def __init__(self, page: QWidget, name: str, focusable: bool = False) -> None:
        """``name`` is read aloud; ``focusable`` lets the keys scroll what has no fields."""
        super().__init__()
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        self.setAccessibleName(name)
        wanted = Qt.FocusPolicy.StrongFocus if focusable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(wanted)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        page = self._page
        high = page.heightForWidth(width) if page.hasHeightForWidth() else -1
        return max(high, page.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        wide = self._page.sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        least = self._page.minimumSizeHint()
        return QSize(least.width() + BAR, min(least.height(), _LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._page:
            self.updateGeometry()  # the window may have to grow
        return super().eventFilter(watched, event)


class Dialog(QDialog):
    """A heading, content that scrolls where the screen is small, and a foot that stays.

    Subclasses fill ``content`` and call ``answer``; what belongs above the buttons and must not
    scroll away, such as a problem, goes into ``foot``.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget | None = None,
        *,
        heading: str = "",
        size: tuple[int, int] = (420, 0),
        focusable: bool = False,
    ) -> None:
        """``heading`` stands over the content, the title of the window where it is empty.

        ``size``: the width, and the height it is to have at most, in pixels; 0 for as high as the
        content. ``focusable``: the content has no fields, so the keys scroll it.
        """
        super().__init__(parent)
        self._wide, self._high = size
        self._theme = theme
        self.setWindowTitle(title)
        self.setModal(True)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self.content = QVBoxLayout()
        self.content.setSpacing(_GAP)
        whole.addLayout(self.content)
        whole.addStretch(1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(_SIDE, 0, _SIDE, _BOTTOM)
        self.foot.setSpacing(_GAP)
        self.heading: QLabel = titled(heading or title, theme)
        self.heading.setWordWrap(True)
        self.heading.setContentsMargins(_SIDE, _TOP, _SIDE, 0)
        self.area = Scrolled(page, title, focusable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.heading)
        column.addWidget(self.area, 1)
        column.addLayout(self.foot)

    def answer(self, words: str) -> QPushButton:
        """Add the row of *Cancel* and the primary button, which is returned."""
        row, ok = buttons(self, words, self._theme)
        self.foot.addLayout(row)
        return ok

    def close_button(self) -> QPushButton:
        """Add the only button of a dialog that asks nothing, which is returned."""
        close = QPushButton(_("Close"))
        close.setFixedHeight(32)
        close.setMinimumWidth(84)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        return close

    def showEvent(self, event: QShowEvent) -> None:
        self._fit(shrink=True)
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit(shrink=False)
        return done

    def _fit(self, *, shrink: bool) -> None:
        """Give the content the room it wants, as far as the screen has it."""
        layout = self.layout()
        if layout is None:
            return
        room = room_on_screen(self)
        least = layout.totalMinimumSize().width()
        width = min(max(self._wide, least), room.width()) if shrink else self.width()
        height = layout.totalHeightForWidth(width) + _SLACK
        if self._high:
            height = min(height, self._high)
        height = min(height, room.height())
        if shrink or height > self.height():
            self.resize(width, height)
