"""Grades, links and where a passage came from: what a file says of them, and what is written.

Such members may hold anything: a scheme, a kind or a value that this version does not know is no
error. It is passed over, and stands in the file as it came.
"""

from typing import cast

import msgspec
from msgspec import Raw

from desktop.model.annotation import Link, LinkKind, Span, Suggested
from desktop.model.grades import NO_GRADE, Confidence, Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, PersonId, TagId
from desktop.store.codec import wire
from desktop.store.codec.records import Json, read_again, same_number

_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError)
_decode_text = msgspec.json.Decoder(str).decode
_decode_suggested = msgspec.json.Decoder(wire.Suggested).decode
_KINDS: dict[object, LinkKind] = {kind.value: kind for kind in LinkKind}
_RELIABILITIES: dict[object, Reliability] = {one.value: one for one in Reliability if one}
_ASSESSMENTS: dict[tuple[object, object], Credibility | Confidence] = {
    **{(wire.CREDIBILITY, one.value): one for one in Credibility if one},
    **{(wire.CONFIDENCE, one.value): one for one in Confidence if one},
}


def assessed(scheme: Raw, value: str) -> Credibility | Confidence | None:
    """What an ``assessing`` body says, None for what the model does not hold."""
    return _ASSESSMENTS.get((_text(scheme), value))


def linked(value: str, annotation: Raw) -> Link | None:
    """What a ``linking`` body says, None for what the model does not hold."""
    kind, to = _KINDS.get(value), _text(annotation)
    return None if kind is None or to is None else Link(kind, AnnotationId(to))


def suggested_in(raw: Raw) -> Suggested | None:
    """Where a passage came from, None where that is not said in the form we know."""
    try:
        read = _decode_suggested(raw)
    except _UNREADABLE:
        return None
    return _suggested(read)


def grade_in(raw: Raw) -> Grade:
    """The grade of a source; one of another scheme is none of ours."""
    return _grade_of(read_again(raw)) if raw is not wire.UNSAID else NO_GRADE


def kind_of(body: Json) -> str | None:
    """ "credibility", "confidence" or "linking" for a body the model holds, None for any other."""
    purpose, value = body.get("purpose"), body.get("value")
    if not isinstance(value, str):
        return None
    if purpose == "assessing" and isinstance(body.get("br:scheme"), str):
        grade = _ASSESSMENTS.get((body["br:scheme"], value))
        if grade is not None:
            return "credibility" if isinstance(grade, Credibility) else "confidence"
        return None
    known = value in _KINDS and isinstance(body.get("br:annotation"), str)
    return "linking" if purpose == "linking" and known else None


def suggested_record(suggested: Suggested | None, before: object) -> object:
    """The member ``br:suggested`` over what it was, None where it is to go."""
    if suggested == _suggested_of(before):
        return before
    if suggested is None:
        return None
    known: Json = {
        "rule": suggested.rule,
        "score": suggested.score,
        "decision": suggested.decision,
    }
    old = cast("Json", before) if isinstance(before, dict) else {}
    proposed = _proposed_record(suggested, old.get("proposed"))
    if proposed or "proposed" in old:
        known["proposed"] = proposed
    if same_number(old.get("score"), suggested.score):
        known["score"] = old["score"]
    return {**old, **known}


def grade_record(grade: Grade, before: object) -> object:
    """The member ``grade`` of a source over what it was, None where it is to go."""
    old = cast("Json", before) if isinstance(before, dict) else {}
    if grade == _grade_of(old):
        return before
    if grade == NO_GRADE:
        return None
    known: Json = {
        "at": grade.at,
        "by": grade.by,
        "rationale": grade.rationale,
        "reliability": grade.reliability.value,
        "scheme": wire.ADMIRALTY,
    }
    return {**old, **known} if old.get("scheme") == wire.ADMIRALTY else known


def _grade_of(members: Json) -> Grade:
    if members.get("scheme") != wire.ADMIRALTY:
        return NO_GRADE
    said = {
        name: value if isinstance(value := members.get(name), str) else ""
        for name in ("reliability", "rationale", "by", "at")
    }
    return Grade(
        _RELIABILITIES.get(said["reliability"], Reliability.UNSET),
        said["rationale"],
        PersonId(said["by"]),
        Instant(said["at"]),
    )


def _suggested_of(value: object) -> Suggested | None:
    try:
        read = _decode_suggested(msgspec.json.encode(value))
    except _UNREADABLE:
        return None
    return _suggested(read)


def _suggested(read: wire.Suggested) -> Suggested:
    return Suggested(read.rule, read.score, read.decision, *proposed_in(read.proposed))


def proposed_in(value: object) -> tuple[tuple[Span, ...], TagId]:
    """The stretches and the tag that ``proposed`` names; empty for what has not that form."""
    members = cast("Json", value) if isinstance(value, dict) else {}
    tag = members.get("tag")
    places = members.get("spans", [[members.get("start"), members.get("end")]])
    try:
        spans = tuple(Span(*pair) for pair in msgspec.convert(places, list[tuple[int, int]]))
    except _UNREADABLE:
        spans = ()
    return spans, TagId(tag) if isinstance(tag, str) else TagId("")


def _proposed_record(suggested: Suggested, before: object) -> Json:
    """The member ``proposed`` over what it was; one stretch needs no list of them."""
    if not suggested.spans and not suggested.tag:
        return cast("Json", before) if isinstance(before, dict) else {}
    known: Json = {"tag": suggested.tag} if suggested.tag else {}
    if suggested.spans:
        known |= {"start": suggested.spans[0].start, "end": suggested.spans[-1].end}
    if len(suggested.spans) > 1:
        known["spans"] = [[span.start, span.end] for span in suggested.spans]
    old = cast("Json", before) if isinstance(before, dict) else {}
    kept = {key: value for key, value in old.items() if key not in ("tag", "start", "end", "spans")}
    return {**kept, **known}


def _text(raw: Raw) -> str | None:
    """The string that a member's bytes hold, None for anything else."""
    try:
        return _decode_text(raw)
    except _UNREADABLE:
        return None
