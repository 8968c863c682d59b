"""A session put in the order of the briefing: what is shown, under which number, listed where."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from desktop.model.annotation import Annotation, words
from desktop.model.codebook import CLAIM, CONTEXT, OPINION, QUOTE, Tag, letters
from desktop.model.grade_words import code
from desktop.model.grades import Reliability
from desktop.model.identity import AnnotationId, TagId
from desktop.model.session import Session
from desktop.model.source import Source, paragraph_numbers
from desktop.options import Options, SectionName
from exporters import briefing as out
from resources.palette import signs

_SECTION_OF = {
    CLAIM: SectionName.CLAIMS,
    QUOTE: SectionName.QUOTES,
    OPINION: SectionName.OPINIONS,
    CONTEXT: SectionName.CONTEXT,
}


class Article:
    """A source with its number in the briefing, its passages and an index of its blocks."""

    def __init__(self, source: Source, number: int) -> None:
        self.source = source
        self.number = number
        self.code = f"S{number}"
        self.anchor = f"source{number}"
        self.listed = f"listed{number}"
        self.passages: list[Passage] = []
        self.numbers = paragraph_numbers(source.blocks)
        self._starts = [block.start for block in source.blocks]
        self._ends = [block.end for block in source.blocks]

    @property
    def reliability(self) -> Reliability:
        """How far the source is trusted; its passages inherit it."""
        return self.source.grade.reliability

    def paragraphs(self, held: Annotation) -> str:
        """The paragraphs a passage lies in: "¶3", "¶3–5", or empty outside numbered ones."""
        first = bisect_right(self._ends, held.start)
        last = bisect_left(self._starts, held.end)
        found = [number for number in self.numbers[first:last] if number]
        if not found:
            return ""
        return f"¶{found[0]}" if found[0] == found[-1] else f"¶{found[0]}–{found[-1]}"


class Passage(NamedTuple):
    """A passage that is shown, with what it is called in the briefing."""

    held: Annotation
    article: Article
    number: int
    reference: str

    @property
    def text(self) -> str:
        """Its words, verbatim, the parts joined by […]."""
        return words(self.article.source.text, self.held.spans)


class Plan:
    """What the builders of sections ask: the passages in order, and where each one is told."""

    def __init__(self, session: Session, options: Options) -> None:
        self.session = session
        self.options = options
        self.chosen = tuple(dict.fromkeys(options.sections))
        self.articles = [Article(one, n) for n, one in enumerate(session.sources.values(), 1)]
        self.several = len(self.articles) > 1
        self.article_of = {article.source.id: article for article in self.articles}
        self.names: dict[str, str] = {tag.id: tag.name for tag in session.codebook}
        self.passages = self._numbered()
        self.passage_of = {one.held.id: one for one in self.passages}
        self._first_listed = self._listings()

    def _numbered(self) -> list[Passage]:
        left_out = set(self.options.left_out)
        by_source: dict[str, list[Annotation]] = {}
        for held in self.session.annotations.values():
            if held.id not in left_out:
                by_source.setdefault(held.source, []).append(held)
        rank = {tag.id: position for position, tag in enumerate(self.session.codebook)}
        letter = letters(self.session.codebook)
        passages: list[Passage] = []
        for article in self.articles:
            found = by_source.get(article.source.id, [])
            found.sort(key=lambda held: (held.start, -held.end, rank[held.tag], held.id))
            first = len(passages) + 1
            article.passages = [
                Passage(held, article, number, f"{letter[held.tag]}{number}")
                for number, held in enumerate(found, first)
            ]
            passages += article.passages
        return passages

    def _listings(self) -> dict[TagId, SectionName]:
        """The first of the chosen sections that lists the passages of each tag."""
        first: dict[TagId, SectionName] = {}
        for section in self.chosen:
            for tag in self.listed_tags(section):
                first.setdefault(tag, section)
        return first

    @cached_property
    def by_tag(self) -> dict[TagId, list[Passage]]:
        """The passages of every tag that some passage carries, in codebook order."""
        found: dict[TagId, list[Passage]] = {tag.id: [] for tag in self.session.codebook}
        for one in self.passages:
            found[one.held.tag].append(one)
        return {tag: passages for tag, passages in found.items() if passages}

    @cached_property
    def tags(self) -> tuple[out.Tag, ...]:
        """The tags some passage carries, in codebook order, with their signs on paper."""
        letter = letters(self.session.codebook)
        return tuple(
            _signed(tag, position, letter[tag.id])
            for position, tag in enumerate(self.session.codebook)
            if tag.id in self.by_tag
        )

    @cached_property
    def graded(self) -> bool:
        """Whether anything that is printed carries a grade."""
        return any(article.reliability for article in self.articles) or any(
            one.held.credibility for one in self.passages
        )

    def listed_tags(self, section: SectionName) -> tuple[TagId, ...]:
        """The tags of the codebook whose passages this section lists."""
        tags = (tag.id for tag in self.session.codebook)
        if section is SectionName.PASSAGES:
            return tuple(tags)
        return tuple(tag for tag in tags if _SECTION_OF.get(tag, SectionName.OTHER) is section)

    def grade(self, one: Passage) -> str:
        """ "B2", F or 6 for the side nobody has set; empty where there is nothing to tell.

        F6 stays unsaid, and so does the reliability of the only source: the title block says it.
        """
        reliability, credibility = one.article.reliability, one.held.credibility
        told = credibility or (reliability and self.several)
        return code(reliability, credibility) if told else ""

    def place(self, article: Article, held: Annotation) -> str:
        """Where a passage stands: "¶3", with the number of its article if there are several."""
        place = article.paragraphs(held)
        return f"{article.code} {place}".strip() if self.several else place

    def mark(self, one: Passage) -> str:
        """The anchor of a passage in the article; empty where the articles are not printed."""
        return f"m{one.number}" if SectionName.ARTICLES in self.chosen else ""

    def entry(self, one: Passage) -> str:
        """The anchor of a passage where it is first listed; empty where no section lists it."""
        return f"p{one.number}" if one.held.tag in self._first_listed else ""

    def entry_in(self, one: Passage, section: SectionName) -> str:
        """The anchor a passage gives its entry in this section; empty where that is not first."""
        return self.entry(one) if self._first_listed.get(one.held.tag) is section else ""

    def leads_to(self, held: AnnotationId) -> str:
        """Where a reference to a passage leads: to its entry, or else into the article."""
        one = self.passage_of[held]
        return self.entry(one) or self.mark(one)

    def source_link(self, article: Article) -> str:
        """Where the number of a source leads; empty where neither text nor list is printed."""
        if SectionName.ARTICLES in self.chosen:
            return article.anchor
        return article.listed if SectionName.SOURCES in self.chosen else ""


def _signed(tag: Tag, position: int, letter: str) -> out.Tag:
    drawn = signs(tag.id, tag.color, position, "light")
    return out.Tag(
        id=tag.id,
        name=tag.name,
        description=tag.description,
        tint=drawn.tint,
        bar=drawn.bar,
        pattern=drawn.pattern,
        letter=letter,
    )
