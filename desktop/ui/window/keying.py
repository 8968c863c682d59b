"""Other keys for what the menus do: asked for, remembered, and used at once."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.settings import Settings
from desktop.ui.look.theme import Theme
from desktop.ui.session.workspace import Workspace
from desktop.ui.window.menus import Menus


class Keying(QObject):
    """The keys of the menus; those of the tags are the codebook's."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        theme: Theme,
        menus: Menus,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._theme = window, workspace, theme
        self._menus, self._settings, self._store = menus, settings, store

    def ask(self) -> None:
        """Ask for other keys."""
        from desktop.ui.dialogs.keys import KeysDialog

        tags = [tag.key for tag in self._workspace.session.codebook]
        dialog = KeysDialog(self._theme, self._settings().keys, tags, self._window)
        if dialog.exec():
            chosen = dialog.chosen()
            self._store(replace(self._settings(), keys=chosen))
            self._menus.set_keys(chosen)
