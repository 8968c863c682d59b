"""Ranks of headings in a document where none is skipped (WCAG 2.2, technique G141)."""


class Ranks:
    """Gives each heading its rank, 1 to 6; the title of the document is the only one of rank 1.

    An article's own levels may begin anywhere and leave some out: what counts is which heading
    stands under which.
    """

    def __init__(self) -> None:
        self._section = 1
        self._sections: list[int] = []
        self._inside: list[int] = []

    def section(self, level: int) -> int:
        """The rank of a section's heading."""
        self._section = _under(self._sections, level) + 1
        self._inside = []
        return self._section

    def article(self) -> None:
        """A new article begins: its first heading stands right under the section's."""
        self._inside = []

    def inside(self, level: int) -> int:
        """The rank of a heading of an article in the current section."""
        return min(self._section + _under(self._inside, level), 6)


def _under(open_levels: list[int], level: int) -> int:
    """How deep a heading of ``level`` stands among those still open above it, from 1."""
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    return len(open_levels)
