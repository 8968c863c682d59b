"""The body of a page: its title block, its sections and their parts, in reading order."""

from collections.abc import Iterator

from exporters.briefing import (
    Article,
    Briefing,
    Contents,
    Cover,
    Fact,
    Figure,
    Legend,
    Note,
    Paragraph,
    Part,
    PassageItem,
    PassageList,
    Section,
    Table,
)
from exporters.headings import Ranks
from exporters.html.article import ArticleWriter
from exporters.html.figures import figure
from exporters.html.inlines import inline
from exporters.html.markup import attributes, element, escape, isolated
from exporters.html.places import Places
from exporters.html.tables import TableWriter
from exporters.html.tags import Signs
from exporters.links import anchors

_CLASSES = {"body": "", "lead": ' class="lead"', "meta": ' class="meta"', "empty": ' class="meta"'}


class Body:
    """The body of one page in the making, and the signs it asks of the style sheet."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self.signs = Signs(briefing.tags)
        self._places = Places(anchors(briefing))
        self._main = self._places.new("text")
        self._ranks = Ranks()
        self._tables = TableWriter(self.signs, self._places)
        self._articles = ArticleWriter(self.signs, self._places, self._ranks)

    def pieces(self) -> Iterator[str]:
        """The markup in reading order; long parts entry by entry."""
        briefing = self._briefing
        yield f'<a class="skip" href="#{self._main}">{escape(briefing.wording.skip)}</a>\n'
        yield _line("header", "marking", briefing.marking)
        yield f'<div class="sheet">\n{_running(briefing.header)}<main id="{self._main}">\n'
        yield self._cover(briefing.cover)
        for section in briefing.sections:
            yield self._opening(section)
            for part in section.parts:
                yield from self._part(part, section)
            yield "</section>\n"
        yield f"</main>\n{_running(briefing.footer)}</div>\n"
        yield _line("footer", "marking", briefing.marking)

    def _cover(self, cover: Cover) -> str:
        title = element("h1", escape(cover.title), attributes())
        lines = "".join(f'<p dir="auto">{escape(line)}</p>' for line in cover.lines)
        facts = element("dl", "".join(map(self._fact, cover.facts)))
        return element("div", title + lines + facts, ' class="cover"') + "\n"

    def _fact(self, fact: Fact) -> str:
        words = inline(self._places, fact.text, fact.inlines)
        return (
            f"<div><dt{attributes()}>{escape(fact.name)}</dt>"
            f"<dd{attributes(fact.direction)}>{words}</dd></div>"
        )

    def _opening(self, section: Section) -> str:
        """The start of a section with its heading; one without a title keeps its place."""
        rank = self._ranks.section(section.level)
        page = ' class="page"' if section.new_page else ""
        name = self._places.place(section.anchor)
        if not section.title:
            return f"<section{page}{attributes(section.direction, section.language, name)}>\n"
        heading = f"<h{rank}{attributes(None, '', name)}>{escape(section.title)}</h{rank}>"
        return f"<section{page}{attributes(section.direction, section.language)}>\n{heading}\n"

    def _part(self, part: Part, section: Section) -> Iterator[str]:
        match part:
            case Paragraph():
                words = inline(self._places, part.text, part.inlines, part.link)
                about = _CLASSES[part.role] + attributes(part.direction, part.language)
                yield element("p", words, about) + "\n"
            case Note():
                yield self._note(part)
            case PassageList():
                yield '<ul class="passages">\n'
                yield from map(self._passage, part.items)
                yield "</ul>\n"
            case Table():
                yield from self._tables.table(part)
            case Figure():
                yield figure(part, self.signs, self._places)
            case Legend():
                yield self._tables.legend(part, section.title, section.direction)
            case Contents():
                yield self._contents(part, section)
            case Article():
                yield from self._articles.markup(part)

    def _note(self, note: Note) -> str:
        label = element("sup", isolated(note.label))
        words = inline(self._places, note.text, note.inlines)
        about = attributes(note.direction, note.language, self._places.place(note.anchor))
        return f'<p class="note"{about}>{label}{words}</p>\n'

    def _passage(self, item: PassageItem) -> str:
        """Reference, words and place; under them who said it, its labels and the note."""
        name = self._places.place(item.anchor)
        about = f' id="{name}"' if name else ""
        chip = self._reference(item)
        place = f' <span class="place">{isolated(item.place)}</span>' if item.place else ""
        words = f"<p{attributes(item.direction, item.language)}>{escape(item.text)}{place}</p>"
        said = " · ".join(isolated(text) for text in (item.speaker, *item.labels) if text)
        detail = element("p", said, f' class="meta"{attributes()}')
        note = element("p", escape(item.note), f' class="remark"{attributes()}')
        return f"<li{about}>{chip}<div>{words}{detail}{note}</div></li>\n"

    def _reference(self, item: PassageItem) -> str:
        chip = self.signs.chip(item.tag)
        if self._places.href(item.link):
            return self._places.link(item.link, escape(item.reference), chip)
        return f"<span{chip}>{escape(item.reference)}</span>"

    def _contents(self, contents: Contents, own: Section) -> str:
        """The headings of the other sections, those of level 2 inside those of level 1."""
        label = f' aria-label="{escape(own.title or self._briefing.wording.contents)}"'
        entries: list[str] = []
        inside = False
        for section in self._briefing.sections:
            if section is own or not section.title or section.level > contents.depth:
                continue
            under = section.level > 1 and bool(entries)
            if under and not inside:
                entries.append("<ul>")
            elif entries:
                entries.append("</li></ul></li>" if inside and not under else "</li>")
            inside = under
            words = self._places.link(section.anchor, escape(section.title))
            entries.append(f"<li{attributes(section.direction, section.language)}>{words}")
        if not entries:
            return ""
        entries.append("</li></ul></li>" if inside else "</li>")
        return f'<nav class="contents"{label}><ul>{"".join(entries)}</ul></nav>\n'


def _line(name: str, class_: str, text: str) -> str:
    words = element("p", escape(text), f' class="{class_}"{attributes()}')
    return element(name, words) + "\n" if words else ""


def _running(text: str) -> str:
    return element("p", escape(text), f' class="running"{attributes()}')
