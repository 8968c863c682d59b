"""The table of contents at the head of a longer document, filled in and ready to be updated."""

from collections.abc import Sequence

from exporters.briefing import Section, Wording
from exporters.word.links import Places
from exporters.word.xml import direction_of, paragraph, runs

_FEWEST = 5
"""A document with fewer main sections is seen at a glance."""

# \n leaves out page numbers: a writer cannot know them, and wrong ones are worse than none
_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h \\z </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_BLOCK = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
)


def contents(sections: Sequence[Section], wording: Wording, places: Places) -> str:
    """A link to each main section, under the word for contents; nothing for a short document."""
    main = [section for section in sections if section.level <= 1 and section.title]
    if len(main) < _FEWEST:
        return ""
    last = len(main) - 1
    entries = "".join(
        paragraph(
            "TOC1",
            (_BEGIN if i == 0 else "")
            + places.link(section.anchor, runs(section.title, "", section.direction))
            + (_END if i == last else ""),
            section.direction,
        )
        for i, section in enumerate(main)
    )
    heading = ""
    if wording.contents:
        direction = direction_of(wording.contents)
        heading = paragraph("TOCHeading", runs(wording.contents, "", direction), direction)
    return f"{_BLOCK}{heading}{entries}</w:sdtContent></w:sdt>"
