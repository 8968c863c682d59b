"""The list of sources: all that is known about each article, for who has to find it again."""

from collections.abc import Iterator

from desktop.briefing.plan import Article, Plan
from desktop.briefing.words import address, direction
from desktop.i18n import _
from desktop.model.days import day_in_words
from desktop.model.grade_words import graded, reliability_words
from desktop.options import SectionName, section_titles
from exporters import briefing as out

_SHARES = (1.4, 6.6)


def sources(plan: Plan) -> Iterator[out.Section]:
    """A table with a group of rows for each article, so that a hash has a line to itself."""
    if not plan.articles:
        return
    rows: list[tuple[out.Cell, ...] | out.Group] = []
    for article in plan.articles:
        if plan.several:
            rows.append(out.Group(article.code))
        rows += _rows(plan, article)
    titles = (_("Source"), _("What is known about it"))
    columns = tuple(out.Column(title, share) for title, share in zip(titles, _SHARES, strict=True))
    table = out.Table(_("Articles in this briefing"), columns, tuple(rows))
    title = section_titles()[SectionName.SOURCES]
    yield out.Section(title, 1, SectionName.SOURCES.value, (table,))


def _rows(plan: Plan, article: Article) -> Iterator[tuple[out.Cell, ...]]:
    source, front = article.source, article.source.front
    link = article.anchor if SectionName.ARTICLES in plan.chosen else ""
    called = source.title
    title = out.Cell(
        called, link, direction(called), anchor=article.listed, language=front.language
    )
    yield out.Cell(_("Title")), title
    judged = source.grade.reliability
    known = (
        (_("Author"), front.author, ""),
        (_("Outlet"), front.outlet, ""),
        (_("Published"), day_in_words(front.published), ""),
        (_("Retrieved"), day_in_words(front.retrieved), ""),
        (_("Address"), front.url, address(front.url)),
        (_("File"), source.name if source.name != called else "", ""),
        (_("SHA-256"), source.origin.sha256, ""),
        (_("Reliability"), graded(judged, reliability_words(judged)) if judged else "", ""),
        (_("Why"), source.grade.rationale if judged else "", ""),
    )
    for name, text, address_ in known:
        if text:
            yield out.Cell(name), out.Cell(text, address_, direction(text))
