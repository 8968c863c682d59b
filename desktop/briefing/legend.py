"""What the signs mean: the tags, and the Admiralty code where a grade is printed."""

from collections.abc import Iterator

from desktop.briefing.plan import Plan
from desktop.i18n import _, ngettext
from desktop.model.grade_words import credibility_words, reliability_words
from desktop.model.grades import Credibility, Reliability
from desktop.options import SectionName, section_titles
from exporters import briefing as out


def legend(plan: Plan) -> Iterator[out.Section]:
    """The tags that are used and, if anything is graded, the key to the grades."""
    parts: tuple[out.Part, ...] = (out.Legend(plan.tags),) if plan.tags else ()
    if plan.graded:
        parts = (*parts, *grades())
    parts = (*parts, *_proposed(plan))
    if parts:
        title = section_titles()[SectionName.LEGEND]
        yield out.Section(title, 1, SectionName.LEGEND.value, parts)


def grades() -> tuple[out.Note, ...]:
    """The Admiralty code in three small lines: the source, the information, and both together."""
    letters = ", ".join(f"{one} {reliability_words(one)}" for one in Reliability if one)
    numbers = ", ".join(f"{one} {credibility_words(one)}" for one in Credibility if one)
    return (
        _led(_("Reliability of a source:"), letters),
        _led(_("Credibility of information:"), numbers),
        _led(
            _("Grade:"),
            _("B2 joins the two; F and 6 also stand for the side nobody has judged."),
        ),
    )


def _proposed(plan: Plan) -> Iterator[out.Note]:
    """How many passages the program had proposed, and who accepted them."""
    proposed = [one.held for one in plan.passages if one.held.suggested is not None]
    if not proposed:
        return
    people = {person.id: person.name for person in plan.session.people}
    names = dict.fromkeys(people.get(held.creator, "").strip() for held in proposed)
    who = ", ".join(name for name in names if name)
    words = ngettext(
        "{count} passage was proposed by the program",
        "{count} passages were proposed by the program",
        len(proposed),
    ).format(count=len(proposed))
    told = _("{words}, and accepted by {names}.") if who else _("{words}, and accepted by hand.")
    yield _led(_("Suggestions:"), told.format(words=words, names=who))


def _led(lead: str, text: str) -> out.Note:
    return out.Note(f"{lead} {text}", inlines=(out.Inline(0, len(lead), strong=True),))
