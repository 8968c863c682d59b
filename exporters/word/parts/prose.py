"""Title block, headings, running text, notes and lists of passages as paragraphs of Word."""

from collections.abc import Iterator

from exporters.briefing import Cover, Direction, Fact, Note, Paragraph, PassageItem, Section
from exporters.shown import joined
from exporters.text import direction_in
from exporters.word.links import Places
from exporters.word.package.faces import width
from exporters.word.package.styles import style
from exporters.word.parts.contents import holds_contents
from exporters.word.runts import Extra, right_indent
from exporters.word.tags import TagStyles
from exporters.word.xml import TAB, direction_of, paragraph, run, runs

PARAGRAPH_STYLES = {"body": "BodyText", "lead": "Lead", "meta": "Meta", "empty": "EmptyNote"}
_KEPT = "<w:keepNext/>"
_BREAKS = '<w:keepLines w:val="0"/>'
_LONG = 1000
"""Letters, some twelve lines: a longer text kept on one page would leave a hole on the one before.
"""
_APART = '<w:spacing w:before="200"/>'
_ON_TOP = '<w:spacing w:before="0"/>'


class Prose:
    """Turns everything that is set as plain paragraphs into markup."""

    def __init__(self, tags: TagStyles, places: Places, language: str, measure: float) -> None:
        self._tags = tags
        self._places = places
        self._measure = measure
        self._direction: Direction = direction_in(language)

    def cover(self, cover: Cover) -> Iterator[str]:
        """The title block, running the way its title does; a rule stands under its last line."""
        direction = direction_of(cover.title)
        yield self._set("Title", cover.title, runs(cover.title, "", direction), direction)
        lines = len(cover.lines) if not cover.facts else -1
        for number, line in enumerate(cover.lines, 1):
            name = "CoverRule" if number == lines else "Subtitle"
            yield paragraph(name, runs(line, "", direction), direction)
        for number, fact in enumerate(cover.facts, 1):
            name = "CoverFactRule" if number == len(cover.facts) else "CoverFact"
            apart = _APART if number == 1 and cover.lines else ""
            yield paragraph(name, self._fact(fact), self._direction, after=apart)

    def heading(self, section: Section, anchor: str) -> str:
        """The heading of a section; above contents it is no heading that is listed there.

        A section without a title begins with a gap, for a heading of nothing would be an entry of
        the outline.
        """
        start, end = self._places.bookmark(anchor)
        words = start + runs(section.title, "", section.direction, section.language) + end
        name = "Heading1" if section.level <= 1 else "Heading2"
        if not section.title:
            name = "TableGap"
        elif holds_contents(section):
            name = "TOCHeading"
        before, on_top = ("<w:pageBreakBefore/>", _ON_TOP) if section.new_page else ("", "")
        return self._set(name, section.title, words, section.direction, before, on_top)

    def paragraph(self, part: Paragraph) -> str:
        """Running text in the style of its role."""
        words = self._places.words(
            part.text, part.direction, part.language, part.inlines, part.link
        )
        return self._set(PARAGRAPH_STYLES[part.role], part.text, words, part.direction)

    def note(self, note: Note) -> str:
        """A remark in small type, its label raised before it."""
        start, end = self._places.bookmark(note.anchor)
        label = runs(note.label, "NoteLabel", note.direction)
        gap = run("\u00a0") if note.label else ""
        words = self._places.words(note.text, note.direction, note.language, note.inlines)
        words = f"{start}{label}{gap}{words}{end}"
        return self._set("Note", note.text, words, note.direction, _breaking(note.text))

    def passage(self, item: PassageItem) -> str:
        """Reference, words and place; under them who said it, its labels and the note."""
        start, end = self._places.bookmark(item.anchor)
        reference = run(item.reference, self._tags.chip(item.tag))
        words = runs(item.text, "", item.direction, item.language)
        place = ""
        if item.place:
            # not alone on a line
            place = runs(_tied(item.place), "Place", item.direction)
        words = f"{start}{self._places.link(item.link, reference)}{end}{TAB}{words}{place}"
        lines: list[tuple[str, str, str, Direction]] = []
        lines.append(("Passage", item.text, words, item.direction))
        detail = joined(" · ", (item.speaker, *item.labels))
        # speaker and note are the analyst's words, in a language of their own
        for name, text in (("PassageDetail", detail), ("PassageNote", item.note)):
            if text:
                direction = direction_of(text)
                lines.append((name, text, runs(text, "", direction), direction))
        last = len(lines) - 1
        return "".join(
            self._set(
                name,
                text,
                content,
                direction,
                (_KEPT if i < last else "") + _breaking(text) + _unruled(name, direction),
                tail=_tied(item.place) if name == "Passage" else "",
            )
            for i, (name, text, content, direction) in enumerate(lines)
        )

    def _set(
        self,
        name: str,
        text: str,
        content: str,
        direction: Direction,
        before: str = "",
        after: str = "",
        tail: str = "",
    ) -> str:
        """A paragraph whose last word is not alone; ``tail`` stands after ``text``, in small."""
        of = style(name)
        extras = [Extra(len(text) - 1, width(tail) * style("Meta").size)] if tail else []
        indent = right_indent(text, of, self._measure, extras)
        return paragraph(name, content, direction, before, after + indent)

    def _fact(self, fact: Fact) -> str:
        name = runs(fact.name, "FactName", self._direction)
        return name + TAB + self._places.words(fact.text, fact.direction, "", fact.inlines)


def _tied(place: str) -> str:
    """A place as it stands after the words of a passage, never alone on a line."""
    return f"\u00a0\u00a0{place}" if place else ""


def _breaking(text: str) -> str:
    return _BREAKS if len(text) > _LONG else ""


def _unruled(name: str, direction: Direction) -> str:
    """The rule of a note stands on its left, which is the wrong side from right to left."""
    ruled = name == "PassageNote" and direction == "rtl"
    return '<w:pBdr><w:left w:val="nil"/></w:pBdr>' if ruled else ""
