"""The title block: what this is, who answers for it, and what it rests on."""

from collections.abc import Iterator

from desktop.briefing.plan import Article, Plan
from desktop.briefing.words import Line, direction, dotted
from desktop.i18n import _, ngettext
from desktop.model.days import day_in_words
from desktop.options import SectionName
from exporters import briefing as out

_SOURCES_AT_MOST = 12


def title(plan: Plan) -> str:
    """The title as chosen, or else that of the session or of its articles, never a file's name."""
    return plan.options.title or plan.session.title or _("Briefing")


def cover(plan: Plan) -> out.Cover:
    """The title block. Facts nobody has set are left out."""
    facts = tuple(fact for fact in _facts(plan) if fact.text)
    return out.Cover(title(plan), (_counts(plan),), facts)


def _counts(plan: Plan) -> str:
    sources, passages = len(plan.articles), len(plan.passages)
    return dotted(
        ngettext("{count} source", "{count} sources", sources).format(count=sources),
        ngettext("{count} passage", "{count} passages", passages).format(count=passages),
    )


def _facts(plan: Plan) -> Iterator[out.Fact]:
    options = plan.options
    yield _fact(_("Author"), options.author)
    yield _fact(_("Reference"), options.reference)
    yield _fact(_("As of"), day_in_words(plan.session.modified[:10]))
    yield _fact(_("Sources dated") if plan.several else _("Published"), _period(plan))
    tags = (f"{plan.names[tag]} {len(tagged)}" for tag, tagged in plan.by_tag.items())
    yield _fact(_("Passages"), dotted(*tags))
    for article in plan.articles[:_SOURCES_AT_MOST]:
        name = _("Source {code}").format(code=article.code) if plan.several else _("Source")
        line = _named(plan, article)
        yield out.Fact(name, line.text, line.inlines, direction(line.text))
    more = len(plan.articles) - _SOURCES_AT_MOST
    if more > 0:
        link = SectionName.SOURCES.value if SectionName.SOURCES in plan.chosen else ""
        line = Line().add(
            ngettext("{count} more source", "{count} more sources", more).format(count=more), link
        )
        yield out.Fact(_("And"), line.text, line.inlines)


def _fact(name: str, text: str) -> out.Fact:
    return out.Fact(name, text, direction=direction(text))


def _period(plan: Plan) -> str:
    """From the first to the last day the sources were published."""
    dates = [article.source.front.published for article in plan.articles]
    known = sorted(date for date in dates if date)
    if not known:
        return ""
    first, last = day_in_words(known[0]), day_in_words(known[-1])
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _named(plan: Plan, article: Article) -> Line:
    """The title, which leads to the article, then its author, outlet and reliability."""
    front = article.source.front
    line = Line().add(" ".join(article.source.title.split()), plan.source_link(article))
    judged = article.reliability
    reliability = _("reliability {grade}").format(grade=judged) if judged else ""
    known = (front.author, front.outlet, reliability)
    return line.join(Line(dotted(*(" ".join(part.split()) for part in known))), " · ")
