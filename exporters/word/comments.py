"""The comments of a Word document: its parts with the analyst's words, as strings.

Ids count from 0 in the order comments are added, over all articles of the briefing.
"""

from exporters.briefing import Comment
from exporters.text import xml_escape
from exporters.word.package.archive import HEADER, OFFICE, Archive
from exporters.word.package.template import DOCUMENT, WML
from exporters.word.xml import NAMESPACES, direction_of, iso_instant, paragraph, runs

_MARK = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"


class Comments:
    """All comments of one document, in the order their passages stand in the text."""

    def __init__(self) -> None:
        self._comments: list[str] = []
        self._extended: list[str] = []
        self._people: dict[str, None] = {}
        self._paragraphs = 0

    def add(self, comment: Comment) -> int:
        """Keeps the comment and gives the id its range refers to."""
        number = len(self._comments)
        author = xml_escape(comment.author)
        initials = f' w:initials="{xml_escape(comment.initials)}"' if comment.initials else ""
        stamp = iso_instant(comment.date)
        date = f' w:date="{stamp}"' if stamp else ""
        words = "".join(
            self._paragraph(text, first=i == 0)
            for i, text in enumerate(comment.paragraphs or ("",))
        )
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="{author}"{date}{initials}>{words}</w:comment>'
        )
        # a thread is known by the last paragraph of its comment (MS-DOCX 2.5.3.1)
        self._extended.append(f'<w15:commentEx w15:paraId="{self._paragraphs:08X}" w15:done="0"/>')
        if author:
            self._people[author] = None
        return number

    def add_parts(self, made: Archive) -> None:
        """Adds the parts to the package; none when there are no comments."""
        if not self._comments:
            return
        people = [
            f'<w15:person w15:author="{name}">'
            f'<w15:presenceInfo w15:providerId="None" w15:userId="{name}"/></w15:person>'
            for name in self._people
        ]
        for name, kind, root, entries in (
            ("comments", OFFICE, "w:comments", self._comments),
            ("commentsExtended", _MICROSOFT, "w15:commentsEx", self._extended),
            ("people", _MICROSOFT, "w15:people", people),
        ):
            if entries:
                content = f"{HEADER}<{root} {NAMESPACES}>{''.join(entries)}</{root}>"
                made.add(f"word/{name}.xml", content.encode(), f"{WML}.{name}+xml")
                made.relate(DOCUMENT, f"rId{name.title()}", f"{kind}/{name}", f"{name}.xml")

    def _paragraph(self, text: str, *, first: bool) -> str:
        self._paragraphs += 1
        direction = direction_of(text)
        content = (_MARK if first else "") + runs(text, direction=direction)
        words = paragraph("CommentText", content, direction)
        return words.replace("<w:p>", f'<w:p w14:paraId="{self._paragraphs:08X}">', 1)
