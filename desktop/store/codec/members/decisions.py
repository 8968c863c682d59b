"""The member ``decisions`` of a session file: suggestions that were rejected.

An entry of another form is no error: it is passed over, and stands in the file as it came.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Raw, Struct

from desktop.model.annotation import Span
from desktop.model.decision import Decision, SuggestionEngine
from desktop.model.identity import DecisionId, Instant, PersonId, SourceId, TagId
from desktop.model.session import Session
from desktop.store.codec import layout, wire
from desktop.store.codec.records import Buffer, Json

REJECTED = "rejected"
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError)


class _Selector(Struct, gc=False):
    type: str
    start: int = -1
    end: int = -1
    exact: str = ""


class _Proposed(Struct, gc=False):
    tag: TagId
    source: SourceId
    selector: list[_Selector]


class _Entry(Struct, gc=False):
    id: DecisionId
    decision: str
    proposed: _Proposed
    at: Instant = Instant("")
    by: PersonId = PersonId("")
    rule: str = ""
    score: float = 0.0
    engine: SuggestionEngine = SuggestionEngine()


_decode_entries = msgspec.json.Decoder(list[Raw]).decode
_decode_entry = msgspec.json.Decoder(_Entry).decode


def decisions_in(raw: Raw) -> dict[DecisionId, Decision]:
    """The rejected suggestions a file holds, in its order; of two with one id the first."""
    found: dict[DecisionId, Decision] = {}
    for _entry, decision in _read(raw):
        if decision is not None:
            found.setdefault(decision.id, decision)
    return found


def decision_records(session: Session, before: Raw) -> list[Buffer] | None:
    """The entries as they are to be written; None where the file says the same already.

    Decisions come and go and do not change, so those that stay keep the bytes they had.
    """
    read = list(_read(before))
    known = {one.id: one for _entry, one in read if one is not None}
    if all(session.decisions.get(id_) == one for id_, one in known.items()) and len(known) == len(
        session.decisions
    ):
        return None
    stay: list[Buffer] = [
        entry for entry, one in read if one is None or session.decisions.get(one.id) == one
    ]
    new = [one for one in session.decisions.values() if known.get(one.id) != one]
    return [*stay, *(layout.one_line(_record(one, session)) for one in new)]


def _read(raw: Raw) -> Iterator[tuple[Raw, Decision | None]]:
    """Each entry with the decision it holds, if it holds one."""
    try:
        entries = _decode_entries(raw)
    except _UNREADABLE:
        return
    for entry in entries:
        yield entry, _decision(entry)


def _decision(entry: Raw) -> Decision | None:
    try:
        read = _decode_entry(entry)
    except _UNREADABLE:
        return None
    places = [one for one in read.proposed.selector if one.type == wire.POSITION]
    spans = tuple(Span(one.start, one.end) for one in places)
    words = tuple(one.exact for one in read.proposed.selector if one.type == wire.QUOTE)
    last = -1
    for span in spans:
        if not last < span.start < span.end:
            return None
        last = span.end
    if read.decision != REJECTED or not spans or len(words) != len(spans):
        return None
    proposed = read.proposed
    return Decision(
        read.id,
        proposed.source,
        spans,
        words,
        proposed.tag,
        read.rule,
        read.score,
        read.by,
        read.at,
        read.engine,
    )


def _record(held: Decision, session: Session) -> Json:
    source = session.sources.get(held.source)
    text = source.text if source is not None else ""
    selectors: list[Json] = []
    for span, words in zip(held.spans, held.words, strict=True):
        around: Json = {}
        if text[span.start : span.end] == words:
            around = {
                "prefix": text[max(0, span.start - wire.AROUND) : span.start],
                "suffix": text[span.end : span.end + wire.AROUND],
            }
        selectors.append({"type": wire.POSITION, "start": span.start, "end": span.end})
        selectors.append({"type": wire.QUOTE, "exact": words, **around})
    engine = {"name": held.engine.name, "version": held.engine.version, "model": held.engine.model}
    return {
        "id": held.id,
        "decision": REJECTED,
        "at": held.at,
        "by": held.by,
        "proposed": {"tag": held.tag, "source": held.source, "selector": selectors},
        "rule": held.rule,
        "score": held.score,
        "engine": engine,
    }
