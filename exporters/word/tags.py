"""The character styles by which a reader tells tags apart, and their combinations in overlaps."""

import re
from collections.abc import Iterable, Sequence

from exporters.briefing import Pattern, Tag
from exporters.text import xml_escape
from exporters.word.package.looks import FACES
from exporters.word.xml import hex_colour

UNDERLINES: dict[Pattern, str] = {
    "solid": "thick",
    "double": "double",
    "zigzag": "wavyHeavy",
    "dots": "dottedHeavy",
}
"""Word has no bars: the pattern of a tag is drawn as an underline, which survives grey print."""
_NOT_IN_NAME = re.compile(r"[+,;{}\\\s]+")
"""A comma begins another name of the same style, "+" joins the names of combinations."""
_LONGEST_NAME = 60
_CHIP = f'{FACES["sans"]}<w:b/><w:bCs/><w:sz w:val="16"/><w:szCs w:val="16"/>'
RAISED_SIZE = 6.0
"""Points: the size in which programs print a superscript of ``_RAISED``, about."""
_RAISED = '<w:sz w:val="20"/><w:szCs w:val="20"/><w:vertAlign w:val="superscript"/>'
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9]+")


class TagStyles:
    """Style ids of the tags of one briefing; combinations come into being when asked for.

    A combination is based on the style of its first tag and changes the underline only, so a house
    that restyles "Tag Claim" restyles every overlap that begins with a claim.
    """

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._tags: dict[str, Tag] = {}
        self._keys: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._combinations: dict[tuple[str, ...], str] = {}
        keys: set[str] = set()
        names: set[str] = set()
        for tag in tags:
            if tag.id in self._tags:
                continue
            self._tags[tag.id] = tag
            self._keys[tag.id] = _unlike(_NOT_IN_ID.sub("", tag.id.title()), keys)
            name = _NOT_IN_NAME.sub(" ", tag.name).strip()[:_LONGEST_NAME]
            self._names[tag.id] = _unlike(name, names)

    def style(self, tag: str) -> str:
        """The id of the style of a tag's words; ``KeyError`` for a tag not in the briefing."""
        return f"Tag{self._keys[tag]}"

    def reference(self, tag: str) -> str:
        """The id of the style of references such as "C12"; ``KeyError`` for an unknown tag."""
        return f"Reference{self._keys[tag]}"

    def raised(self, tag: str) -> str:
        """The id of the style of references in the text, small and raised like note numbers."""
        return f"Reference{self._keys[tag]}-Raised"

    def chip(self, tag: str) -> str:
        """The id of the style of references on tint and bar, in lists and tables."""
        return f"Chip{self._keys[tag]}"

    def overlap(self, tags: Iterable[str]) -> str:
        """The id of the style of words under several passages, by their tags in lane order.

        Several passages of one tag look like one; no tags at all is the empty id.
        """
        distinct = tuple(dict.fromkeys(tags))
        if not distinct:
            return ""
        if len(distinct) == 1:
            return self.style(distinct[0])
        style = self._combinations.get(distinct)
        if style is None:
            style = "Tag" + "-".join(self._keys[tag] for tag in distinct)
            self._combinations[distinct] = style
        return style

    def markup(self) -> str:
        """All styles asked for so far and those of the single tags, for the styles part."""
        single = (self._single(tag) for tag in self._tags.values())
        combined = (self._combined(tags, style) for tags, style in self._combinations.items())
        return "".join(single) + "".join(combined)

    def _single(self, tag: Tag) -> str:
        name = xml_escape(self._names[tag.id])
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_tint(tag)}"/>'
        colour = f'<w:color w:val="{_bar(tag)}"/>'
        signs = _underline(tag) + shade
        own = self.style(tag.id)
        return (
            _style(own, f"Tag {name}", "", signs)
            + _style(self.reference(tag.id), f"Reference {name}", "Reference", colour)
            + _style(self.raised(tag.id), f"Raised {name}", self.reference(tag.id), _RAISED)
            # on the tag's style: a house that restyles "Tag Claim" restyles its chips too
            + _style(self.chip(tag.id), f"Chip {name}", own, _CHIP)
        )

    def _combined(self, tags: tuple[str, ...], style: str) -> str:
        # of three tags and more the innermost is drawn: it is the one hardest to see otherwise
        name = xml_escape(" + ".join(self._names[tag] for tag in tags))
        return _style(style, f"Tag {name}", self.style(tags[0]), _underline(self._tags[tags[-1]]))


def _unlike(wanted: str, taken: set[str]) -> str:
    """``wanted``, with a number if it is empty or taken in any case; adds it to ``taken``."""
    name, number = wanted, 2
    while not name or name.lower() in taken:
        name = f"{wanted}{number}"
        number += 1
    taken.add(name.lower())
    return name


def _tint(tag: Tag) -> str:
    return hex_colour(tag.tint, f"the tint of the tag {tag.name}")


def _bar(tag: Tag) -> str:
    return hex_colour(tag.bar, f"the bar of the tag {tag.name}")


def _underline(tag: Tag) -> str:
    return f'<w:u w:val="{UNDERLINES[tag.pattern]}" w:color="{_bar(tag)}"/>'


def _style(style: str, name: str, based: str, properties: str) -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style}">'
        f'<w:name w:val="{name}"/>{parent}<w:uiPriority w:val="30"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )
