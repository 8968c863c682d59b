"""One page while it is drawn: layers of paint, and what a reader can click or read on it.

Coordinates are points from the lower left corner. Layers are painted in the order tints, bars,
text, whatever the order of the calls, so the third bar under a line may reach into the tint of the
next line without covering a word.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from exporters.briefing import Mark, Pattern, Tag
from exporters.links import web_address
from exporters.pdf.objects.structure import Element, Words
from exporters.pdf.typesetting.lines import Line
from resources.palette import LIGHT

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_MARGIN_LEFT = 18.0  # printers reach no further
_NOTE_GAP = 5.0
_NOTE_STEP = 7.5  # half of the leading of the text, so references come back to its lines
_ZIGZAG_HALF = 1.85
_SLOT = 1.3  # height of a bar, points
_CAP = 0.9  # width of its ends


class Link(NamedTuple):
    """Where ``target`` (an anchor or a web address) can be reached from, on one page."""

    target: str
    element: Element
    boxes: list[Box]


class Highlight(NamedTuple):
    """The words of ``mark`` on one page, line by line."""

    mark: Mark
    element: Element
    boxes: list[Box]


class Note(NamedTuple):
    """A reference for the left margin; ``base`` is the baseline it should stand on."""

    mark: Mark
    base: float
    element: Element


@dataclass(slots=True)
class Sheet:
    """A page in the making; ``number`` counts from 0."""

    number: int
    height: float
    places: Container[str] = ()
    """The anchors that are somewhere in the document."""
    links: dict[tuple[str, int], Link] = field(default_factory=dict[tuple[str, int], Link])
    """By target and the identity of the element."""
    highlights: dict[str, Highlight] = field(default_factory=dict[str, Highlight])
    """By reference, in reading order."""
    parents: list[Element] = field(default_factory=list[Element])
    """Whose words each marked content is, by its number."""
    notes: list[Note] = field(default_factory=list[Note])
    turns: set[int] = field(default_factory=set[int])
    """The lengths of the zigzags drawn, each a form of its own: see ``zigzag``."""
    _tints: list[str] = field(default_factory=list[str])
    _bars: list[str] = field(default_factory=list[str])
    _caps: list[str] = field(default_factory=list[str])
    _text: list[str] = field(default_factory=list[str])
    _ink: str = ""
    _open: Words | None = None

    def text(self, operators: str, colour: str, element: Element | None) -> None:
        """A line of text as ``Line.show`` gives it; without an element it is no part of the text.

        Lines of one element that follow each other are one marked content.
        """
        last = element.kids[-1] if element is not None and element.kids else None
        if element is None or self._open is None or last != self._open:
            self._begin(element)
        if colour != self._ink:
            self._text.append(fill_colour(colour))
            self._ink = colour
        self._text.append(operators)

    def _begin(self, element: Element | None) -> None:
        if self._text:
            self._text.append("EMC")
        if element is None:
            self._open = None
            self._text.append("/Artifact BMC")
            return
        self._open = Words(self.number, len(self.parents))
        self.parents.append(element)
        element.kids.append(self._open)
        self._text.append(f"/{element.role}<</MCID {self._open.number}>>BDC")

    def tint(self, colour: str, left: float, bottom: float, right: float, top: float) -> None:
        """A filled box under bars and text."""
        box = f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f}"
        self._tints.append(f"{fill_colour(colour)} {box} re f")

    def rule(self, colour: str, left: float, right: float, y: float, thickness: float) -> None:
        """A horizontal line; ``y`` is its middle."""
        self.tint(colour, left, y - thickness / 2, right, y + thickness / 2)

    def bar(self, tag: Tag, left: float, right: float, top: float) -> None:
        """The bar of a tag, in its pattern; it hangs ``top`` and 1.3 points down."""
        if tag.pattern == "zigzag":
            self.turns.add(_turns(left, right))
        self._bars.append(pattern_bar(tag.pattern, tag.bar, left, right, top))

    def cap(self, x: float, top: float) -> None:
        """A small upright stroke where a bar that hangs at ``top`` begins or ends."""
        self._caps.append(f"{x - _CAP / 2:.2f} {top - 1.7:.2f} {_CAP} 2.6 re")

    def leads(self, target: str) -> bool:
        """Whether there is something to reach at ``target``."""
        return target in self.places or bool(web_address(target))

    def link(self, target: str, element: Element | None, box: Box) -> None:
        """Makes a place lead to ``target``, as part of ``element``; nothing without a target."""
        if target and element is not None:
            key = (target, id(element))
            self.links.setdefault(key, Link(target, element, [])).boxes.append(box)

    def highlight(self, mark: Mark, block: Element, box: Box) -> None:
        """Adds a stretch of words to the highlight of ``mark``, which comes after them."""
        known = self.highlights.get(mark.reference)
        if known is None:
            known = Highlight(mark, block.add("Annot"), [])
            self.highlights[mark.reference] = known
        known.boxes.append(box)

    def note(self, mark: Mark, base: float, block: Element) -> None:
        """Asks for a reference in the left margin, at ``base`` or the nearest room below."""
        element = block.add("Link", mark.reference) if mark.link else block.add("Span")
        self.notes.append(Note(mark, base, element))

    def place_notes(self, right: float, lowest: float, label: Callable[[str], Line]) -> None:
        """Draws the references, side by side up to ``right``, never one over the other.

        ``label`` sets one. What would go below ``lowest`` is counted instead: "+3".
        """
        labels = [(label(note.mark.reference), note) for note in self.notes]
        base = self.height
        at = 0
        while at < len(labels):
            row = _side_by_side(labels, at, right - _MARGIN_LEFT)
            base = min(base - _NOTE_STEP, row[0][1].base)
            if base - _NOTE_STEP < lowest and at + len(row) < len(labels):
                more = label(f"+{len(labels) - at}")
                self.text(more.show(right - more.width, base), more.style.colour, None)
                break
            at += len(row)
            x = right - sum(line.width + _NOTE_GAP for line, _ in row) + _NOTE_GAP
            for line, note in row:
                self.text(line.show(x, base), line.style.colour, note.element)
                box = (x, base - 2, x + line.width, base + 6)
                self.link(note.mark.link, note.element, box)
                x += line.width + _NOTE_GAP

    def content(self) -> str:
        """The operators of the whole page."""
        caps = [fill_colour(LIGHT.ink), *self._caps, "f"] if self._caps else []
        paint = ["/Artifact BMC", *self._tints, *self._bars, *caps, "EMC"]
        return "\n".join([*paint, *self._text, "EMC" if self._text else "", ""])


def pattern_bar(pattern: Pattern, colour: str, left: float, right: float, top: float) -> str:
    """The operators of one bar; every pattern can be told from the others in grey print."""
    middle = top - _SLOT / 2
    if pattern == "solid":
        return _stroke(colour, 1.2, "", f"{left:.2f} {middle:.2f} m {right:.2f} {middle:.2f} l")
    if pattern == "double":
        upper, lower = top - 0.2, top - _SLOT
        paths = (f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l" for y in (upper, lower))
        return _stroke(colour, 0.45, "", " ".join(paths))
    if pattern == "dots":
        return _stroke(
            colour, 1.2, "[1.2 1.8] 0", f"{left:.2f} {middle:.2f} m {right:.2f} {middle:.2f} l"
        )
    moved = f"q 1 0 0 1 {left:.2f} {top - 0.1:.2f} cm"
    return f"{moved} {_components(colour)} RG 0.7 w {zigzag_name(_turns(left, right))} Do Q"


def zigzag_name(turns: int) -> str:
    """The resource that is ``zigzag(turns)``."""
    return f"/Zigzag{turns}"


@cache
def zigzag(turns: int) -> tuple[Box, str]:
    """The form that all bars of one length share: what it stays within, and its operators.

    It begins at 0, 0 and is drawn in the colour and width of who asks for it.
    """
    steps = (f"{at * _ZIGZAG_HALF:.2f} {-1.2 * (at % 2):.1f} l" for at in range(1, turns + 1))
    return (-1.0, -3.0, turns * _ZIGZAG_HALF + 1.0, 2.0), f"0 0 m {' '.join(steps)} S"


def _side_by_side(
    notes: Sequence[tuple[Line, Note]], at: int, room: float
) -> list[tuple[Line, Note]]:
    """The notes from ``at`` on that want the same line and fit beside each other."""
    row = [notes[at]]
    used = notes[at][0].width
    for note in notes[at + 1 :]:
        used += note[0].width + _NOTE_GAP
        if note[1].base != row[0][1].base or used > room:
            break
        row.append(note)
    return row


def fill_colour(colour: str) -> str:
    """The operator that fills in ``#RRGGBB`` from here on."""
    return f"{_components(colour)} rg"


def stroke_colour(colour: str) -> str:
    """The operator that draws lines in ``#RRGGBB`` from here on."""
    return f"{_components(colour)} RG"


def _stroke(colour: str, width: float, dash: str, path: str) -> str:
    on, off = (f"{dash} d ", " [] 0 d") if dash else ("", "")
    return f"{_components(colour)} RG {width} w {on}{path} S{off}"


def _turns(left: float, right: float) -> int:
    """How often a zigzag from ``left`` to ``right`` changes its way."""
    return max(int((right - left) / _ZIGZAG_HALF), 1)


def _components(colour: str) -> str:
    found = _KNOWN.get(colour)
    if found is None:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        found = _KNOWN[colour] = " ".join(f"{one:.3f}".rstrip("0").rstrip(".") for one in channels)
    return found


_KNOWN: dict[str, str] = {}
