"""The top row: menus, the name of the session, undo, redo and the one primary button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QPushButton, QToolButton, QWidget

from desktop.i18n import _
from desktop.printable_line import NAME, printable_line
from desktop.ui.look.style import primary, tip
from desktop.ui.look.theme import Theme

HEIGHT = 44
_NARROW = 960
"""Below this width of the window the tools are their icons only; the title needs the room."""


class _StepButton(QToolButton):
    """The icon of "undo" or "redo". With the action as its default it would be painted anew, and
    laid out, whenever the step has another name."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setIcon(action.icon())
        self.setIconSize(QSize(18, 18))
        self.setFixedSize(32, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.iconText())


class TopBar(QWidget):
    """Stands where the menu bar would; the menus are a real menu bar inside it."""

    def __init__(
        self,
        theme: Theme,
        menus: QMenuBar,
        undo: QAction,
        redo: QAction,
        find: QAction,
        suggest: QAction,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 12, 1)
        row.setSpacing(4)
        self._menus = menus
        self._tools: list[QWidget] = []
        row.addWidget(menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for action in (undo, redo):
            button = _StepButton(action)
            row.addWidget(button)
            self._tools.append(button)
        row.addSpacing(4)
        self.find_button = self._tool(find, _("Find"), _("Find in the article"))
        self.suggest_button = self._tool(suggest, _("Suggest"), _("Review suggestions"))
        row.addWidget(self.find_button)
        row.addWidget(self.suggest_button)
        row.addSpacing(4)
        self.export_button = primary(QPushButton(_("Export…")))
        self.export_button.setFixedHeight(28)
        self.export_button.setFont(theme.ui_font(13, 600))
        self.export_button.setMinimumWidth(76)
        row.addWidget(self.export_button)
        self._tools.append(self.export_button)
        self._title = ""
        self._name = _plain(theme.ui_font(13, 600), self)
        self._name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # its tip
        self._state = _plain(theme.ui_font(13), self)

    def _tool(self, action: QAction, words: str, spoken: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(action.icon())
        button.setText(words)
        button.setToolTip(action.toolTip())
        action.changed.connect(lambda: button.setToolTip(action.toolTip()))
        button.setAccessibleName(spoken)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(18, 18))
        button.setFixedHeight(28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        self._tools.append(button)
        return button

    def show_tools(self, shown: bool) -> None:
        """Whether there is anything to undo or export."""
        for tool in self._tools:
            tool.setVisible(shown)

    def show_title(self, title: str, state: str, file: str = "") -> None:
        """The session's title and what is to be said of it ("edited", "read-only").

        The tip has the whole title, and the name of the session's file.
        """
        lines = (" ".join(title.split()), file)
        self._name.setToolTip(tip("\n".join(line for line in lines if line)))
        title = printable_line(" ".join(title.split()), NAME)
        if (title, state) != (self._title, self._state.text()):
            self._title = title
            self._state.setText(state)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, alone = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        )
        style = alone if self.width() < _NARROW else beside
        if self.find_button.toolButtonStyle() != style:
            for button in (self.find_button, self.suggest_button):
                button.setToolButtonStyle(style)
            self._row.activate()  # the title goes by where the buttons are now
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._theme.roles.chrome))
        line = self._theme.color(self._theme.roles.line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)

    def _place(self) -> None:
        """Centre the title in the window, as far as menus and buttons leave room."""
        left = self._menus.geometry().right() + 16
        right = self._tools[0].geometry().left() - 16
        room = max(0, right - left)
        state = self._state.sizeHint().width() if self._state.text() else 0
        metrics = self._name.fontMetrics()
        wanted = metrics.horizontalAdvance(self._title) + 2
        name = max(0, min(wanted, room - state - 8))
        self._name.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, name))
        start = min(max(left, (self.width() - name - state) // 2), max(left, right - name - state))
        self._name.setGeometry(start, 0, name, HEIGHT - 1)
        self._state.setGeometry(start + name + 8, 0, min(state, room), HEIGHT - 1)


def _plain(font: object, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font)  # type: ignore[arg-type]
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
