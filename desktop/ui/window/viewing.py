"""What is shown and how: sides, panels, theme, zoom, highlights, and the pages of help."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.settings import Settings
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme, ThemeChoice
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.panels.sources import SourcesPanel
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.view import Reader

if TYPE_CHECKING:
    from desktop.ui.panels.inspector.inspector import Inspector  # slow to load

LEFT_FROM, RIGHT_FROM = 1180, 960
"""Window widths from which the sides are shown without being asked for."""


class Viewing(QObject):
    """The View and Help menus. ``sides`` are the left and the right side of ``window``."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        reader: Reader,
        passages: PassageList,
        inspector: "Late[Inspector]",
        sources: SourcesPanel,
        status: StatusRow,
        sides: tuple[QWidget, QWidget],
        actions: Mapping[str, QAction],
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._reader = window, theme, reader
        self._passages, self._inspector = passages, inspector
        self._sources, self._status = sources, status
        self._sides, self._actions = sides, actions
        self._settings, self._store = settings, store
        self._shown_for: dict[str, bool] = {}
        self.empty = True
        """There is no article, so the sides have nothing to say."""
        theme.zoomed.connect(self._zoomed)
        status.left.clicked.connect(actions["left"].trigger)
        status.right.clicked.connect(actions["right"].trigger)

    def hide_highlights(self) -> None:
        """Show the text only, or the passages too, as the action is checked."""
        hidden = self._actions["highlights"].isChecked()
        self._reader.set_highlights_hidden(hidden)
        self._status.show_hidden(hidden)

    def step_zoom(self, by: int) -> None:
        """Larger (+1) or smaller (-1) type; says so where it ends."""
        before = self._theme.zoom
        self._theme.step_zoom(by)
        if self._theme.zoom == before:
            largest = _("The text cannot be larger.")
            self._status.say(largest if by > 0 else _("The text cannot be smaller."))

    def reset_zoom(self) -> None:
        """Type of the normal size; says so where it has that already."""
        if self._theme.zoom == 1.0:
            self._status.say(_("The text has its normal size already."))
        self._theme.set_zoom(1.0)

    def toggle_side(self, name: str) -> None:
        """Show or hide the side called "left" or "right", as its action is checked."""
        self._shown_for[name] = self._actions[name].isChecked()
        self.place_sides()

    def place_sides(self) -> None:
        """Show the sides the window has room for, or the user asked for."""
        for name, side, room in (
            ("left", self._sides[0], LEFT_FROM),
            ("right", self._sides[1], RIGHT_FROM),
        ):
            wanted = self._shown_for.get(name, self._window.width() >= room) and not self.empty
            side.setVisible(wanted)
            self._actions[name].setChecked(wanted)
            self._actions[name].setEnabled(not self.empty)
            back = self._status.left if name == "left" else self._status.right
            back.setVisible(not wanted and not self.empty)

    def next_pane(self) -> None:
        """Lead the keys from one panel to the next."""
        note, articles = self._inspector().note, self._sources.list
        every: list[QWidget] = [self._reader, self._passages, note, articles]
        panes = [pane for pane in every if pane.isVisible()]
        at = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -1)
        if panes:
            panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Light, dark, or as the system has it."""
        self._theme.choose(choice)
        self._store(replace(self._settings(), theme=choice))

    def _zoomed(self) -> None:
        self._status.show_zoom(self._theme.zoom)
        self._store(replace(self._settings(), zoom=self._theme.zoom))

    def show_keys(self) -> None:
        """Every key and gesture."""
        from desktop.ui.dialogs.help import show_keys

        show_keys(self._window, self._theme, self._settings().keys)

    def show_about(self) -> None:
        """Name, version, licences."""
        from desktop.ui.dialogs.help import show_about

        show_about(self._window, self._theme)
