"""The bar above the article in which words are looked for. It knows nothing of the article."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme

HEIGHT = 44
_ROOM_FOR_WORDS = 740
"""Pixels from which the switches are named in full."""
_BOX, _BEFORE_WORDS = 16, 30
"""Pixels of the box of a switch, and before its words."""


class Switch(QToolButton):
    """An action that is on or off, as a button with a box that is ticked or empty."""

    def __init__(self, theme: Theme, action: QAction) -> None:
        super().__init__()
        self._theme = theme
        self.setDefaultAction(action)
        self.setAccessibleName(action.text())
        self.setFixedHeight(28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(_BEFORE_WORDS + self.fontMetrics().horizontalAdvance(self.text()) + 10, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        draw, element = self.style().drawPrimitive, QStyle.PrimitiveElement
        draw(element.PE_PanelButtonTool, option, painter, self)
        option.rect = QRect(8, (self.height() - _BOX) // 2, _BOX, _BOX)
        draw(element.PE_IndicatorCheckBox, option, painter, self)
        chosen = self._theme.roles
        painter.setPen(self._theme.color(chosen.ink if self.isEnabled() else chosen.faint))
        words = self.rect().adjusted(_BEFORE_WORDS, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class FindBar(QWidget):
    """Hidden until something is to be found. Emits what was asked; is told what was found."""

    query_edited = Signal()
    stepped = Signal(int)
    """To the next hit (+1) or the previous one (-1)."""
    tag_asked = Signal(str)
    """Tag every hit (tag id)."""
    sentences_asked = Signal(str)
    """Tag every sentence with a hit (tag id)."""
    closed = Signal()

    def __init__(self, theme: Theme, match_case: QAction, whole_words: QAction) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(_("Find in the article"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in the article"))
        self.field.setAccessibleName(_("Words to find"))
        self.field.setMinimumWidth(96)
        self.field.setFixedHeight(28)
        self.field.setTextMargins(6, 0, 6, 0)
        self.field.setMaxLength(400)
        self.field.textChanged.connect(lambda _text: self.query_edited.emit())
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAccessibleName(_("Hits"))
        self.count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.previous = self._button(_("Previous hit"), "Shift+F3", "up")
        self.next = self._button(_("Next hit"), "F3", "down")
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.case = Switch(theme, match_case)
        self.whole = Switch(theme, whole_words)
        self.tag_button = self._button(_("Tag all hits"), "Alt+T", "")
        self.tag_button.setText(_("Tag all…"))
        self.tag_button.clicked.connect(lambda _on: self.offer_tags())
        self.menu = QMenu(self)
        self.sentences = QMenu(_("&Sentences with hits"), self)
        self.close_button = self._button(_("Close the find bar"), "Esc", "x")
        self.close_button.clicked.connect(self.closed)
        self._arrange()
        self.show_result("", False)
        self.hide()
        theme.changed.connect(self.update)

    @property
    def query(self) -> str:
        """The words to find, as typed."""
        return self.field.text()

    def ask(self, query: str = "") -> None:
        """Show the bar with ``query``, or what was looked for last, ready to be typed over."""
        if query:
            self.field.setText(query)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """The tags that all hits can be given, or the sentences they lie in."""
        for menu, asked in (
            (self.menu, self.tag_asked),
            (self.sentences, self.sentences_asked),
        ):
            menu.clear()
            for tag in codebook:
                name = tag.name.replace("&", "&&")
                words = f"&{tag.key}  {name}" if tag.key else name
                action = menu.addAction(words)
                action.setData(tag.id)
                action.triggered.connect(partial(_emit, asked, tag.id))
        self.menu.addSeparator()
        self.menu.addMenu(self.sentences)

    def show_result(self, words: str, some: bool) -> None:
        """What was found, in words, and whether there is a hit to go to."""
        self.count.setText(words)
        for button in (self.previous, self.next, self.tag_button):
            button.setEnabled(some)

    def offer_tags(self, sentences: bool = False) -> None:
        """Open the menu of tags for hits or sentences, without waiting for a choice."""
        place = QPoint(0, self.tag_button.height() + 2)
        menu = self.sentences if sentences else self.menu
        menu.popup(self.tag_button.mapToGlobal(place))
        actions = menu.actions()
        if actions:
            menu.setActiveAction(actions[0])

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.stepped.emit(-1 if plain == Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, chosen = QPainter(self), self._theme.roles
        painter.fillRect(self.rect(), self._theme.color(chosen.chrome))
        line = self._theme.color(chosen.line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        place = QRect(16, (self.height() - 18) // 2, 18, 18)
        icon("search", self._theme, "ink2").paint(painter, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOM_FOR_WORDS
        for switch, short in ((self.case, _("Aa")), (self.whole, _("“W”"))):
            action = switch.defaultAction()
            switch.setText(action.text() if roomy else short)

    # Inside

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 0, 12, 1)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("000 of 000"))
        self.count.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row.addWidget(self.count)
        for widget in (self.previous, self.next, self.case, self.whole, self.tag_button):
            row.addWidget(widget)
        row.addWidget(self.close_button)

    def _button(self, name: str, keys: str, symbol: str) -> QToolButton:
        button = QToolButton()
        if symbol:
            button.setIcon(icon(symbol, self._theme))
            button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setFixedHeight(28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _emit(asked: SignalInstance, tag: str, _checked: bool = False) -> None:
    asked.emit(tag)
