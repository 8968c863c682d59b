"""Where Tab goes: through the parts of the window as they are laid out, whenever they were made."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QWidget,
)


def move_focus(parts: Iterable[QWidget], forward: bool) -> bool:
    """Give the focus to the next or previous stop in ``parts``, round the ends; False without."""
    stops = [stop for part in parts for stop in tab_stops(part)]
    if not stops:
        return False
    focused = QApplication.focusWidget()
    at = next((n for n, one in enumerate(stops) if one is focused), None)
    if at is None:
        at = -1 if forward else 0
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    chosen = stops[(at + (1 if forward else -1)) % len(stops)]
    chosen.setFocus(reason)
    above = chosen.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(chosen)
        above = above.parentWidget()
    return True


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """What can have the focus in a part of the window now, in the order of its layouts."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    if _is_stop(widget):
        yield widget
        return
    for child in _in_order(widget):
        yield from tab_stops(child)


def _is_stop(widget: QWidget) -> bool:
    if isinstance(widget, QScrollArea) or widget.focusProxy() is not None:
        return False
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    group: QButtonGroup | None = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return True
    chosen: QAbstractButton | None = group.checkedButton()
    return chosen is None or chosen is widget  # the arrow keys go to the others


def _in_order(widget: QWidget) -> list[QWidget]:
    """The children as they are laid out, and then those in no layout."""
    found: list[QWidget] = []
    layout = widget.layout()
    if isinstance(widget, QSplitter):
        parts = (widget.widget(place) for place in range(widget.count()))
        found.extend(part for part in parts if part is not None)
    elif layout is not None:
        found.extend(_laid_out(layout))
    known = set(found)
    others = (one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow())
    return [*found, *(one for one in others if one not in known)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: _cell(layout, place))
    for place in places:
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if isinstance(widget, QWidget):
            yield widget
        elif isinstance(inner, QLayout):
            yield from _laid_out(inner)


def _cell(layout: QGridLayout, place: int) -> tuple[int, int]:
    found: object = layout.getItemPosition(place)
    return (found[0], found[1]) if isinstance(found, tuple) else (0, place)
