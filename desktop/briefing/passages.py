"""Passages as lists: opinions, context, other tags, and all tags one after the other."""

from collections.abc import Iterator

from desktop.briefing.plan import Passage, Plan
from desktop.briefing.relations import Relations
from desktop.briefing.words import confidence_sentence, direction, dotted, spoken
from desktop.i18n import _
from desktop.model.codebook import CONTEXT, OPINION
from desktop.model.identity import TagId
from desktop.options import SectionName, section_titles
from exporters import briefing as out


def opinions(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """What is somebody's judgement, apart from what is claimed."""
    yield from _of_one_tag(plan, relations, OPINION, SectionName.OPINIONS)


def context(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """The background, apart from both."""
    yield from _of_one_tag(plan, relations, CONTEXT, SectionName.CONTEXT)


def other(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """The tags that no section of their own is made for, a heading for each."""
    yield from _by_tag(plan, relations, SectionName.OTHER)


def by_tag(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """Every tag, a heading for each."""
    yield from _by_tag(plan, relations, SectionName.PASSAGES)


def heading(plan: Plan, tag: TagId, usual: str, section: SectionName) -> str:
    """The title of the section of one tag; the tag's own name where the house has renamed it."""
    return section_titles()[section] if plan.names[tag] == usual else plan.names[tag]


def about(plan: Plan, tag: TagId) -> tuple[out.Paragraph, ...]:
    """What the passages of a tag are, as the codebook says it, where no legend does."""
    if SectionName.LEGEND in plan.chosen:
        return ()
    (description,) = (one.description for one in plan.tags if one.id == tag)
    if not description:
        return ()
    return (out.Paragraph(description, "meta", direction(description)),)


def _of_one_tag(
    plan: Plan, relations: Relations, tag: TagId, section: SectionName
) -> Iterator[out.Section]:
    if tag in plan.by_tag:
        usual = _("Opinion") if tag == OPINION else _("Context")
        title = heading(plan, tag, usual, section)
        parts = (*about(plan, tag), _list(plan, relations, tag, section))
        yield out.Section(title, 1, section.value, parts, direction=direction(title))


def _by_tag(plan: Plan, relations: Relations, section: SectionName) -> Iterator[out.Section]:
    tags = [tag for tag in plan.listed_tags(section) if tag in plan.by_tag]
    if tags:
        yield out.Section(section_titles()[section], 1, section.value, ())
    for position, tag in enumerate(tags, 1):
        parts = (*about(plan, tag), _list(plan, relations, tag, section))
        title, anchor = plan.names[tag], f"{section.value}{position}"
        yield out.Section(title, 2, anchor, parts, direction=direction(title))


def _list(plan: Plan, relations: Relations, tag: TagId, section: SectionName) -> out.PassageList:
    return out.PassageList(tuple(_item(plan, relations, one, section) for one in plan.by_tag[tag]))


def _item(plan: Plan, relations: Relations, one: Passage, section: SectionName) -> out.PassageItem:
    held, article, text = one.held, one.article, one.text
    return out.PassageItem(
        reference=one.reference,
        tag=held.tag,
        text=text,
        place=dotted(plan.place(article, held), plan.grade(one)),
        speaker=spoken(held.speaker),
        labels=held.labels,
        note=_note(relations, one),
        anchor=plan.entry_in(one, section),
        link=plan.mark(one),
        direction=direction(text),
        language=article.source.front.language,
    )


def _note(relations: Relations, one: Passage) -> str:
    """The analyst's note, and on a line below it how sure they are and what it is linked to."""
    linked = (line.text for line in relations.sentences(one))
    more = dotted(confidence_sentence(one.held.confidence), *linked)
    return "\n".join(part for part in (one.held.note, more) if part)
