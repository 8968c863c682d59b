"""The page that is there while there is no article, made when it is first needed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from desktop.settings import Settings
from desktop.ui.filing.filing import Filing
from desktop.ui.filing.recovering import Recovering
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.panels.welcome import Welcome  # slow to load, and seldom the first frame


class FirstPage(QObject):
    """Puts the page into ``stack`` and hears what is chosen on it."""

    def __init__(
        self,
        theme: Theme,
        stack: QStackedWidget,
        filing: Filing,
        recovering: Recovering,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(stack)
        self._theme, self._stack = theme, stack
        self._filing, self._recovering, self._settings = filing, recovering, settings
        self._page = Late(self._make)

    @property
    def page(self) -> "Welcome":
        """The page itself."""
        return self._page()

    def show(self) -> None:
        """Show it, with what was open before and what a crash left behind."""
        page = self._page()
        self._stack.setCurrentWidget(page)
        page.show_recent(self._settings().recent)
        self._recovering.look_again()
        page.show_left(self._recovering.offers())
        page.rows[0].setFocus()

    def traces_removed(self) -> None:
        """Name nothing that may be gone now."""
        self._recovering.look()
        if self._page.made is not None:
            self._page.made.show_recent(self._settings().recent)

    def _make(self) -> "Welcome":
        from desktop.ui.panels.welcome import Welcome

        page = Welcome(self._theme)
        page.open_asked.connect(self._filing.open)
        page.paste_asked.connect(self._filing.paste)
        page.sample_asked.connect(self._filing.open_sample)
        page.recent_chosen.connect(lambda path: self._filing.open_path(Path(path)))
        page.left_chosen.connect(self._recovering.take_up)
        self._recovering.offered.connect(page.show_left)
        self._stack.addWidget(page)
        return page
