"""Intents about suggestions: accept, accept as another tag, reject, take a decision back.

Every function returns the change to apply, or None where nothing would change. Each is one step of
undo. An unknown source or tag raises ``KeyError``.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from desktop.editing.deciding import alike
from desktop.editing.selection import trimmed
from desktop.editing.tagging import delete, in_sentence, new_passage
from desktop.editing.wording import Vocabulary, vocabulary
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation, Speaker, SpeechKind, Suggested
from desktop.model.change import Change, Edit
from desktop.model.decision import Decision, SuggestionEngine
from desktop.model.identity import DecisionId, Instant, PersonId, SourceId, TagId, new_urn
from desktop.model.session import Session
from desktop.model.suggestion import Suggestion

ACCEPTED = "accepted"
EDITED = "accepted-edited"
"""With another tag than the one proposed."""


def accept(
    session: Session,
    source: SourceId,
    suggestions: Sequence[Suggestion],
    creator: PersonId,
    moment: Instant,
    tag: TagId | None = None,
) -> Change | None:
    """Make passages of suggestions, all in one step; ``tag`` is what they get, if another one."""
    text, known = session.sources[source].text, vocabulary(session)
    made = [_accepted(one, source, text, known, creator, moment, tag) for one in suggestions]
    edits = tuple(Edit(None, one) for one in made)
    if not made:
        return None
    if len(edits) > 1:
        title = ngettext("Accept suggestion", "Accept {count} suggestions", len(edits))
        done = ngettext("Accepted {count} suggestion", "Accepted {count} suggestions", len(edits))
        return Change(title.format(count=len(edits)), edits, done.format(count=len(edits)))
    name = session.tag(suggestions[0].tag if tag is None else tag).name
    done = _done(suggestions[0], made[0], in_sentence(name), tag)
    if tag is None or tag == suggestions[0].tag:
        return Change(_("Accept suggestion"), edits, done)
    return Change(_("Accept suggestion as {tag}").format(tag=name), edits, done)


def reject(
    session: Session,
    source: SourceId,
    suggestion: Suggestion,
    creator: PersonId,
    moment: Instant,
    engine: SuggestionEngine,
) -> Change:
    """Remember that a suggestion is not wanted."""
    text = session.sources[source].text
    decision = Decision(
        id=DecisionId(new_urn()),
        source=source,
        spans=suggestion.spans,
        words=tuple(text[span.start : span.end] for span in suggestion.spans),
        tag=suggestion.tag,
        rule=suggestion.rule,
        score=suggestion.score,
        by=creator,
        at=moment,
        engine=engine,
    )
    done = _("Rejected the suggestion")
    return Change(_("Reject suggestion"), (Edit(None, decision),), done)


def take_back(
    session: Session, source: SourceId, suggestion: Suggestion, held: Iterable[Annotation]
) -> Change | None:
    """Let a suggestion wait again: its passage is deleted, or its rejection forgotten.

    ``held`` are passages of the source.
    """
    accepted = [one.id for one in held if came_from(one, suggestion)]
    if accepted:
        gone = delete(session, accepted)
        if gone is None:
            return None
        return Change(_("Take decision back"), gone.edits, _("Took the decision back"))
    edits = tuple(
        Edit(one, None)
        for one in session.decisions.values()
        if one.source == source and one.tag == suggestion.tag and alike(one.spans, suggestion.spans)
    )
    done = _("Took the decision back")
    return Change(_("Take decision back"), edits, done) if edits else None


def came_from(held: Annotation, suggestion: Suggestion) -> bool:
    """Whether a passage was made of a suggestion."""
    said = held.suggested
    if said is None or (said.tag or held.tag) != suggestion.tag:
        return False
    return alike(said.spans or held.spans, suggestion.spans)


def _accepted(
    suggestion: Suggestion,
    source: SourceId,
    text: str,
    known: Vocabulary,
    creator: PersonId,
    moment: Instant,
    tag: TagId | None,
) -> Annotation:
    chosen = suggestion.tag if tag is None else tag
    decision = ACCEPTED if chosen == suggestion.tag else EDITED
    spans = trimmed(text, suggestion.spans) or suggestion.spans
    return replace(
        new_passage(source, spans, chosen, creator, moment),
        speaker=_speaker(suggestion, text, known),
        suggested=Suggested(
            suggestion.rule, suggestion.score, decision, suggestion.spans, suggestion.tag
        ),
    )


def _done(one: Suggestion, made: Annotation, tag_name: str, tag: TagId | None) -> str:
    """That a suggestion was accepted, and what became of its speaker where one may wonder."""
    if one.speaker is not None and one.speaker.guessed:
        return _("Accepted as {tag}, speaker left open").format(tag=tag_name)
    speaker = made.speaker
    if speaker is not None and speaker.name and tag not in (None, one.tag):
        said = _("Accepted as {tag}, speaker {name}")
        return said.format(tag=tag_name, name=" ".join(speaker.name.split()))
    return _("Accepted as {tag}").format(tag=tag_name)


def _speaker(suggestion: Suggestion, text: str, known: Vocabulary) -> Speaker | None:
    """Who speaks, as far as the text says so: a name that was worked out is left for a person."""
    said, cue = suggestion.speaker, suggestion.cue
    if said is None and suggestion.kind is SpeechKind.UNSET:
        return None
    name = "" if said is None or said.guessed else known_as(said.name, known.names)
    return Speaker(
        name,
        known.position_of.get(name, ""),
        kind=suggestion.kind,
        cue="" if cue is None else " ".join(text[cue.start : cue.end].split()),
        mention=said.mention if said is not None else None,
    )


def known_as(name: str, names: Iterable[str]) -> str:
    """The one longer name in use that begins or ends with a name, as "Xi Jinping" does with "Xi".

    The name itself where it is in use, and where none or several would do.
    """
    words = name.split()
    longer = {other for other in names if _holds(other.split(), words)}
    return longer.pop() if len(longer) == 1 and name not in names else name


def _holds(longer: list[str], words: list[str]) -> bool:
    count = len(words)
    return 0 < count < len(longer) and words in (longer[:count], longer[-count:])
