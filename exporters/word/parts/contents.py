"""The contents of a document: a field as Word makes it, filled in and ready to be updated."""

from collections.abc import Sequence

from exporters.briefing import Contents, Section
from exporters.word.links import Places
from exporters.word.xml import paragraph, run, runs, simple_field

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_PAGE = "ContentsPage"
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_BLOCK = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
)


def heading_anchor(section: Section, index: int) -> str:
    """What the heading of a section is known by; one without an anchor is known by its place."""
    return section.anchor or f"\x00section {index + 1}"


def contents(
    part: Contents, sections: Sequence[Section], pages: Sequence[int], places: Places
) -> str:
    """A link to each other section down to the depth of ``part``, with the page it begins on.

    ``pages`` are those of ``sections``. Nothing where there is nothing to list.
    """
    listed = [
        (section, heading_anchor(section, index), page)
        for index, (section, page) in enumerate(zip(sections, pages, strict=True))
        if section.title and section.level <= part.depth and not holds_contents(section)
    ]
    if not listed:
        return ""
    entries = [_entry(section, places, anchor, page) for section, anchor, page in listed]
    entries[0] = _BEGIN.format(depth=part.depth) + entries[0]
    entries[-1] += _END
    lines = (
        paragraph("TOC1" if section.level <= 1 else "TOC2", entry, section.direction)
        for (section, _, _), entry in zip(listed, entries, strict=True)
    )
    return f"{_BLOCK}{''.join(lines)}</w:sdtContent></w:sdt>"


def holds_contents(section: Section) -> bool:
    """Whether contents stand in a section: its own heading is not among them."""
    return any(isinstance(part, Contents) for part in section.parts)


def _entry(section: Section, places: Places, anchor: str, page: int) -> str:
    words = runs(section.title, "", section.direction, section.language)
    number = simple_field(f"PAGEREF {places.name(anchor)} \\h", str(page), _PAGE)
    return places.link(anchor, words + run("\t", _PAGE) + number)
