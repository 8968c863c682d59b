"""The menu bar, built from the table of actions; the tags, themes and recent sessions in it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.printable_line import printable_name
from desktop.ui.actions import make_action, set_keys, specs
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme, ThemeChoice

Slot = Callable[[], object]

_CHECKED = (
    *("highlights", "suggestions_hidden", "left", "right"),
    *("match_case", "whole_words"),
)
"""Actions that are on or off."""
_WITHOUT_ARTICLE = frozenset(
    ("open", "add", "paste", "preferences", "traces", "quit", "keys", "change_keys", "about")
)
"""What there is something to do for on the first page."""
_ASK_OTHERS = frozenset(("new", "undo", "redo", "left", "right"))
"""Actions that others allow, who know what there is to do for them."""


class Menus(QObject):
    """Owns the actions. ``texts`` are the widgets in which the single-letter keys work."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        texts: Sequence[QWidget],
        keys: Mapping[str, str],
    ) -> None:
        """``keys`` are those in place of the usual ones, by action."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._texts = texts
        self._menus: dict[str, QMenu] = {}
        self._tags: list[QAction] = []
        self._steps: dict[str, str] = {}
        self.actions: dict[str, QAction] = {}
        self.bar = QMenuBar()
        self.bar.setSizePolicy(
            self.bar.sizePolicy().Policy.Minimum, self.bar.sizePolicy().Policy.Fixed
        )
        self._build(keys)
        for name in _CHECKED:
            self.actions[name].setCheckable(True)
        for name in ("undo", "redo"):
            self.name_step(name, "")

    def connect_slots(self, slots: Mapping[str, Slot]) -> None:
        """Say what each action does, by its name."""
        for name, slot in slots.items():
            self.actions[name].triggered.connect(without_argument(slot))

    def show_tags(self, codebook: tuple[Tag, ...], choose: Callable[[str], object]) -> None:
        """One action per tag, with the tag's key."""
        for action in self._tags:
            # Deleted only later: until then its key would be an ambiguous one.
            for place in (self._menus["tags"], *self._texts):
                place.removeAction(action)
            action.deleteLater()
        self._tags = []
        for tag in codebook:
            words = _("Tag as {name}").format(name=tag.name.replace("&", "&&"))
            action = QAction(words, self._window)
            action.setShortcut(QKeySequence(tag.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(without_argument(partial(choose, tag.id)))
            self._menus["tags"].insertAction(self.actions["last_tag"], action)
            for widget in self._texts:
                widget.addAction(action)
            self._tags.append(action)

    def allow(self, article: bool) -> None:
        """Enable what has something to work on: with an article everything, without one little."""
        for name, action in self.actions.items():
            if name not in _ASK_OTHERS:
                action.setEnabled(article or name in _WITHOUT_ARTICLE)
        for action in (*self._tags, self._menus["ends"].menuAction()):
            action.setEnabled(article)

    def refused(self, key: QKeySequence) -> str:
        """The name of the action that has this key and cannot act now; empty for none."""
        return next(
            (
                name
                for name, action in self.actions.items()
                if not action.isEnabled() and key in action.shortcuts()
            ),
            "",
        )

    def offer_themes(self, choose: Callable[[ThemeChoice], object]) -> None:
        """Light, dark, or as the system has it."""
        group, menu = QActionGroup(self), self._menus["themes"]
        choices: tuple[tuple[ThemeChoice, str], ...] = (
            ("system", _("As the system")),
            ("light", _("Light")),
            ("dark", _("Dark")),
        )
        for choice, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(choice)
            action.triggered.connect(without_argument(partial(choose, choice)))
            group.addAction(action)
        menu.aboutToShow.connect(self._check_theme)

    def offer_recent(
        self, recent: Callable[[], tuple[str, ...]], choose: Callable[[Path], object]
    ) -> None:
        """The sessions used last, listed anew whenever the menu opens."""
        menu = self._menus["recent"]

        def fill() -> None:
            menu.clear()
            for path in recent():
                action = menu.addAction(printable_name(Path(path).name).replace("&", "&&"))
                action.setToolTip(tip(path))
                action.triggered.connect(without_argument(partial(choose, Path(path))))
            if menu.isEmpty():
                menu.addAction(_("None yet")).setEnabled(False)

        menu.aboutToShow.connect(fill)

    def name_step(self, name: str, words: str) -> None:
        """Name the step that "undo" or "redo" would take; none disables it."""
        if self._steps.get(name) == words:
            return
        self._steps[name] = words
        action = self.actions[name]
        verb = _("Undo") if name == "undo" else _("Redo")
        text = f"{verb} {words[:1].lower()}{words[1:]}" if words else verb
        action.setText(text.replace("&", "&&"))
        action.setEnabled(bool(words))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(tip(f"{text} ({keys})"))

    def set_keys(self, chosen: Mapping[str, str]) -> None:
        """Use these keys in place of the usual ones, by action."""
        for spec in specs():
            if spec.name in self.actions:
                set_keys(self.actions[spec.name], spec, chosen)
        steps, self._steps = self._steps, {}
        for name, words in steps.items():
            self.name_step(name, words)

    def _build(self, keys: Mapping[str, str]) -> None:
        for spec in specs():
            menu = self._menus.get(spec.menu)
            if menu is None:
                menu = self._menus[spec.menu] = self.bar.addMenu(spec.menu)
            if spec.name in ("recent", "themes", "ends"):
                self._menus[spec.name] = menu.addMenu(spec.words)
            elif spec.name == "tags":
                self._menus["tags"] = menu
            elif not spec.name:
                menu.addSeparator()
            else:
                action = self.actions[spec.name] = make_action(spec, self._theme, self._window)
                set_keys(action, spec, keys)
                menu.addAction(action)
                for widget in self._texts if spec.scope == "text" else (self._window,):
                    widget.addAction(action)

    def _check_theme(self) -> None:
        """Mark the chosen theme, which the preferences may have changed."""
        for action in self._menus["themes"].actions():
            action.setChecked(action.data() == self._theme.choice)


def without_argument(slot: Slot) -> Callable[[bool], None]:
    """A slot for ``triggered``, which says whether the action is checked."""

    def call(_checked: bool = False) -> None:
        slot()

    return call
