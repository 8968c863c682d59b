"""The menu of a passage: the same in the text, in the list and at the head of the inspector."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.ui.look.hover import end_hover
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace


class PassageMenu(QObject):
    """Builds the menu anew whenever it is asked for.

    Each row does what the action of the same name does by its key; what does not apply is disabled.
    """

    def __init__(
        self,
        actions: Mapping[str, QAction],
        workspace: Workspace,
        reader: Reader,
        passages: PassageList,
        tag: Callable[[str], object],
    ) -> None:
        """``tag`` gives the selected rows, the selected words or the current passage a tag."""
        super().__init__(reader)
        self._actions, self._workspace, self._tag = actions, workspace, tag
        self._reader, self._list = reader, passages
        reader.customContextMenuRequested.connect(self._offer_in_text)
        passages.menu_asked.connect(self._offer_in_list)
        # Qt itself knows the menu key alone on X11.
        for widget, offer in ((reader, self._offer_at_caret), (passages, passages.ask_menu)):
            keys = QShortcut(QKeySequence("Shift+F10"), widget)
            keys.setContext(Qt.ShortcutContext.WidgetShortcut)
            keys.activated.connect(offer)

    def offer_below(self, button: QWidget) -> None:
        """Open it for the current passage, its right edge in line with the button's."""
        current = self._workspace.current
        if current is None:
            return
        self._reader.clear_selection()  # else the rows would be about the words, not the passage
        self._workspace.set_current(current.id)
        menu = self.of_passages(self._reader, [current])
        below = button.mapToGlobal(QPoint(button.width(), button.height() + 2))
        menu.popup(QPoint(below.x() - menu.sizeHint().width(), below.y()))

    def offer_at_selection(self, place: QPoint) -> None:
        """Open the menu of the selected words at a place of the screen."""
        self.of_words().popup(place)

    def of_passages(self, origin: QWidget, held: list[Annotation]) -> QMenu:
        """The menu of passages. ``origin``, the text or the list, has the keys when a row is taken.

        The caller shows it; it deletes itself when it is closed.
        """
        menu, may = self._empty(origin), not self._workspace.read_only
        one = held[0] if len(held) == 1 else None
        self._add_tags(menu, origin, held)
        self._add(menu, origin, "note", may and one is not None)
        self._add(menu, origin, "speaker", may and one is not None)
        grade = menu.addMenu(_("Grade"))
        grade.setEnabled(may)
        for name in ("grade", "confidence", "reliability"):
            self._add(grade, origin, name, may)
        self._add(menu, origin, "labels", may)
        self._add(menu, origin, "link", may and one is not None)
        parts = menu.addMenu(_("Parts"))
        for name, applies in self._of_parts(origin, held).items():
            self._add(parts, origin, name, may and applies)
        parts.setEnabled(any(row.isEnabled() for row in parts.actions()))
        menu.addSeparator()
        self._add(menu, origin, "copy")
        self._add(menu, origin, "cite")
        menu.addSeparator()
        words = _("Delete passage") if one is not None else _("Delete passages")
        self._add(menu, origin, "delete", may, words)
        return menu

    def of_words(self) -> QMenu:
        """The menu of selected words, or of a place in the text where no passage is."""
        reader, menu = self._reader, self._empty(self._reader)
        may, chosen = not self._workspace.read_only, bool(self._reader.selected_spans())
        self._add_tags(menu, reader, [])
        for name in ("note", "speaker"):
            self._add(menu, reader, name, may and chosen)
        joins = chosen and self._workspace.current is not None
        self._add(menu, reader, "join", may and joins)
        self._add(menu, reader, "merge", may and chosen and self._touched() > 1)
        menu.addSeparator()
        for name in ("widen", "select_all"):
            self._add(menu, reader, name)
        self._add(menu, reader, "copy", chosen)
        self._add(menu, reader, "find")
        return menu

    def _empty(self, origin: QWidget) -> QMenu:
        menu = QMenu(origin)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToShow.connect(self._end_hover)
        return menu

    def _end_hover(self) -> None:
        end_hover(self._reader.window())

    def _of_parts(self, origin: QWidget, held: list[Annotation]) -> dict[str, bool]:
        """What is done to the parts of passages, and whether it applies to these."""
        caret, several = self._reader.caret(), len(held) > 1
        parts = held[0].spans if held and not several else ()
        inside = any(span.start < caret < span.end for span in parts)
        overlaps = origin is self._reader and len(self._reader.passages_at_caret()) > 1
        return {
            "join": not several and bool(self._reader.selected_spans()),
            "split": len(parts) > 1 or inside,
            "merge": several or overlaps,
            "remove_part": len(parts) > 1,
        }

    def _touched(self) -> int:
        """How many passages a merge of the selected words would make one."""
        found = set(self._reader.passages_touching(*self._reader.selected_range()))
        current = self._workspace.current
        return len(found | ({current.id} if current is not None else set()))

    def _add_tags(self, menu: QMenu, origin: QWidget, held: list[Annotation]) -> None:
        tags = menu.addMenu(_("Tag as"))
        tags.setEnabled(not self._workspace.read_only)
        for tag in self._workspace.session.codebook:
            words = tag.name.replace("&", "&&")
            row = tags.addAction(f"{words}\t{tag.key}" if tag.key else words)
            row.setCheckable(True)
            row.setChecked(bool(held) and all(one.tag == tag.id for one in held))
            row.triggered.connect(partial(self._do, origin, partial(self._tag, tag.id)))

    def _add(
        self, menu: QMenu, origin: QWidget, name: str, applies: bool = True, words: str = ""
    ) -> None:
        """A row that does what an action does, and shows its key without listening for it."""
        action = self._actions[name]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = words or action.text()
        row = menu.addAction(f"{words}\t{keys}" if keys else words)
        row.setEnabled(applies)
        row.triggered.connect(partial(self._do, origin, action.trigger))

    def _do(self, origin: QWidget, act: Callable[[], object], _checked: bool = False) -> None:
        origin.setFocus(Qt.FocusReason.PopupFocusReason)  # actions ask where the keys are
        act()

    def _offer_at_caret(self) -> None:
        self._offer_in_text(self._reader.cursorRect().center())

    def _offer_in_text(self, place: QPoint) -> None:
        if self._workspace.source is None:
            return
        current, view = self._workspace.current, self._reader.viewport()
        if current is None or self._reader.selected_spans():
            menu = self.of_words()
        else:
            menu = self.of_passages(self._reader, [current])
        inside = view.rect()
        place = QPoint(
            max(inside.left(), min(place.x(), inside.right())),
            max(inside.top(), min(place.y(), inside.bottom())),
        )
        menu.popup(view.mapToGlobal(place))

    def _offer_in_list(self, place: QPoint) -> None:
        known = self._workspace.session.annotations
        held = [known[id_] for id_ in self._list.selected() if id_ in known]
        if held:
            self.of_passages(self._list, held).popup(place)
