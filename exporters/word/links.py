"""Places in a Word document that links lead to, and the links themselves."""

import re
from collections.abc import Iterable, Sequence

from exporters.briefing import Direction, Inline
from exporters.links import stretches, web_address
from exporters.word.xml import runs

_LONGEST_NAME = 40
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_]")


class Places:
    """Bookmarks of one document, by anchor, and the addresses its links lead out to.

    ``anchors`` are all anchors of the briefing in any order; a second entry of the same anchor is
    the same place. Word's names are letters, digits and underscores, at most 40, and differ in
    more than case (ECMA-376 part 1, 17.13.6.2, and what Word accepts).
    """

    def __init__(self, anchors: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._set: set[str] = set()
        self.addresses: dict[str, str] = {}
        """``http(s)`` address to relationship id, in order of first use."""
        taken: dict[str, int] = {}
        for anchor in anchors:
            if anchor and anchor not in self._names:
                self._names[anchor] = _unused_name(anchor, taken)

    def bookmark(self, anchor: str) -> tuple[str, str]:
        """Start and end of the bookmark of ``anchor``, as markup.

        Both are empty for an empty anchor and for one that was placed before.
        """
        if not anchor or anchor in self._set:
            return "", ""
        self._set.add(anchor)
        number = len(self._set)
        name = self._names[anchor]
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def leads(self, target: str) -> bool:
        """Whether ``link`` makes a link of this target: a known anchor or a web address."""
        return target in self._names or bool(web_address(target))

    def link(self, target: str, content: str) -> str:
        """``content`` (runs) as a link; unchanged when ``target`` leads nowhere."""
        name = self._names.get(target)
        if name is not None:
            return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'
        address = web_address(target)
        if not address:
            return content
        number = self.addresses.setdefault(address, f"rIdLink{len(self.addresses) + 1}")
        return f'<w:hyperlink r:id="{number}" w:history="1">{content}</w:hyperlink>'

    def name(self, anchor: str) -> str:
        """The name of the bookmark of a known anchor; empty for any other."""
        return self._names.get(anchor, "")

    def words(
        self,
        text: str,
        direction: Direction = "ltr",
        language: str = "",
        inlines: Sequence[Inline] = (),
        link: str = "",
    ) -> str:
        """``text`` as runs, with its links and what stands out; ``link`` is for the whole of it."""
        whole = bool(text) and self.leads(link)
        pieces: list[str] = []
        for stretch, inline in stretches(text, inlines):
            target = "" if whole or inline is None else inline.link
            leads = whole or self.leads(target)
            style = _STYLES[leads, inline is not None and inline.strong]
            piece = runs(stretch, style, direction, language)
            pieces.append(self.link(target, piece) if target else piece)
        content = "".join(pieces)
        return self.link(link, content) if whole else content


_STYLES = {
    (False, False): "",
    (True, False): "Hyperlink",
    (False, True): "Strong",
    (True, True): "StrongHyperlink",
}
"""Character style by whether words lead somewhere and whether they stand out."""


def _unused_name(anchor: str, taken: dict[str, int]) -> str:
    """A name near to the anchor; ``taken`` counts how often each lower-case name was asked for."""
    base = _NOT_IN_NAME.sub("_", anchor)
    if not base[0].isalpha():
        base = "p_" + base
    name = asked = base[:_LONGEST_NAME]
    while name.lower() in taken:
        taken[asked.lower()] += 1
        tail = f"_{taken[asked.lower()]}"
        name = base[: _LONGEST_NAME - len(tail)] + tail
    taken[name.lower()] = 1
    return name
