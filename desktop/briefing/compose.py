"""The one door: a session and what the analyst says about the document become a briefing."""

from collections.abc import Callable, Iterable, Iterator

from desktop.briefing import annex, cover, passages, tables
from desktop.briefing.legend import legend
from desktop.briefing.pictures import pictures
from desktop.briefing.plan import Plan
from desktop.briefing.relations import Relations
from desktop.briefing.sources import sources
from desktop.i18n import _
from desktop.model.session import Session
from desktop.options import Options, SectionName, section_titles
from exporters import briefing as out

Build = Callable[[Plan, Relations], Iterable[out.Section]]

_BUILDERS: dict[SectionName, Build] = {
    SectionName.LEGEND: lambda plan, _relations: legend(plan),
    SectionName.CLAIMS: tables.claims,
    SectionName.QUOTES: tables.quotes,
    SectionName.OPINIONS: passages.opinions,
    SectionName.CONTEXT: passages.context,
    SectionName.OTHER: passages.other,
    SectionName.PASSAGES: passages.by_tag,
    SectionName.PICTURES: lambda plan, _relations: pictures(plan),
    SectionName.ARTICLES: annex.articles,
    SectionName.SOURCES: lambda plan, _relations: sources(plan),
}


def compose(session: Session, options: Options | None = None) -> out.Briefing:
    """The briefing of a session."""
    options = options or Options()
    plan = Plan(session, options)
    title = cover.title(plan)
    marking = session.info.marking if options.marking is None else options.marking
    return out.Briefing(
        cover=cover.cover(plan),
        sections=tuple(_sections(plan)),
        tags=plan.tags,
        language=options.language,
        date=session.modified,
        author=options.author,
        header=options.header or options.reference,
        footer=title,
        marking=" ".join(marking.split()),
        page_size=options.page_size,
        wording=out.Wording(
            contents=_("Contents"), highlight=_("Highlight"), skip=_("Skip to the text"), figure=""
        ),
    )


def _sections(plan: Plan) -> Iterator[out.Section]:
    """The chosen sections that have something to say; contents only where there are others."""
    relations = Relations(plan)
    built = {
        name: tuple(_BUILDERS[name](plan, relations)) for name in plan.chosen if name in _BUILDERS
    }
    for name in plan.chosen:
        if name in built:
            yield from built[name]
        elif any(built.values()):
            title = section_titles()[SectionName.CONTENTS]
            yield out.Section(title, 1, SectionName.CONTENTS.value, (out.Contents(),))
