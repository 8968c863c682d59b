"""What stands over and under every page: marking, header line, footer line and page numbers."""

import re

from exporters.briefing import Briefing
from exporters.text import direction_in
from exporters.word.package.archive import HEADER, Archive
from exporters.word.package.faces import fitting, width
from exporters.word.package.template import Page, add
from exporters.word.xml import (
    NAMESPACES,
    TAB,
    direction_of,
    paragraph,
    run,
    runs,
    simple_field,
    twips,
)

_FOOTER_ID = "rIdFooter"
_HEADER_ID = "rIdHeader"
_SIZE = 8.5
_GAP = 12.0
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_WIDEST_NUMBER = "0000"


def add_frame(made: Archive, briefing: Briefing, page: Page) -> None:
    """Adds header and footer to the package; ``section_properties`` refers to them."""
    if _headed(briefing):
        parts = f"{_marking(briefing)}{_header(briefing, page)}"
        add(
            made,
            "header1",
            f"{HEADER}<w:hdr {NAMESPACES}>{parts}</w:hdr>",
            _HEADER_ID,
            "header",
        )
    parts = f"{_footer(briefing, page)}{_marking(briefing)}"
    add(made, "footer1", f"{HEADER}<w:ftr {NAMESPACES}>{parts}</w:ftr>", _FOOTER_ID, "footer")


def section_properties(briefing: Briefing, page: Page) -> str:
    """The page, and what stands on every one: there is no first page of another kind."""
    header = f'<w:headerReference w:type="default" r:id="{_HEADER_ID}"/>'
    turned = "<w:bidi/>" if direction_in(briefing.language) == "rtl" else ""
    return (
        f"<w:sectPr>{header if _headed(briefing) else ''}"
        f'<w:footerReference w:type="default" r:id="{_FOOTER_ID}"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" '
        f'w:header="{twips(28)}" w:footer="{twips(28)}" w:gutter="0"/>{turned}</w:sectPr>'
    )


def _headed(briefing: Briefing) -> bool:
    return bool(briefing.header or briefing.marking)


def _marking(briefing: Briefing) -> str:
    if not briefing.marking:
        return ""
    direction = direction_of(briefing.marking)
    return paragraph("Marking", runs(briefing.marking, "", direction), direction)


def _header(briefing: Briefing, page: Page) -> str:
    if not briefing.header:
        return ""
    direction = direction_in(briefing.language)
    line = fitting(briefing.header, page.text_width / _SIZE)
    return paragraph("Header", runs(line, "", direction), direction)


def _footer(briefing: Briefing, page: Page) -> str:
    """The briefing's own line on the left, the page on the right; one line, whatever it says."""
    pieces = re.split(r"(\{page\}|\{pages\})", briefing.wording.page)
    pages = "".join(
        simple_field(_FIELDS[piece], "1") if piece in _FIELDS else run(piece) for piece in pieces
    )
    taken = sum(width(_WIDEST_NUMBER if piece in _FIELDS else piece) for piece in pieces)
    direction = direction_in(briefing.language)
    line = fitting(briefing.footer, (page.text_width - _GAP) / _SIZE - taken)
    return paragraph("Footer", runs(line, "", direction) + TAB + pages, direction)
