"""The tokens of the window in one place: colours, fonts, sizes, zoom.

Widgets hold the ``Theme`` and read it when they paint, so a change of theme or zoom needs no
repainting by hand: they update on ``changed``.
"""

import re
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from resources.files import font_files
from resources.palette import Roles, TagSigns, mix, roles, signs
from resources.palette import Theme as ThemeName

ThemeChoice = Literal["system", "light", "dark"]

READING_FAMILY = "Literata"
UI_FAMILY = "Inter"

ZOOM_STEPS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


def load_fonts() -> None:
    """Make the bundled faces known to Qt; needs a running application."""
    for family in ("inter", "literata"):
        for file in font_files(family):
            QFontDatabase.addApplicationFont(str(file))


_SCRIPTS = (
    # folder of resources/fonts, family, its characters, families of the system that do as well
    ("noto-serif-hebrew", "Noto Serif Hebrew", re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"), ()),
    ("vazirmatn", "Vazirmatn", re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"), ()),
    (
        "noto-emoji",
        "Noto Emoji",
        re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]"),
        ("Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"),
    ),
)


class Theme(QObject):
    """Colours and fonts of this moment. ``changed`` after a change of theme, ``zoomed`` of zoom.

    Font sizes are pixels. Zoom applies to the article only.
    """

    changed = Signal()
    zoomed = Signal()

    def __init__(self, choice: ThemeChoice = "system", zoom: float = 1.0) -> None:
        super().__init__()
        self._choice: ThemeChoice = choice
        self._zoom = zoom
        self._colors: dict[str, QColor] = {}
        self._signs: dict[tuple[str, str, int], TagSigns] = {}
        self._letters: Mapping[str, str] = {}
        self._fonts: dict[tuple[str, float, int, bool], QFont] = {}
        self._scripts: list[str] = []
        self._name: ThemeName = self._resolved()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def name(self) -> ThemeName:
        """The theme shown now: "light" or "dark"."""
        return self._name

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose."""
        return self._choice

    @property
    def roles(self) -> Roles:
        """The colours of the chrome and the reader."""
        return roles(self._name)

    @property
    def zoom(self) -> float:
        """The scale of the article's type, 1.0 at 17 px."""
        return self._zoom

    def choose(self, choice: ThemeChoice) -> None:
        """Light, dark, or as the system has it."""
        self._choice = choice
        self._system_changed()

    def set_zoom(self, zoom: float) -> None:
        """Scale font, leading and measure of the article together."""
        zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoomed.emit()

    def step_zoom(self, steps: int) -> None:
        """The next larger (+1) or smaller (-1) step."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda i: abs(ZOOM_STEPS[i] - self._zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + steps, 0), len(ZOOM_STEPS) - 1)])

    def color(self, code: str) -> QColor:
        """The colour of ``#RRGGBB``, made once and shared: it is copied before it is changed."""
        found = self._colors.get(code)
        if found is None:
            found = self._colors[code] = QColor(code)
        return found

    def blend(self, over: str, base: str, share: float) -> QColor:
        """``share`` of one colour over another."""
        return self.color(mix(over, base, share))

    def signs(self, tag: str, color: str, position: int) -> TagSigns:
        """The signs of a codebook entry in this theme."""
        key = (tag, color, position)
        found = self._signs.get(key)
        if found is None:
            found = self._signs[key] = signs(tag, color, position, self._name)
        return found

    def use_letters(self, letters: Mapping[str, str]) -> None:
        """Mark tags with these letters, those of the open session, by the tags' ids."""
        self._letters = letters

    def letter(self, tag: str, name: str) -> str:
        """The letter of a tag, the same as in a briefing; of an unknown one that of ``name``."""
        return self._letters.get(tag) or name[:1].upper()

    def ui_font(self, pixels: float = 13, weight: int = 400) -> QFont:
        """The face of the chrome."""
        return self._font(UI_FAMILY, pixels, weight)

    def reading_font(self, pixels: float = 17, weight: int = 400, italic: bool = False) -> QFont:
        """The face of the article, before zoom."""
        return self._font(READING_FAMILY, pixels, weight, italic)

    def use_scripts_of(self, text: str) -> None:
        """Have faces for the scripts of ``text``, loading the bundled ones it needs."""
        if text.isascii():
            return
        for folder, family, characters, instead in _SCRIPTS:
            if family in self._scripts or characters.search(text) is None:
                continue
            if any(QFontDatabase.hasFamily(other) for other in instead):
                continue
            for file in font_files(folder):
                QFontDatabase.addApplicationFont(str(file))
            self._scripts.append(family)
            self._fonts.clear()

    def palette(self) -> QPalette:
        """Every role Fusion reads, in the colours of this theme."""
        return _palette(self.roles)

    def field_palette(self) -> QPalette:
        """The colours of fields: what stands in an empty one is fainter than what was entered."""
        palette = self.palette()
        palette.setColor(palette.ColorRole.PlaceholderText, self.color(self.roles.faint))
        return palette

    def _font(self, family: str, pixels: float, weight: int, italic: bool = False) -> QFont:
        key = (family, pixels, weight, italic)
        found = self._fonts.get(key)
        if found is None:
            found = QFont([family, *self._scripts])
            found.setPixelSize(max(1, round(pixels)))
            found.setWeight(QFont.Weight(weight))
            found.setItalic(italic)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = found
        return found

    def _resolved(self) -> ThemeName:
        if self._choice != "system":
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _system_changed(self) -> None:
        name = self._resolved()
        if name != self._name:
            self._name = name
            self._signs.clear()
            self.changed.emit()


def _palette(chosen: Roles) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, code in (
        (role.Window, chosen.chrome),
        (role.WindowText, chosen.ink),
        (role.Base, chosen.raised),
        (role.AlternateBase, chosen.chrome),
        (role.Text, chosen.ink),
        (role.Button, chosen.raised),
        (role.ButtonText, chosen.ink),
        (role.BrightText, chosen.danger),
        (role.ToolTipBase, chosen.raised),
        (role.ToolTipText, chosen.ink),
        (role.PlaceholderText, chosen.ink2),
        (role.Highlight, chosen.select),
        (role.HighlightedText, chosen.select_text),
        (role.Accent, chosen.accent),
        (role.Link, chosen.accent),
        (role.Light, chosen.chrome),  # also under disabled text, one pixel off
        (role.Midlight, chosen.hover),
        (role.Mid, chosen.line),
        (role.Dark, chosen.ink3),
        (role.Shadow, chosen.line),
    ):
        palette.setColor(which, QColor(code))
    faint = QColor(chosen.faint)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, faint)
    palette.setColor(group.Disabled, role.Base, QColor(chosen.chrome))
    palette.setColor(group.Disabled, role.Highlight, QColor(chosen.line))
    return palette
