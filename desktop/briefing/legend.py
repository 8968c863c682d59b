"""What the signs mean: the tags, and the Admiralty code where a grade is printed."""

from collections.abc import Iterator

from desktop.briefing.plan import Plan
from desktop.i18n import _
from desktop.model.grade_words import credibility_words, graded, reliability_words
from desktop.model.grades import Credibility, Reliability
from desktop.options import SectionName, section_titles
from exporters import briefing as out


def legend(plan: Plan) -> Iterator[out.Section]:
    """The tags that are used and, if anything is graded, the key to the grades."""
    parts: tuple[out.Part, ...] = (out.Legend(plan.tags),) if plan.tags else ()
    if plan.graded:
        parts = (*parts, *_key())
    if parts:
        title = section_titles()[SectionName.LEGEND]
        yield out.Section(title, 1, SectionName.LEGEND.value, parts)


def key_in_brief(plan: Plan) -> tuple[out.Note, ...]:
    """The key as a note, for a table with grades in a briefing without the legend."""
    if SectionName.LEGEND in plan.chosen:
        return ()
    letters = ", ".join(f"{one} {reliability_words(one)}" for one in Reliability if one)
    numbers = ", ".join(f"{one} {credibility_words(one)}" for one in Credibility if one)
    text = _("Grade: the source, {letters}; the information, {numbers}; a dash, not judged.")
    return (out.Note(text.format(letters=letters, numbers=numbers)),)


def _key() -> Iterator[out.Part]:
    columns = (out.Column(_("Source"), 1.0), out.Column(_("Information"), 1.0))
    letters = [one for one in Reliability if one]
    numbers = [one for one in Credibility if one]
    rows = tuple(
        (
            out.Cell(graded(letter, reliability_words(letter))),
            out.Cell(graded(number, credibility_words(number))),
        )
        for letter, number in zip(letters, numbers, strict=True)
    )
    yield out.Table(_("Grades (Admiralty code)"), columns, rows, anchor="grades")
    yield out.Note(
        _(
            "A grade such as B2 joins the reliability of the source and the credibility of the "
            "information. A dash stands for the side nobody has judged; no grade means neither."
        )
    )
