"""What a passage says in the margin of its article."""

from collections.abc import Iterator

from desktop.briefing.plan import Passage, Plan
from desktop.briefing.relations import Relations
from desktop.briefing.words import (
    confidence_sentence,
    grade_sentence,
    in_marks,
    labels_sentence,
    spoken,
)
from desktop.i18n import _
from desktop.model.annotation import Annotation
from exporters import briefing as out

_SHOWN_OF_PART = 60


class Comments:
    """Comments as ``options`` sign them, or else whoever made the passage.

    What nobody has set (F6, a speaker, a confidence) is not mentioned.
    """

    def __init__(self, plan: Plan, relations: Relations) -> None:
        self._plan = plan
        self._relations = relations
        self._people = {person.id: person for person in plan.session.people}

    def comment(self, one: Passage) -> out.Comment:
        """The comment of one passage."""
        author, initials = self._signature(one.held)
        return out.Comment(author, initials, one.held.modified, tuple(self._paragraphs(one)))

    def _signature(self, held: Annotation) -> tuple[str, str]:
        options, person = self._plan.options, self._people.get(held.creator)
        if options.author:
            own = "".join(name[0] for name in options.author.split())
            return options.author, options.initials or own
        if person is None:
            return "", options.initials
        return person.name, options.initials or person.initials

    def _paragraphs(self, one: Passage) -> Iterator[str]:
        held, text = one.held, one.article.source.text
        yield f"{self._plan.names[held.tag]} {one.reference}"
        if len(held.spans) > 1:
            yield in_marks(_opening(text[span.start : span.end]) for span in held.spans)
        if held.speaker is not None:
            yield _("Speaker: {speaker}").format(speaker=spoken(held.speaker))
        said = (
            grade_sentence(one.article.reliability, held.credibility),
            confidence_sentence(held.confidence),
            *(line.text for line in self._relations.sentences(one)),
            labels_sentence(held.labels),
            *held.note.splitlines(),
        )
        yield from (paragraph for paragraph in said if paragraph.strip())


def _opening(part: str) -> str:
    """The first words of a part, on one line."""
    line = " ".join(part.split())
    if len(line) <= _SHOWN_OF_PART:
        return line
    return line[:_SHOWN_OF_PART].rsplit(" ", 1)[0] + " …"
