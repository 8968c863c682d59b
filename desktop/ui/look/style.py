"""Fusion with our own buttons, fields and focus ring: one proxy style, no style sheets.

A style sheet on any widget would wrap it in Qt's own sheet style and lose focus and palette states.
"""

import sys

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListView,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleFactory,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from desktop.printable_line import SENTENCE, printable_line
from desktop.ui.look.icons import paint_svg
from desktop.ui.look.plates import RADIUS, rounded
from desktop.ui.look.sliders import paint_slider
from desktop.ui.look.theme import Theme

PRIMARY = "primary"
"""Dynamic property that marks the one primary button of a view."""
WRONG = "wrong"
"""Dynamic property that marks a field whose value cannot be taken."""

_Element = QStyle.PrimitiveElement
_State = QStyle.StateFlag
_Part = QStyle.SubControl


class HouseStyle(QProxyStyle):
    """Buttons, fields, check boxes and focus as the design draws them; the rest is Fusion's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(QStyleFactory.create("Fusion"))
        self._theme = theme

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in (_Element.PE_PanelButtonCommand, _Element.PE_PanelButtonTool):
            self._button(option, painter, widget)
        elif element == _Element.PE_PanelLineEdit:
            self._field(option, painter, widget)
        elif element == _Element.PE_FrameFocusRect:
            # The panel of a tool button has its ring already.
            tool = isinstance(widget, QToolButton)
            if option.state & _State.State_KeyboardFocusChange and not tool:
                self._ring(painter, QRectF(option.rect), 1)
        elif element in (_Element.PE_IndicatorCheckBox, _Element.PE_IndicatorItemViewItemCheck):
            self._check_box(option, painter)
        elif element in (_Element.PE_FrameDefaultButton, _Element.PE_PanelMenuBar):
            pass
        elif element in (_Element.PE_PanelTipLabel, _Element.PE_FrameMenu):
            self._popup(option, painter, element == _Element.PE_PanelTipLabel)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if (
            element == QStyle.ControlElement.CE_PushButtonLabel
            and isinstance(option, QStyleOptionButton)
            and is_primary(widget)
        ):
            enabled = bool(option.state & _State.State_Enabled)
            code = self._theme.roles.button_text if enabled else self._theme.roles.faint
            palette = option.palette
            palette.setColor(palette.ColorRole.ButtonText, self._theme.color(code))
            option.palette = palette
        if element == QStyle.ControlElement.CE_MenuBarEmptyArea:
            return
        if element == QStyle.ControlElement.CE_Splitter and option.rect.width() > 1:
            return  # a gap between two lists needs no dots
        if element == QStyle.ControlElement.CE_HeaderSection:
            chosen = self._theme.roles
            painter.fillRect(option.rect, self._theme.color(chosen.raised))
            below = option.rect.adjusted(0, option.rect.height() - 1, 0, 0)
            painter.fillRect(below, self._theme.color(chosen.line))
            return
        if element == QStyle.ControlElement.CE_MenuBarItem:
            self._menu_title(option, painter, widget is not None and widget.hasFocus())
            return
        if (
            element == QStyle.ControlElement.CE_ToolButtonLabel
            and isinstance(option, QStyleOptionToolButton)
            and option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        ):
            self._tool_label(option, painter)
            return
        super().drawControl(element, option, painter, widget)
        if element == QStyle.ControlElement.CE_PushButtonBevel and _is_flat(widget):
            self._focus(option, painter)  # a flat button at rest has no panel, and so no ring

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            self._scroll_bar(option, painter, widget)
            return
        if control == QStyle.ComplexControl.CC_Slider and isinstance(option, QStyleOptionSlider):
            handle = self.subControlRect(control, option, _Part.SC_SliderHandle, widget)
            paint_slider(painter, option, handle, self._theme)
            return
        if (
            control == QStyle.ComplexControl.CC_ComboBox
            and isinstance(option, QStyleOptionComboBox)
            and not option.editable
        ):
            self._choice(option, painter, widget)
            return
        super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        found = super().subControlRect(control, option, part, widget)  # pyright: ignore[reportArgumentType]  Qt passes none
        if control == QStyle.ComplexControl.CC_ComboBox and part == _Part.SC_ComboBoxEditField:
            return found.adjusted(4, 0, 0, 0)  # in line with the text of a field
        if control != QStyle.ComplexControl.CC_ScrollBar or not isinstance(
            option, QStyleOptionSlider
        ):
            return found
        # No arrow buttons: the groove takes up the whole bar.
        if part in (_Part.SC_ScrollBarAddLine, _Part.SC_ScrollBarSubLine):
            return QRect()
        if part == _Part.SC_ScrollBarGroove:
            return option.rect
        if part == _Part.SC_ScrollBarSlider:
            return _slider(option)
        before, after = _slider(option), option.rect
        upright = option.orientation == Qt.Orientation.Vertical
        if part == _Part.SC_ScrollBarSubPage:
            end = QPoint(after.right(), before.top() - 1)
            return QRect(
                after.topLeft(), end if upright else QPoint(before.left() - 1, after.bottom())
            )
        if part == _Part.SC_ScrollBarAddPage:
            start = QPoint(after.left(), before.bottom() + 1)
            return QRect(
                start if upright else QPoint(before.right() + 1, after.top()), after.bottomRight()
            )
        return found

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == _Metric.PM_FocusFrameHMargin and _is_popup(widget):
            return 8
        fixed = _METRICS.get(metric)
        return fixed if fixed is not None else super().pixelMetric(metric, option, widget)

    def sizeFromContents(
        self,
        type: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        found = super().sizeFromContents(type, option, size, widget)  # pyright: ignore[reportArgumentType]  as above
        if (
            type == QStyle.ContentsType.CT_ToolButton
            and isinstance(option, QStyleOptionToolButton)
            and option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        ):
            words = option.fontMetrics.horizontalAdvance(option.text)
            around = 2 * (_TOOL_FRAME + _TOOL_SIDE) + option.iconSize.width() + _TOOL_GAP
            return QSize(around + words, found.height())
        if type == QStyle.ContentsType.CT_MenuBarItem:
            return QSize(size.width() + 20, 28)
        if type == QStyle.ContentsType.CT_MenuItem and found.height() > 12:
            return QSize(found.width() + 12, 28)
        if type == QStyle.ContentsType.CT_ItemViewItem and _is_popup(widget):
            return QSize(found.width() + 12, 28)
        return found

    def _button(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        chosen, theme, state = self._theme.roles, self._theme, option.state
        enabled = bool(state & _State.State_Enabled)
        pressed = bool(state & (_State.State_Sunken | _State.State_On))
        over = bool(state & _State.State_MouseOver) and enabled
        flat = _is_flat(widget)
        tool = isinstance(widget, QToolButton)
        border: QColor | None = theme.color(chosen.ink3 if enabled else chosen.line)
        if is_primary(widget) and enabled:
            fill = theme.color(chosen.button)
            if over or pressed:
                fill = theme.blend(chosen.button, chosen.chrome, 0.85)
            border = None
        elif tool or flat:
            fill, border = QColor(Qt.GlobalColor.transparent), None
            if state & _State.State_On:
                fill, border = theme.color(chosen.current), theme.color(chosen.ink3)
            elif pressed:
                fill = theme.color(chosen.quiet)
            elif over:
                fill = theme.color(chosen.hover)
        elif enabled:
            fill = theme.color(chosen.hover if over or pressed else chosen.raised)
        else:  # level with the ground: nothing stands out to be pressed
            fill = QColor(Qt.GlobalColor.transparent)
        rounded(painter, QRectF(option.rect), fill, border)
        self._focus(option, painter)

    def _tool_label(self, option: QStyleOptionToolButton, painter: QPainter) -> None:
        """An icon, and words beside it with room between them."""
        chosen, theme = self._theme.roles, self._theme
        enabled = bool(option.state & _State.State_Enabled)
        size, inside = option.iconSize, option.rect.adjusted(_TOOL_SIDE, 0, -_TOOL_SIDE, 0)
        top = inside.top() + (inside.height() - size.height()) // 2
        mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
        option.icon.paint(
            painter, QRect(QPoint(inside.left(), top), size), Qt.AlignmentFlag.AlignCenter, mode
        )
        painter.setFont(option.font)
        painter.setPen(theme.color(chosen.ink if enabled else chosen.faint))
        words = inside.adjusted(size.width() + _TOOL_GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, option.text)

    def _choice(
        self, option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None
    ) -> None:
        """A list to choose from, folded: a button with a chevron."""
        chosen, theme = self._theme.roles, self._theme
        self._button(option, painter, widget)
        enabled = bool(option.state & _State.State_Enabled)
        box = QRectF(option.rect)
        place = QRectF(box.right() - 22, box.center().y() - 7, 14, 14)
        color = theme.color(chosen.ink2 if enabled else chosen.ink3)
        paint_svg(painter, "down", place, color, "1.75")

    def _popup(self, option: QStyleOption, painter: QPainter, filled: bool) -> None:
        """The ground and the edge of what pops up: a tip, or the frame of a menu."""
        chosen, theme = self._theme.roles, self._theme
        painter.save()
        painter.setPen(QPen(theme.color(chosen.ink3), 1))
        painter.setBrush(theme.color(chosen.raised) if filled else Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _focus(self, option: QStyleOption, painter: QPainter) -> None:
        """The ring around a button that the keys have reached."""
        state = option.state
        if state & _State.State_HasFocus and state & _State.State_KeyboardFocusChange:
            self._ring(painter, QRectF(option.rect), 1)

    def _check_box(self, option: QStyleOption, painter: QPainter) -> None:
        """An empty box, a tick, or a bar where only some of what it stands for is ticked."""
        chosen, theme = self._theme.roles, self._theme
        some = bool(option.state & _State.State_NoChange)
        filled = some or bool(option.state & _State.State_On)
        enabled = bool(option.state & _State.State_Enabled)
        box = QRectF(option.rect)
        ground = theme.color(chosen.button if enabled else chosen.ink3)
        if filled:
            rounded(painter, box, ground, None, 4)
        else:
            over = enabled and bool(option.state & _State.State_MouseOver)
            fill = theme.color(chosen.hover if over else chosen.raised)
            rounded(painter, box, fill, theme.color(chosen.ink3), 4)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(chosen.button_text), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        across, down = box.width() / 16, box.height() / 16
        sign = _BAR if some else _TICK
        points = [QPointF(box.x() + x * across, box.y() + y * down) for x, y in sign]
        painter.drawPolyline(points)
        painter.restore()

    def _scroll_bar(
        self, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None
    ) -> None:
        if option.maximum <= option.minimum:
            return
        chosen = self._theme.roles
        held = option.activeSubControls & _Part.SC_ScrollBarSlider
        strong = bool(held) and bool(option.state & (_State.State_MouseOver | _State.State_Sunken))
        fill = self._theme.blend(chosen.ink2, chosen.chrome, 0.7 if strong else 0.35)
        rounded(painter, QRectF(_slider(option).adjusted(3, 2, -3, -2)), fill, None, 3)

    def _menu_title(self, option: QStyleOption, painter: QPainter, by_keys: bool) -> None:
        chosen, theme = self._theme.roles, self._theme
        if option.state & _State.State_Selected:
            rounded(painter, QRectF(option.rect), theme.color(chosen.quiet), None)
        painter.setPen(theme.color(chosen.ink))
        # The letters to press are underlined once Alt has been.
        letters = Qt.TextFlag.TextShowMnemonic if by_keys else Qt.TextFlag.TextHideMnemonic
        flags = Qt.AlignmentFlag.AlignCenter | letters
        painter.drawText(option.rect, flags, getattr(option, "text", ""))

    def _field(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        chosen, theme = self._theme.roles, self._theme
        enabled = bool(option.state & _State.State_Enabled)
        fill = theme.color(chosen.raised if enabled else chosen.chrome)
        wrong = widget is not None and widget.property(WRONG) is True
        edge = theme.color(chosen.danger if wrong else chosen.ink3)
        rounded(painter, QRectF(option.rect), fill, edge)
        if option.state & _State.State_HasFocus:
            self._ring(painter, QRectF(option.rect), 1)

    def _ring(self, painter: QPainter, rect: QRectF, inset: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(self._theme.roles.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.restore()

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_DialogButtonLayout and sys.platform == "linux":
            return QDialogButtonBox.ButtonLayout.GnomeLayout.value  # what is meant comes last
        return super().styleHint(hint, option, widget, returnData)


_TOOL_FRAME, _TOOL_SIDE, _TOOL_GAP = 2, 6, 8
"""Pixels around the icon and the words of a tool button, and between the two."""
_Metric = QStyle.PixelMetric
_METRICS = {
    _Metric.PM_SmallIconSize: 18,
    _Metric.PM_ButtonIconSize: 18,
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
    _Metric.PM_IndicatorWidth: 16,
    _Metric.PM_IndicatorHeight: 16,
    _Metric.PM_CheckBoxLabelSpacing: 8,
    _Metric.PM_MenuBarItemSpacing: 4,
    _Metric.PM_SplitterWidth: 1,
    _Metric.PM_ScrollBarExtent: 12,
    _Metric.PM_ScrollBarSliderMin: 32,
}


def _is_flat(widget: QWidget | None) -> bool:
    return isinstance(widget, QPushButton) and widget.isFlat()


def is_primary(widget: QWidget | None) -> bool:
    """Whether a button is the primary one of its view."""
    return isinstance(widget, QPushButton) and widget.property(PRIMARY) is True


_TICK = ((4.0, 8.5), (7.0, 11.25), (12.0, 5.25))
_BAR = ((4.5, 8.0), (11.5, 8.0))
"""What stands in a check box of 16 by 16."""


def _is_popup(widget: QWidget | None) -> bool:
    """Whether these are the rows of a list that offers completions."""
    return isinstance(widget, QListView) and widget.isWindow()


def _slider(option: QStyleOptionSlider) -> QRect:
    """The handle of a scroll bar without arrow buttons."""
    rect, span = option.rect, option.maximum - option.minimum
    upright = option.orientation == Qt.Orientation.Vertical
    room = rect.height() if upright else rect.width()
    length = max(32, room * option.pageStep // max(1, span + option.pageStep))
    length = min(length, room)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - length, option.upsideDown
    )
    if upright:
        return QRect(rect.left(), rect.top() + start, rect.width(), length)
    return QRect(rect.left() + start, rect.top(), length, rect.height())


def tip(text: str) -> str:
    """Words of an article or a file name as a tooltip: Qt would take some of them for markup."""
    lines = text[: 2 * SENTENCE].split("\n")
    text = "\n".join(printable_line(one, SENTENCE // 4) for one in lines)
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def primary(button: QPushButton, strong: bool = True) -> QPushButton:
    """Mark a button as the primary one, or as one no longer, and return it."""
    button.setProperty(PRIMARY, strong)
    button.update()
    return button
