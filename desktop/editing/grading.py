"""Intents about trust: the credibility of passages, the confidence in them, a source's reliability.

Each axis is set by hand and by itself (NATO AJP-2.1): no function here touches two of them. Every
function returns the change to apply, or None where nothing would change. An unknown id raises
``KeyError``.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit
from desktop.model.grades import Confidence, Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, PersonId, SourceId
from desktop.model.session import Session
from desktop.model.source import Front, Source


def set_credibility(
    session: Session, ids: Iterable[AnnotationId], credibility: Credibility, moment: Instant
) -> Change | None:
    """The credibility of one passage or many; ``UNSET`` clears it."""
    edits = tuple(
        Edit(one, replace(one, credibility=credibility, modified=moment))
        for one in _held(session, ids)
        if one.credibility != credibility
    )
    title = _("Set credibility to {value}").format(value=credibility.value)
    words = (
        (title, _("Set the credibility to {value}").format(value=credibility.value))
        if credibility
        else (_("Clear credibility"), _("Cleared the credibility"))
    )
    return _change(words, edits)


def set_confidence(
    session: Session, ids: Iterable[AnnotationId], confidence: Confidence, moment: Instant
) -> Change | None:
    """The analyst's confidence in one passage or many; ``UNSET`` clears it."""
    words = {
        Confidence.UNSET: (_("Clear confidence"), _("Cleared the confidence")),
        Confidence.LOW: (_("Set confidence to low"), _("Set the confidence to low")),
        Confidence.MODERATE: (_("Set confidence to moderate"), _("Set the confidence to moderate")),
        Confidence.HIGH: (_("Set confidence to high"), _("Set the confidence to high")),
    }
    edits = tuple(
        Edit(one, replace(one, confidence=confidence, modified=moment))
        for one in _held(session, ids)
        if one.confidence != confidence
    )
    return _change(words[confidence], edits)


def set_reliability(
    session: Session, id_: SourceId, reliability: Reliability, by: PersonId, moment: Instant
) -> Change | None:
    """The reliability of a source; the reason that was given for the one before stays."""
    source = session.sources[id_]
    after = _graded(source, reliability, source.grade.rationale, by, moment)
    title = _("Set reliability to {value}").format(value=reliability.value)
    words = (
        (title, _("Set the reliability to {value}").format(value=reliability.value))
        if reliability
        else (_("Clear reliability"), _("Cleared the reliability"))
    )
    return _replaced(words, source, after)


def edit_details(
    session: Session,
    id_: SourceId,
    front: Front,
    reliability: Reliability,
    rationale: str,
    by: PersonId,
    moment: Instant,
) -> Change | None:
    """What is known about an article and how reliable it is, in one step.

    ``by`` and ``moment`` are taken up only where reliability or rationale are others than before.
    """
    source = session.sources[id_]
    after = _graded(replace(source, front=front), reliability, rationale.strip(), by, moment)
    words = _("Edit article details"), _("Changed the article's details")
    return _replaced(words, source, after)


def _graded(
    source: Source, reliability: Reliability, rationale: str, by: PersonId, moment: Instant
) -> Source:
    before = source.grade
    if (before.reliability, before.rationale) == (reliability, rationale):
        return source
    said = bool(reliability or rationale)
    return replace(source, grade=Grade(reliability, rationale, by, moment) if said else Grade())


def _held(session: Session, ids: Iterable[AnnotationId]) -> list[Annotation]:
    return [session.annotations[id_] for id_ in dict.fromkeys(ids)]


def _change(words: tuple[str, str], edits: tuple[Edit, ...]) -> Change | None:
    title, done = words
    return Change(title, edits, done) if edits else None


def _replaced(words: tuple[str, str], before: Source, after: Source) -> Change | None:
    title, done = words
    return None if before == after else Change(title, (Edit(before, after),), done)
