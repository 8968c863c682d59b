"""What a reader can click on: highlights with the analyst's comment, and links.

A highlight is painted by the page itself (tint and bar), so its annotation has an empty appearance;
it brings the comment, and the words a program may ask for (/QuadPoints).
"""

from collections.abc import Mapping, Sequence

from exporters.briefing import Briefing
from exporters.links import web_address
from exporters.pdf.objects.file import PdfFile, date_string, text_string
from exporters.pdf.objects.structure import Structure
from exporters.pdf.sheet import Box, Highlight, Link, Sheet

Places = Mapping[str, tuple[int, float]]
"""Anchor to (page from 0, y of the top of what it names)."""


class Annotations:
    """Writes the annotations of one page after the other into ``file``."""

    def __init__(
        self, briefing: Briefing, file: PdfFile, places: Places, structure: Structure
    ) -> None:
        self._structure = structure
        self._tags = {tag.id: tag for tag in briefing.tags}
        self._file = file
        self._places = places
        self._first: dict[str, str] = {}
        self._appearance = ""

    def of_page(self, sheet: Sheet) -> list[str]:
        """The object names of all annotations of ``sheet``, in reading order."""
        marked = [self._highlight(sheet, one) for one in sheet.highlights.values()]
        linked = [self._link(sheet, one) for one in sheet.links.values()]
        return [*marked, *(name for name in linked if name)]

    def _highlight(self, sheet: Sheet, one: Highlight) -> str:
        """One highlight; on a later page it says that it goes on from the first (/IRT /Group)."""
        mark, element, boxes = one
        own = self._file.new_name()
        first = self._first.get(mark.reference)
        tag = self._tags[mark.tag]
        comment = mark.comment
        name = mark.reference if first is None else f"{mark.reference}, {sheet.number + 1}"
        date = date_string(comment.date)
        parts: list[bytes | str] = [
            b"<</Type/Annot/Subtype/Highlight/F 4/Rect[%s]" % _numbers(_around(boxes)),
            b"/QuadPoints[%s]/C[%s]" % (_quads(boxes), _colour(tag.tint)),
            b"/NM%s/Subj%s" % (text_string(name), text_string(tag.name)),
            b"/Contents" + text_string("\n".join(comment.paragraphs)),
            b"/T" + text_string(comment.author) if comment.author else b"",
            b"/M" + date if date else b"",
            b"/P ",
            self._file.page_name(sheet.number),
            b"/AP<</N ",
            self._nothing(),
            b">>",
            self._structure.add_annotation(element, sheet.number, own),
        ]
        if first is not None:
            parts += [b"/IRT ", first, b"/RT/Group"]
        self._first.setdefault(mark.reference, own)
        return self._file.add(*parts, b">>", name=own)

    def _link(self, sheet: Sheet, one: Link) -> str:
        """A link to a web address or to a place in the document; nothing for an unknown place."""
        target, element, boxes = one
        parts: list[bytes | str] = [
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s]" % _numbers(_around(boxes)),
            b"/QuadPoints[%s]/Contents" % _quads(boxes),
            text_string(element.title.strip() or target),
        ]
        if address := web_address(target):
            parts.append(b"/A<</S/URI/URI%s>>" % text_string(address))
        elif target in self._places:
            page, top = self._places[target]
            end = b"/XYZ 0 %d null]" % round(top)
            parts += [b"/Dest[", self._file.page_name(page), end]
        else:
            element.role = "Span"  # what leads nowhere is no link
            return ""
        own = self._file.new_name()
        parts.append(self._structure.add_annotation(element, sheet.number, own))
        return self._file.add(*parts, b">>", name=own)

    def _nothing(self) -> str:
        if not self._appearance:
            # With empty resources poppler takes it for broken and paints the highlight itself.
            self._appearance = self._file.add_stream(
                b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]"
                b"/Resources<</ExtGState<</Plain<</Type/ExtGState/CA 1>>>>>>",
                b"",
            )
        return self._appearance


def _around(boxes: Sequence[Box]) -> Box:
    if len(boxes) == 1:
        return boxes[0]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _quads(boxes: Sequence[Box]) -> bytes:
    """Four corners each, in the order that readers agree on: upper two, then lower two."""
    quads: list[str] = []
    for box in boxes:
        left, bottom, right, top = [f"{value:.2f}" for value in box]
        quads.append(f"{left} {top} {right} {top} {left} {bottom} {right} {bottom}")
    return " ".join(quads).encode("ascii")


def _numbers(values: Sequence[float]) -> bytes:
    return " ".join(f"{value:.2f}" for value in values).encode("ascii")


def _colour(colour: str) -> bytes:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5)).encode("ascii")
