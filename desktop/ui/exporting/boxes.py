"""The box of a row that can be ticked, painted by the style as everywhere else."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

SIZE = 16
_STATES = {
    Qt.CheckState.Checked: QStyle.StateFlag.State_On,
    Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
    Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
}


def paint_box(
    painter: QPainter, left: int, row: QRect, state: Qt.CheckState, view: QWidget
) -> None:
    """Ticked, empty, or with a bar where only some of what it stands for is ticked."""
    option = QStyleOptionViewItem()
    option.rect = QRect(left, row.top() + (row.height() - SIZE) // 2, SIZE, SIZE)
    option.state = QStyle.StateFlag.State_Enabled | _STATES[state]
    element = QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck
    view.style().drawPrimitive(element, option, painter, view)
