"""The structure of the document, for those who hear it: headings, lists, tables, notes in order.

Containers are made with the rows, so the tree has reading order; painting only adds to it where
words and annotations ended up. The roles are those of ISO 32000-1, 14.8.4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exporters.pdf.file import PdfFile, text_string

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
        names: dict[int, str] = {}
        idents: dict[str, str] = {}
        _name(self._root, names, idents)
        _write(self._root, file.reference(root), names, file)
        top = names.get(id(self._root))
        kids: list[bytes | str] = [b"/K ", top] if top else []
        file.add(
            b"<</Type/StructTreeRoot" + _ROLE_MAP,
            *kids,
            b"/ParentTreeNextKey %d" % (len(self._pages) + len(self._annotated)),
            b"/ParentTree<</Nums[",
            *self._ways_back(names),
            b"]>>",
            *_ident_tree(idents),
            b">>",
            name=root,
        )
        file.set_structure(root)

    def _ways_back(self, names: dict[int, str]) -> Iterator[bytes | str]:
        for number, parents in enumerate(self._pages):
            yield b"%d[" % number
            for parent in parents:
                yield names[id(parent)]
                yield b" "
            yield b"]"
        for number, parent in enumerate(self._annotated, len(self._pages)):
            yield b"%d " % number
            yield names[id(parent)]
            yield b" "


def _ident_tree(idents: dict[str, str]) -> Iterator[bytes | str]:
    if not idents:
        return
    yield b"/IDTree<</Names["
    for ident in sorted(idents):
        yield text_string(ident)
        yield idents[ident]
        yield b" "
    yield b"]>>"


def _name(element: Element, names: dict[int, str], idents: dict[str, str]) -> bool:
    """Names all parts of ``element`` that hold something; whether it does itself."""
    place = len(names)
    names[id(element)] = f"Element{place}"
    alive = [not isinstance(kid, Element) or _name(kid, names, idents) for kid in element.kids]
    if any(alive) or element.role in _MAY_BE_EMPTY:
        if element.ident:
            idents[element.ident] = names[id(element)]
        return True
    del names[id(element)]
    return False


def _write(element: Element, parent: bytes, names: dict[int, str], file: PdfFile) -> None:
    name = names.get(id(element))
    if name is None:
        return
    own = file.reference(name)
    page = -1
    entries = b""
    kids: list[bytes] = []
    inner: list[Element] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            place = names.get(id(kid))
            if place is not None:
                kids.append(file.reference(place))
                inner.append(kid)
            continue
        if page < 0:
            page = kid.page
            entries = b"/Pg " + file.reference(file.page_name(page))
        kids.append(_content(kid, page, file))
    if element.language:
        entries += b"/Lang" + text_string(element.language)
    if element.ident:
        entries += b"/ID" + text_string(element.ident)
    role = element.role.encode("ascii")
    body = (role, parent, entries, element.attributes, b" ".join(kids))
    file.add(b"<</S/%s/P %s%s%s/K[%s]>>" % body, name=name)
    for kid in inner:
        _write(kid, own, names, file)


def _content(kid: Words | Placed, page: int, file: PdfFile) -> bytes:
    """What an element whose page is ``page`` says of words or an annotation in it."""
    if isinstance(kid, Words) and kid.page == page:
        return b"%d" % kid.number
    on = file.reference(file.page_name(kid.page))
    if isinstance(kid, Placed):
        return b"<</Type/OBJR/Pg %s/Obj %s>>" % (on, file.reference(kid.name))
    return b"<</Type/MCR/Pg %s/MCID %d>>" % (on, kid.number)
