"""The passages of a session file -> the model: the hot loop of opening one."""

from collections.abc import Iterable

from desktop.i18n import _
from desktop.model.annotation import Annotation, Link, Span, Speaker, joined
from desktop.model.bounds import LABELS, LINE
from desktop.model.extra import Extra
from desktop.model.grades import Confidence, Credibility
from desktop.model.identity import AnnotationId, PersonId, SourceId, TagId
from desktop.store.codec import wire
from desktop.store.codec.bounds import check_bodies, check_parts
from desktop.store.codec.members.grades import assessed, linked, suggested_in
from desktop.store.errors import BadSession, Reason

Places = dict[str, tuple[SourceId, int]]
"""Each source's id, as one string object to share, and the length of its text."""


def annotations_of(
    records: list[wire.Annotation], places: Places, tags: dict[str, TagId], extra: Extra
) -> dict[AnnotationId, Annotation]:
    """The passages by id, in order. The one hot loop of opening a file: 10,000 turns and more.

    The common record (one tag, one span, the position selector first) is read on the spot, anything
    else by the functions below.
    """
    held: dict[AnnotationId, Annotation] = {}
    creators: dict[PersonId, PersonId] = {}
    one_target, one_body, position = wire.Target, wire.Body, wire.POSITION  # locals are faster
    unsaid, ungraded, unsure = wire.UNSAID, Credibility.UNSET, Confidence.UNSET
    for record in records:
        target, body, agent = record.target, record.body, record.creator
        place = known = None
        if type(target) is one_target and target.selector:
            place = target.selector[0]
            known = places.get(target.source)
        if (
            place is not None
            and known is not None
            and 0 <= place.start < place.end <= known[1]
            and place.type == position
        ):
            spans = (Span(place.start, place.end),)
        else:
            known, spans = _spans(record, len(held), places)
        first = body[0] if len(body) == 1 else None
        if type(first) is one_body and first.purpose == "classifying" and first.value in tags:
            tag, labels, note, speaker = tags[first.value], (), "", None
            credibility, confidence, links = ungraded, unsure, ()
        else:
            said = _said(record, len(held), known, places, tags)
            tag, labels, note, speaker, credibility, confidence, links = said
        id_, who = record.id, agent if isinstance(agent, str) else agent.id
        if id_ in held:
            detail = _("two annotations have the id {id}").format(id=id_)
            raise BadSession(Reason.DUPLICATE_ID, f"annotations[{len(held)}].id", detail)
        held[id_] = Annotation(
            id_,
            known[0],
            spans,
            tag,
            labels,
            note,
            speaker,
            record.created,
            record.modified,
            creators.setdefault(who, who),  # one string object for all
            credibility,
            confidence,
            links,
            None if record.suggested is unsaid else suggested_in(record.suggested),
            extra,
        )
    return held


def _spans(
    record: wire.Annotation, index: int, places: Places
) -> tuple[tuple[SourceId, int], tuple[Span, ...]]:
    """The source, with its length, and the spans of any record."""
    path = f"annotations[{index}].target"
    target = record.target
    if isinstance(target, wire.Target):
        span = span_of(target, path, places)
        return places[target.source], (span,)
    if not target:
        raise BadSession(Reason.MISSING, path, _("the annotation points at nothing"))
    check_parts(target, path)
    name = target[0].source
    found: list[Span] = []
    for one in target:
        if one.source != name:
            detail = _("the targets of one annotation lie in two sources")
            raise BadSession(Reason.WRONG_VALUE, f"{path}[{len(found)}].source", detail)
        span = _span_at_once(one, places) or span_of(one, f"{path}[{len(found)}]", places)
        found.append(span)
    return places[name], joined(tuple(found))


def _span_at_once(target: wire.Target, places: Places) -> Span | None:
    """Where a target lies if it is as this program writes it; a path is not made up for it."""
    known, selector = places.get(target.source), target.selector
    if known is None or not selector:
        return None
    place = selector[0]
    fits = place.type == wire.POSITION and 0 <= place.start < place.end <= known[1]
    return Span(place.start, place.end) if fits else None


def span_of(target: wire.Target, path: str, places: Places) -> Span:
    """Where a target lies; ``path`` is its own, for what is raised."""
    if target.source not in places:
        detail = _("there is no source {id}").format(id=target.source)
        raise BadSession(Reason.UNKNOWN_SOURCE, f"{path}.source", detail)
    length = places[target.source][1]
    for i, selector in enumerate(target.selector):
        if selector.type != wire.POSITION:
            continue
        start, end, place = selector.start, selector.end, f"{path}.selector[{i}]"
        if not 0 <= start < length:
            detail = _("{offset} is outside the text of {length} code points")
            detail = detail.format(offset=start, length=length)
            raise BadSession(Reason.SPAN_OUTSIDE, f"{place}.start", detail)
        if end > length:
            detail = _("{offset} is outside the text of {length} code points")
            detail = detail.format(offset=end, length=length)
            raise BadSession(Reason.SPAN_OUTSIDE, f"{place}.end", detail)
        if end <= start:
            detail = _("{end} is not behind the start, {start}").format(end=end, start=start)
            raise BadSession(Reason.SPAN_OUTSIDE, f"{place}.end", detail)
        return Span(start, end)
    raise BadSession(
        Reason.MISSING,
        f"{path}.selector",
        _("there is no {selector}").format(selector=wire.POSITION),
    )


_Said = tuple[
    TagId, tuple[str, ...], str, Speaker | None, Credibility, Confidence, tuple[Link, ...]
]


def _said(
    record: wire.Annotation,
    index: int,
    place: tuple[SourceId, int],
    places: Places,
    tags: dict[str, TagId],
) -> _Said:
    """What the bodies of any record say.

    Those of other purposes, and notes, labels and speakers without a value, are passed over.
    """
    tag: TagId | None = None
    labels: tuple[str, ...] = ()
    note = ""
    speaker: Speaker | None = None
    credibility, confidence = Credibility.UNSET, Confidence.UNSET
    links: tuple[Link, ...] = ()
    for i, body in enumerate(record.body):
        if isinstance(body, str):
            continue
        purpose = body.purpose
        if purpose == "classifying":
            if tag is None:
                tag = tags.get(body.value)
                if tag is None:
                    path = f"annotations[{index}].body[{i}].value"
                    detail = _("the tag {tag} is not in the codebook").format(tag=body.value)
                    raise BadSession(Reason.UNKNOWN_TAG, path, detail)
        elif purpose == "describing":
            if len(body.value) + len(body.position) + len(body.cue) + len(body.role) > LINE:
                check_bodies(record, f"annotations[{index}]")
            if speaker is None and body.role == "speaker" and body.value is not wire.NO_VALUE:
                mention, where = None, body.mention
                if where is not None:
                    path = f"annotations[{index}].body[{i}].br:mention"
                    if where.source != place[0]:
                        detail = _("the speaker is named in another source than the passage")
                        raise BadSession(Reason.WRONG_VALUE, f"{path}.source", detail)
                    mention = _span_at_once(where, places) or span_of(where, path, places)
                speaker = Speaker(body.value, body.position, body.kind, body.cue, mention)
        elif purpose == "tagging":
            if len(labels) == LABELS or len(body.value) > LINE:
                check_bodies(record, f"annotations[{index}]")
            if body.value is not wire.NO_VALUE:
                labels += (body.value,)
        elif body.value is wire.NO_VALUE:
            continue
        elif purpose == "commenting":
            note = notes_as_one((note, body.value)) if note else body.value
        elif purpose == "assessing":
            grade = assessed(body.scheme, body.value)
            if isinstance(grade, Credibility):
                credibility = credibility or grade
            elif grade is not None:
                confidence = confidence or grade
        elif purpose == "linking":
            link = linked(body.value, body.annotation)
            links = links if link is None else (*links, link)
    if tag is None:
        path = f"annotations[{index}].body"
        raise BadSession(Reason.MISSING, path, _("no body has the purpose classifying"))
    return tag, labels, note, speaker, credibility, confidence, links


def notes_as_one(notes: Iterable[str]) -> str:
    """Several notes as the one the model holds, a blank line between them."""
    return "\n\n".join(note for note in notes if note)
