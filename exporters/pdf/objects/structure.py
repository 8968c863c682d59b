"""The structure of the document, for those who hear it: headings, lists, tables, notes in order.

Containers are made with the rows, so the tree has reading order; painting only adds to it where
words and annotations ended up. The roles are those of ISO 32000-1, 14.8.4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exporters.pdf.objects.file import PdfFile, text_string

_ROLE_MAP = b"/RoleMap<</Title/P>>"
_MAY_BE_EMPTY = frozenset({"TD", "TH"})  # a table keeps its columns
COLUMN_HEAD = b"/A<</O/Table/Scope/Column>>"


class Words(NamedTuple):
    """Marked content ``number`` on ``page``, from 0."""

    page: int
    number: int


class Placed(NamedTuple):
    """The annotation object ``name`` on ``page``, from 0."""

    page: int
    name: str


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document; ``title`` names a link, ``attributes`` are ready bytes.

    ``ident`` is unique in the document, and only notes need one.
    """

    role: str
    title: str = ""
    language: str = ""
    attributes: bytes = b""
    kids: "list[Element | Words | Placed]" = field(default_factory=list["Element | Words | Placed"])
    ident: str = ""

    def add(
        self, role: str, title: str = "", language: str = "", attributes: bytes = b""
    ) -> "Element":
        """A new part at the end of this one."""
        element = Element(role, title, language, attributes)
        self.kids.append(element)
        return element


class Structure:
    """The tree of one document of ``pages`` pages, and the way back into it from each page."""

    def __init__(self, root: Element, pages: int) -> None:
        self._root = root
        self._pages: list[Sequence[Element]] = [()] * pages
        self._annotated: list[Element] = []

    def add_page(self, number: int, parents: Sequence[Element]) -> None:
        """Whose words the marked content of a page is, by its number."""
        self._pages[number] = parents

    def add_annotation(self, element: Element, page: int, name: str) -> bytes:
        """Places an annotation in ``element``; the entry by which it finds the way back."""
        element.kids.append(Placed(page, name))
        self._annotated.append(element)
        return b"/StructParent %d" % (len(self._pages) + len(self._annotated) - 1)

    def write(self, file: PdfFile) -> None:
        """Adds the tree to ``file``; parts in which nothing was shown are left out."""
        root = "StructTreeRoot"
        alive: list[tuple[Element, int]] = []
        _gather(self._root, -1, alive)
        names = [f"Element{place}" for place in range(len(alive))]
        known = {
            id(element): file.reference(name)
            for (element, _), name in zip(alive, names, strict=True)
        }
        pages = [file.reference(file.page_name(number)) for number in range(len(self._pages))]
        for (element, parent), name in zip(alive, names, strict=True):
            above = file.reference(names[parent] if parent >= 0 else root)
            file.add(_entry(element, above, known, pages, file), name=name)
        file.add(
            b"<</Type/StructTreeRoot" + _ROLE_MAP,
            b"/K " + file.reference(names[0]) if names else b"",
            b"/ParentTreeNextKey %d" % (len(self._pages) + len(self._annotated)),
            b"/ParentTree<</Nums[%s]>>" % b" ".join(self._ways_back(known)),
            _ident_tree({one.ident: known[id(one)] for one, _ in alive if one.ident}),
            b">>",
            name=root,
        )
        file.set_structure(root)

    def _ways_back(self, known: dict[int, bytes]) -> Iterator[bytes]:
        for number, parents in enumerate(self._pages):
            yield b"%d[%s]" % (number, b" ".join([known[id(parent)] for parent in parents]))
        for number, parent in enumerate(self._annotated, len(self._pages)):
            yield b"%d %s" % (number, known[id(parent)])


def _ident_tree(idents: dict[str, bytes]) -> bytes:
    if not idents:
        return b""
    entries = [b"%s%s" % (text_string(ident), idents[ident]) for ident in sorted(idents)]
    return b"/IDTree<</Names[%s]>>" % b" ".join(entries)


def _gather(element: Element, parent: int, alive: list[tuple[Element, int]]) -> bool:
    """Adds ``element`` and its parts, in order, if it holds something; whether it does.

    ``alive`` has with each the place in it of the one around it, -1 for none.
    """
    place = len(alive)
    alive.append((element, parent))
    holds = element.role in _MAY_BE_EMPTY
    for kid in element.kids:
        if not isinstance(kid, Element) or _gather(kid, place, alive):
            holds = True
    if not holds:
        alive.pop()
    return holds


def _entry(
    element: Element,
    above: bytes,
    known: dict[int, bytes],
    pages: Sequence[bytes],
    file: PdfFile,
) -> bytes:
    """The dictionary of an element; ``known`` are the references to those that are written."""
    page = -1
    entries = b""
    kids: list[bytes] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(known.get(id(kid), b""))
            continue
        if page < 0:
            page = kid.page
            entries = b"/Pg " + pages[page]
        if isinstance(kid, Placed):
            place = (pages[kid.page], file.reference(kid.name))
            kids.append(b"<</Type/OBJR/Pg %s/Obj %s>>" % place)
        elif kid.page == page:
            kids.append(b"%d" % kid.number)
        else:
            kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[kid.page], kid.number))
    if element.language:
        entries += b"/Lang" + text_string(element.language)
    if element.ident:
        entries += b"/ID" + text_string(element.ident)
    role = element.role.encode("ascii")
    body = (role, above, entries, element.attributes, b" ".join(kids))
    return b"<</S/%s/P %s%s%s/K[%s]>>" % body
