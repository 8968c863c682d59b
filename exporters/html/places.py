"""Places in a page that links lead to, and the links themselves."""

import re
from collections.abc import Iterable

from exporters.html.markup import escape
from exporters.links import web_address

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]")


class Places:
    """The ids of one page, by anchor, each given out once.

    ``anchors`` are all anchors of the briefing; ids are letters, digits, hyphens and underscores
    and differ in more than case, so no browser mistakes one for another.
    """

    def __init__(self, anchors: Iterable[str]) -> None:
        self._ids: dict[str, str] = {}
        self._placed: set[str] = set()
        self._taken: dict[str, int] = {}
        for anchor in anchors:
            if anchor and anchor not in self._ids:
                self._ids[anchor] = self.new(anchor)

    def new(self, wanted: str) -> str:
        """An id like ``wanted`` that nothing else on the page has."""
        base = _NOT_IN_ID.sub("-", wanted)
        if not base[:1].isalpha():
            base = f"p-{base}"
        asked = name = base
        while name.lower() in self._taken:
            self._taken[asked.lower()] += 1
            name = f"{base}-{self._taken[asked.lower()]}"
        self._taken[name.lower()] = 1
        return name

    def place(self, anchor: str) -> str:
        """The id of ``anchor`` for the element it names; empty from the second time on."""
        if not anchor or anchor in self._placed:
            return ""
        self._placed.add(anchor)
        return self._ids[anchor]

    def href(self, target: str) -> str:
        """Where a link to ``target`` leads, escaped; empty when it leads nowhere."""
        name = self._ids.get(target)
        return f"#{name}" if name else escape(web_address(target))

    def link(self, target: str, content: str, attributes: str = "") -> str:
        """``content`` as a link, unchanged when it is empty or ``target`` leads nowhere."""
        href = self.href(target) if content else ""
        if not href:
            return content
        away = "" if href.startswith("#") else ' rel="noopener noreferrer"'
        return f'<a{attributes} href="{href}"{away}>{content}</a>'
