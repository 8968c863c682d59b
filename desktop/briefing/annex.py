"""The articles in full, each passage marked over its words."""

from collections.abc import Iterator

from desktop.briefing.comments import Comments
from desktop.briefing.plan import Article, Passage, Plan
from desktop.briefing.relations import Relations
from desktop.briefing.words import address, direction, dotted
from desktop.i18n import _
from desktop.model.days import day_in_words
from desktop.model.source import Source
from exporters import briefing as out

_SHOWN_OF_HASH = 12


def articles(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """A section for each article, on a page of its own."""
    comments = Comments(plan, relations)
    for article in plan.articles:
        source = article.source
        marks = tuple(_mark(plan, comments, one) for one in article.passages)
        called = source.title
        printed = out.Article(source.text, _blocks(article), marks)
        yield out.Section(
            title=f"{article.code} · {called}" if plan.several else called,
            level=1,
            anchor=article.anchor,
            parts=(*_details(source), printed),
            new_page=True,
            language=source.front.language,
            direction=direction(called),
        )


def _mark(plan: Plan, comments: Comments, one: Passage) -> out.Mark:
    return out.Mark(
        reference=one.reference,
        tag=one.held.tag,
        spans=tuple((span.start, span.end) for span in one.held.spans),
        comment=comments.comment(one),
        anchor=plan.mark(one),
        link=plan.entry(one),
    )


def _blocks(article: Article) -> tuple[out.ArticleBlock, ...]:
    text, language = article.source.text, article.source.front.language
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
        for block, number in zip(article.source.blocks, article.numbers, strict=True)
    )


def _details(source: Source) -> Iterator[out.Paragraph]:
    front = source.front
    byline = dotted(front.author, front.outlet)
    if byline:
        yield out.Paragraph(byline, "meta", direction(byline))
    published, retrieved = day_in_words(front.published), day_in_words(front.retrieved)
    published = _("Published {date}").format(date=published) if published else ""
    retrieved = _("Retrieved {date}").format(date=retrieved) if retrieved else ""
    digest = _("SHA-256 {digest}").format(digest=source.origin.sha256[:_SHOWN_OF_HASH])
    name = source.name if source.name != source.title else ""
    yield out.Paragraph(dotted(published, retrieved, name, digest), "meta")
    if front.url:
        yield out.Paragraph(front.url, "meta", link=address(front.url))
