"""The signs of tags on a page: chips, marks, and their colours in light and dark."""

import re
from collections.abc import Sequence

from exporters.briefing import Pattern, Tag
from resources.palette import DARK, LIGHT, contrast, mix, signs

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_LINES: dict[Pattern, str] = {
    "solid": "solid",
    "double": "double",
    "zigzag": "wavy",
    "dots": "dotted",
}
_READABLE = 4.5
"""Contrast of text with the page (WCAG 2.2, 1.4.3)."""


class Signs:
    """Classes of the tags of one briefing, and classes for the colours of its figures."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._tags: dict[str, Tag] = {}
        self._classes: dict[str, str] = {}
        for tag in tags:
            if tag.id not in self._tags:
                self._tags[tag.id] = tag
                self._classes[tag.id] = f"t{len(self._tags)}"
        self._colours: dict[str, str] = {}

    def of(self, tag: str) -> str:
        """The class of a tag; ``KeyError`` for one that is not in the briefing."""
        return self._classes[tag]

    def chip(self, tag: str) -> str:
        """The attribute of a reference printed with the signs of its tag."""
        return f' class="chip {self.of(tag)}"'

    def colour(self, colour: str) -> str:
        """The class of a colour of a figure; ``ValueError`` if it is not ``#RRGGBB``."""
        known = self._colours.get(colour)
        if known is None:
            known = self._colours[colour] = f"k{len(self._colours) + 1}"
            _checked(colour)
        return known

    def rules(self) -> tuple[str, str]:
        """The rules for all of them, for paper and for a dark screen."""
        light = [
            _tag_rule(self.of(tag.id), tag.tint, tag.bar) + _line_rule(self.of(tag.id), tag.pattern)
            for tag in self._tags.values()
        ]
        counterparts = _counterparts()
        dark: list[str] = []
        for position, tag in enumerate(self._tags.values()):
            shown = signs(tag.id, tag.bar, position, "dark")
            dark.append(_tag_rule(self.of(tag.id), shown.tint, shown.bar))
            counterparts.setdefault(tag.tint.upper(), shown.tint)
            counterparts.setdefault(tag.bar.upper(), shown.bar)
        for colour, name in self._colours.items():
            light.append(f".{name}{{--k:{colour}}}")
            dark.append(f".{name}{{--k:{counterparts.get(colour.upper()) or _lifted(colour)}}}")
        return "\n".join(light), "\n".join(dark)


def _counterparts() -> dict[str, str]:
    """What each colour of the palette is on a dark page; ink goes before what looks like it."""
    pairs = zip(reversed(LIGHT), reversed(DARK), strict=True)
    found = {light.upper(): dark for light, dark in pairs}
    return found | {LIGHT.page: DARK.page, LIGHT.raised: DARK.raised, LIGHT.ink: DARK.ink}


def _lifted(colour: str) -> str:
    """A colour nobody drew for the dark, mixed into the ink until it can be read there."""
    share = 1.0
    shown = colour
    while contrast(shown, DARK.page) < _READABLE and share > 0:
        share -= 0.05
        shown = mix(colour, DARK.ink, share)
    return shown


def _tag_rule(name: str, tint: str, bar: str) -> str:
    return f".{name}{{--tint:{_checked(tint)};--bar:{_checked(bar)}}}"


def _line_rule(name: str, pattern: Pattern) -> str:
    """Two lines need more room than one; a wave and dots need a thinner pen to be seen as such."""
    width = {"solid": "2px", "double": "1px", "zigzag": "1.25px", "dots": "2px"}[pattern]
    return f".{name}{{--line:{_LINES[pattern]};--pen:{width}}}"


def _checked(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"not a colour: {colour!r}")
    return colour
