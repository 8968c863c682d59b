"""From a session to the briefing that every writer receives.

Contents: title block, legend, passages by tag, each article in full with its passages over it, and
the list of sources. Nothing is asked of the clock or the machine: the same session and options give
the same briefing.

Passages are numbered through the whole briefing: by article, then by where they start, the longest
first. The letter before the number tells the tag (``letters``).
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from string import ascii_uppercase
from typing import NamedTuple

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation, Speaker, SpeechKind, words
from desktop.model.codebook import Tag
from desktop.model.session import Session
from desktop.model.source import Source, paragraph_numbers
from desktop.options import Options
from exporters import briefing as out
from resources.palette import signs

_SHOWN_OF_PART = 60
_SHOWN_OF_HASH = 12
_SHARES = (0.8, 2.9, 2.0, 1.8, 2.4, 2.1)


def compose(session: Session, options: Options | None = None) -> out.Briefing:
    """The briefing of a session."""
    options = options or Options()
    plan = _Plan(session, options)
    title = options.title or session.info.title or _only_title(session) or _("Briefing")
    sections = (*_legend(plan), *_by_tag(plan), *_annexes(plan), *_sources(plan))
    return out.Briefing(
        cover=out.Cover(title, _cover_lines(session, options)),
        sections=sections,
        tags=plan.tags,
        language=options.language,
        date=session.modified,
        author=options.author,
        footer=title,
        page_size=options.page_size,
        wording=out.Wording(contents=_("Contents"), highlight=_("Highlight")),
    )


def letters(codebook: Iterable[Tag]) -> dict[str, str]:
    """The letter of each tag: the first of its name that no earlier tag has taken.

    Claim is C, Quote Q, Opinion O and Context N. A name with none left takes the first free letter
    of the alphabet, and after Z a pair (AA, AB …).
    """
    taken: dict[str, str] = {}
    for tag in codebook:
        own = (one for one in tag.name.upper() if one.isalpha())
        pairs = (a + b for a in ascii_uppercase for b in ascii_uppercase)
        spare = (one for row in (own, ascii_uppercase, pairs) for one in row)
        used = set(taken.values())
        taken[tag.id] = next(one for one in spare if one not in used)
    return taken


def direction(text: str, start: int = 0, end: int | None = None) -> out.Direction:
    """The direction of a stretch by its first strong character (UAX #9, P2 and P3)."""
    for index in range(start, len(text) if end is None else end):
        kind = unicodedata.bidirectional(text[index])
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


class _Numbered(NamedTuple):
    """A passage with what it is called in the briefing."""

    held: Annotation
    reference: str
    number: int


class _Plan:
    """A session put in the order of the briefing."""

    def __init__(self, session: Session, options: Options) -> None:
        self.session = session
        self.options = options
        self.articles = [_Article(one, n) for n, one in enumerate(session.sources.values(), 1)]
        self.several = len(self.articles) > 1
        self.people = {person.id: person for person in session.people}
        self.names: dict[str, str] = {tag.id: tag.name for tag in session.codebook}
        self.letters = letters(session.codebook)
        self._number()

    @cached_property
    def tags(self) -> tuple[out.Tag, ...]:
        """The tags some passage carries, in codebook order."""
        used = {one.held.tag for article in self.articles for one in article.passages}
        return tuple(
            self._signed(tag, position)
            for position, tag in enumerate(self.session.codebook)
            if tag.id in used
        )

    def _signed(self, tag: Tag, position: int) -> out.Tag:
        drawn = signs(tag.id, tag.color, position, "light")
        return out.Tag(
            id=tag.id,
            name=tag.name,
            description=tag.description,
            tint=drawn.tint,
            bar=drawn.bar,
            pattern=drawn.pattern,
            letter=self.letters[tag.id],
        )

    def _number(self) -> None:
        by_source: dict[str, list[Annotation]] = {}
        for held in self.session.annotations.values():
            by_source.setdefault(held.source, []).append(held)
        rank = {tag.id: position for position, tag in enumerate(self.session.codebook)}
        number = 0
        for article in self.articles:
            found = by_source.get(article.source.id, [])
            found.sort(key=lambda held: (held.start, -held.end, rank[held.tag], held.id))
            for held in found:
                number += 1
                reference = f"{self.letters[held.tag]}{number}"
                article.passages.append(_Numbered(held, reference, number))


class _Article:
    """A source with its passages and an index of its blocks."""

    def __init__(self, source: Source, number: int) -> None:
        self.source = source
        self.code = f"S{number}"
        self.anchor = f"source{number}"
        self.passages: list[_Numbered] = []
        self._numbers = paragraph_numbers(source.blocks)
        self._starts = [block.start for block in source.blocks]
        self._ends = [block.end for block in source.blocks]

    def place(self, held: Annotation) -> str:
        """The paragraphs a passage lies in: "¶3", "¶3–5", or empty outside numbered ones."""
        first = bisect_right(self._ends, held.start)
        last = bisect_left(self._starts, held.end)
        found = [number for number in self._numbers[first:last] if number]
        if not found:
            return ""
        return f"¶{found[0]}" if found[0] == found[-1] else f"¶{found[0]}–{found[-1]}"

    def blocks(self) -> tuple[out.ArticleBlock, ...]:
        text, language = self.source.text, self.source.front.language
        return tuple(
            out.ArticleBlock(
                kind=out.BlockKind(block.kind.value),
                start=block.start,
                end=block.end,
                number=number,
                level=block.level,
                direction=direction(text, block.start, block.end),
                language=language,
            )
            for block, number in zip(self.source.blocks, self._numbers, strict=True)
        )


def _only_title(session: Session) -> str:
    titles = [source.title for source in session.sources.values()]
    return titles[0] if len(titles) == 1 else ""


def _cover_lines(session: Session, options: Options) -> tuple[str, ...]:
    fronts = [source.front for source in session.sources.values()]
    outlets = ", ".join(dict.fromkeys(front.outlet for front in fronts if front.outlet))
    dates = sorted(front.published for front in fronts if front.published)
    span = " – ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else ""
    sources = ngettext("{count} source", "{count} sources", len(fronts)).format(count=len(fronts))
    held = len(session.annotations)
    passages = ngettext("{count} passage", "{count} passages", held).format(count=held)
    lines = (options.author, _dotted(outlets, span), _dotted(sources, passages))
    return tuple(line for line in lines if line)


def _legend(plan: _Plan) -> Iterable[out.Section]:
    if plan.tags:
        yield out.Section(_("Legend"), 1, "legend", (out.Legend(plan.tags),))


def _by_tag(plan: _Plan) -> Iterable[out.Section]:
    if not plan.tags:
        return
    items: dict[str, list[out.PassageItem]] = {tag.id: [] for tag in plan.tags}
    for article in plan.articles:
        for one in article.passages:
            items[one.held.tag].append(_item(plan, article, one))
    yield out.Section(_("Passages by tag"), 1, "passages", ())
    for position, tag in enumerate(plan.tags, 1):
        listed = out.PassageList(tuple(items[tag.id]))
        yield out.Section(tag.name, 2, f"tag{position}", (listed,))


def _item(plan: _Plan, article: _Article, one: _Numbered) -> out.PassageItem:
    held = one.held
    text = words(article.source.text, held.spans)
    place = article.place(held)
    return out.PassageItem(
        reference=one.reference,
        tag=held.tag,
        text=text,
        place=f"{article.code} {place}".strip() if plan.several else place,
        speaker=_spoken(held.speaker),
        labels=held.labels,
        note=held.note,
        anchor=f"p{one.number}",
        link=f"m{one.number}",
        direction=direction(text),
        language=article.source.front.language,
    )


def _annexes(plan: _Plan) -> Iterable[out.Section]:
    for article in plan.articles:
        source = article.source
        marks = tuple(_mark(plan, source, one) for one in article.passages)
        yield out.Section(
            title=f"{article.code} · {source.title}" if plan.several else source.title,
            level=1,
            anchor=article.anchor,
            parts=(*_details(source), out.Article(source.text, article.blocks(), marks)),
            new_page=True,
            language=source.front.language,
            direction=direction(source.title),
        )


def _details(source: Source) -> Iterable[out.Paragraph]:
    front = source.front
    byline = _dotted(front.author, front.outlet, front.published)
    if byline:
        yield out.Paragraph(byline, "meta", direction(byline))
    retrieved = _("Retrieved {date}").format(date=front.retrieved) if front.retrieved else ""
    digest = _("SHA-256 {digest}").format(digest=_short(source))
    name = source.name if source.name != source.title else ""
    yield out.Paragraph(_dotted(name, retrieved, digest), "meta")
    if front.url:
        yield out.Paragraph(front.url, "meta", link=_address(front.url))


def _mark(plan: _Plan, source: Source, one: _Numbered) -> out.Mark:
    return out.Mark(
        reference=one.reference,
        tag=one.held.tag,
        spans=tuple((span.start, span.end) for span in one.held.spans),
        comment=_comment(plan, source, one),
        anchor=f"m{one.number}",
        link=f"p{one.number}",
    )


def _comment(plan: _Plan, source: Source, one: _Numbered) -> out.Comment:
    held, options = one.held, plan.options
    person = plan.people.get(held.creator)
    author = options.author or (person.name if person else "")
    known = person.initials if person else ""
    signed = "".join(name[0] for name in options.author.split()) if options.author else known
    paragraphs = [f"{plan.names[held.tag]} {one.reference}"]
    if len(held.spans) > 1:
        parts = (_opening(source.text[span.start : span.end]) for span in held.spans)
        paragraphs.append("“" + " […] ".join(parts) + "”")
    if held.speaker is not None:
        paragraphs.append(_("Speaker: {speaker}").format(speaker=_spoken(held.speaker)))
    if held.labels:
        paragraphs.append(_("Labels: {labels}").format(labels=", ".join(held.labels)))
    paragraphs += [line for line in held.note.splitlines() if line.strip()]
    return out.Comment(author, options.initials or signed, held.modified, tuple(paragraphs))


def _opening(part: str) -> str:
    """The first words of a part, on one line."""
    line = " ".join(part.split())
    if len(line) <= _SHOWN_OF_PART:
        return line
    return line[:_SHOWN_OF_PART].rsplit(" ", 1)[0] + " …"


def _spoken(speaker: Speaker | None) -> str:
    """ "Neda Tarvell, foreign minister (direct)"."""
    if speaker is None:
        return ""
    kinds = {
        SpeechKind.UNSET: "",
        SpeechKind.DIRECT: _("direct"),
        SpeechKind.MIXED: _("mixed"),
        SpeechKind.INDIRECT: _("indirect"),
    }
    who = ", ".join(part for part in (speaker.name, speaker.position) if part)
    kind = f"({kinds[speaker.kind]})" if kinds[speaker.kind] else ""
    return " ".join(part for part in (who, kind) if part)


def _sources(plan: _Plan) -> Iterable[out.Section]:
    if not plan.articles:
        return
    titles = (_("No."), _("Title"), _("Author, outlet"), _("Published"), _("Address"), _("SHA-256"))
    columns = tuple(out.Column(title, share) for title, share in zip(titles, _SHARES, strict=True))
    rows = tuple(_row(article) for article in plan.articles)
    yield out.Section(
        _("Sources"), 1, "sources", (out.Table(_("Articles in this briefing"), columns, rows),)
    )


def _row(article: _Article) -> tuple[out.Cell, ...]:
    source, front = article.source, article.source.front
    by = ", ".join(part for part in (front.author, front.outlet) if part)
    return (
        out.Cell(article.code),
        out.Cell(source.title, article.anchor, direction(source.title)),
        out.Cell(by, "", direction(by)),
        out.Cell(front.published),
        out.Cell(front.url, _address(front.url)),
        out.Cell(_short(source)),
    )


def _short(source: Source) -> str:
    """The beginning of the hash of the file the article was read from."""
    return source.origin.sha256[:_SHOWN_OF_HASH]


def _address(url: str) -> str:
    """A link only where a click goes to the web, never to a file or a script."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
