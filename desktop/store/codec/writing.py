"""The model -> the records of a session file, laid over what the file said about them before.

A record keeps its unknown members, their order and its unknown bodies and selectors. What the file
says of a passage is written anew only where the model no longer says the same, so that an edit of
its tag leaves alone how its targets, notes or speaker were written.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import cast

import msgspec
from msgspec import Raw

from desktop.model.annotation import Annotation, Link, Span, joined
from desktop.model.change import Person
from desktop.model.codebook import Tag
from desktop.model.extra import NO_EXTRA
from desktop.model.identity import SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, Front, Source
from desktop.store.codec import wire
from desktop.store.codec.layout import without_surrogates
from desktop.store.codec.members.grades import grade_record, kind_of, suggested_record
from desktop.store.codec.members.passages import Places, annotations_of, notes_as_one
from desktop.store.codec.records import Json, entry_of, has_text, read_again, said, same_number
from desktop.store.errors import BadSession


def overlay(before: Json, known: Json, gone: Iterable[str] = ()) -> Json:
    """``before`` with the values of ``known``, without ``gone``.

    A member that was not there comes after the one it follows in ``known``. A number that stays
    the same keeps its digits.
    """
    for key, value in before.items():
        if isinstance(value, Raw) and isinstance(number := known.get(key), int | float):
            known = {**known, key: value} if same_number(value, number) else known
    merged = {key: known.get(key, value) for key, value in before.items() if key not in gone}
    if not merged:
        return known
    if merged.keys() >= known.keys():
        return merged
    order = list(merged)
    place = 0
    for key in known:
        if key in merged:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return {key: known[key] if key in known else merged[key] for key in order}


def annotation_record(held: Annotation, session: Session) -> Json:
    """A Web Annotation (Data Model, W3C Recommendation 2017, 3.1)."""
    raw = entry_of(held.extra, "annotations", held.id)
    before = read_again(raw)
    text = session.sources[held.source].text
    was = _as_read(raw, held.source, text)
    same_text = has_text(held.extra, held.source, text)
    known: Json = {
        "@context": before.get("@context", wire.CONTEXT),
        "id": held.id,
        "type": "Annotation",
        "motivation": before.get("motivation", "classifying"),
        "creator": _creator(held, was, session, before.get("creator")),
        "created": held.created,
        "modified": held.modified,
        "body": _bodies(held, was, text, same_text, _list(before.get("body"))),
        "target": _target(held, text, same_text, before.get("target")),
    }
    suggested = suggested_record(held.suggested, before.get("br:suggested"))
    unsaid = [key for key in ("creator", "created", "modified") if not known[key]]
    gone = [key for key in unsaid if before.get(key) != known[key]]
    if suggested is not None:
        known["br:suggested"] = suggested
    elif before.get("br:suggested") is not None:
        gone.append("br:suggested")
    left_out = [key for key in ("@context", "type", "motivation") if before and key not in before]
    for key in (*unsaid, *gone, *left_out):
        known.pop(key, None)
    return overlay(before, known, gone)


def _creator(held: Annotation, was: Annotation | None, session: Session, before: object) -> object:
    """A Person (3.3.1), named as the session names them; None where nobody is to stand there."""
    if not held.creator:  # also one that the file names without an id
        return before if was is not None and not was.creator else None
    if before == held.creator:
        return held.creator
    name = next((person.name for person in session.people if person.id == held.creator), None)
    old = _object(before)
    if old.get("id") == held.creator:
        called = said(held.extra, "people", held.creator).get("name")
        return old if name in (None, called) else overlay(old, {"name": name})
    known: Json = {"id": held.creator, "type": "Person"}
    return known if name is None else {**known, "name": name}


_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            *("classifying", "tagging", "describing", "commenting"),
            *("credibility", "confidence", "linking"),
        )
    )
}


_decode_annotation = msgspec.json.Decoder(wire.Annotation).decode


def _as_read(raw: Raw | None, source: SourceId, text: str) -> Annotation | None:
    """What reading gave for a record, None for a new one or where it no longer fits the text."""
    if raw is None:
        return None
    places: Places = {source: (source, len(text))}
    try:
        record = _decode_annotation(raw)
        tags = {body.value: TagId(body.value) for body in record.body if not isinstance(body, str)}
        [read] = annotations_of([record], places, tags, NO_EXTRA).values()
    except (BadSession, msgspec.MsgspecError, RecursionError):
        return None
    return read


def _bodies(
    held: Annotation, was: Annotation | None, text: str, same_text: bool, bodies: list[object]
) -> list[object]:
    """The bodies: those there were in their places, new ones after the last of a lower rank.

    Those of a kind that says what it said when it was read are left as they are.
    """
    if was is None or was.tag != held.tag:
        bodies = _put(bodies, "classifying", lambda old: _first("classifying", held.tag, old))
    if was is None or was.labels != held.labels:
        bodies = _put(bodies, "tagging", lambda old: _labels(held.labels, old))
    mentioned = held.speaker is not None and held.speaker.mention is not None
    if was is None or was.speaker != held.speaker or (mentioned and not same_text):
        bodies = _put(bodies, "describing", lambda old: _speakers(held, text, old))
    if was is None or was.note != held.note:
        bodies = _put(bodies, "commenting", lambda old: _notes(held.note, old))
    if was is None or was.credibility != held.credibility:
        grade = held.credibility.value
        bodies = _put(bodies, "credibility", lambda old: _grades(wire.CREDIBILITY, grade, old))
    if was is None or was.confidence != held.confidence:
        sure = held.confidence.value
        bodies = _put(bodies, "confidence", lambda old: _grades(wire.CONFIDENCE, sure, old))
    if was is None or was.links != held.links:
        bodies = _put(bodies, "linking", lambda old: _links(held.links, old))
    return bodies


def _kind(body: object) -> str | None:
    """What a body that the model holds says, mostly its purpose; None for any other."""
    members = _object(body)
    purpose = members.get("purpose")
    if purpose in ("assessing", "linking"):
        return kind_of(members)
    if purpose == "describing" and members.get("br:role") != "speaker":
        return None
    if purpose in ("describing", "tagging", "commenting") and "value" not in members:
        return None  # says nothing that the model could hold
    return purpose if isinstance(purpose, str) and purpose in _RANK else None


def _put(bodies: list[object], kind: str, make: Callable[[list[Json]], list[Json]]) -> list[object]:
    """``bodies`` with those of a kind exchanged for what ``make`` makes of them, one by one."""
    made = make([_object(body) for body in bodies if _kind(body) == kind])
    result: list[object] = []
    place = 0
    for body in bodies:
        found = _kind(body)
        if found != kind:
            result.append(body)
        elif made:
            result.append(made.pop(0))
        if found is not None and _RANK[found] <= _RANK[kind]:
            place = len(result)
    result[place:place] = made
    return result


def _textual(purpose: str, value: str, before: Json | None = None) -> Json:
    """A TextualBody (3.2.4)."""
    known: Json = {"type": "TextualBody", "purpose": purpose, "value": value}
    return overlay(before, known) if before else {**known, "format": "text/plain"}


def _first(purpose: str, value: str, old: list[Json]) -> list[Json]:
    return [_textual(purpose, value, old[0] if old else None), *old[1:]]


def _labels(labels: tuple[str, ...], old: list[Json]) -> list[Json]:
    left = list(old)
    made: list[Json] = []
    for label in labels:
        same = next((body for body in left if body.get("value") == label), None)
        if same is not None:
            left.remove(same)
        made.append(_textual("tagging", label, same))
    return made


def _notes(note: str, old: list[Json]) -> list[Json]:
    """The note; several that were read as one stay apart, each with its author, where they can be
    told apart in it. A note that gives up one of them loses that body."""
    if not note:
        return []
    if len(old) < 2:
        return [_textual("commenting", note, old[0] if old else None)]
    shares = _shares(note, [str(body.get("value", "")) for body in old])
    made = [
        _textual("commenting", words, None if owner is None else old[owner])
        for owner, words in shares
    ]
    if notes_as_one(words for _owner, words in shares) == note:
        return made
    return [_textual("commenting", note, old[0])]


_BETWEEN_NOTES = "\n\n"
_MOST_PAIRS = 250_000
"""Of paragraphs that are compared one with another: a note of 500 paragraphs, twice."""


def _shares(note: str, notes: list[str]) -> list[tuple[int | None, str]]:
    """An edited note, cut where the notes it was made of met: the place of each in ``notes``, or
    None for words that belong to none of them, and the words.

    Told by the paragraphs that stayed; those that took the place of others belong to whom the
    others belonged.
    """
    old = [(owner, p) for owner, one in enumerate(notes) for p in one.split(_BETWEEN_NOTES)]
    new = note.split(_BETWEEN_NOTES)
    owners: list[int | None] = []
    for kind, first, last, start, end in _paragraph_changes([p for _owner, p in old], new):
        if kind in ("equal", "replace"):
            left = last - first
            owners += (old[first + min(i, left - 1)][0] for i in range(end - start))
        elif kind == "insert":
            around = {old[i][0] for i in (first - 1, first) if 0 <= i < len(old)}
            inside = 0 < first < len(old) and len(around) == 1
            owners += [around.pop() if inside else None] * (end - start)
    pairs = zip(owners, new, strict=True)
    return [
        (owner, _BETWEEN_NOTES.join(p for _owner, p in group))
        for owner, group in groupby(pairs, key=lambda pair: pair[0])
    ]


def _paragraph_changes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list became the other, in the form of ``difflib.SequenceMatcher.get_opcodes``."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _grades(scheme: str, value: str, old: list[Json]) -> list[Json]:
    """The first of the bodies of a scheme counts; clearing removes them all."""
    if not value:
        return []
    made = _first("assessing", value, old)
    return made if old else [{**made[0], "br:scheme": scheme}]


def _links(links: tuple[Link, ...], old: list[Json]) -> list[Json]:
    left = list(old)
    made: list[Json] = []
    for link in links:
        said = (link.kind.value, link.to)
        same = next((b for b in left if (b.get("value"), b.get("br:annotation")) == said), None)
        if same is not None:
            left.remove(same)
            made.append(same)
        else:
            made.append({**_textual("linking", link.kind.value), "br:annotation": link.to})
    return made


def _speakers(held: Annotation, text: str, old: list[Json]) -> list[Json]:
    speaker = held.speaker
    if speaker is None:
        return []
    before: Json = old[0] if old else {"type": "TextualBody", "purpose": "describing"}
    known: Json = {
        "type": "TextualBody",
        "purpose": "describing",
        "value": speaker.name,
        "format": before.get("format", "text/plain"),
        "br:role": "speaker",
        "br:position": speaker.position,
        "br:cue": speaker.cue,
        "br:kind": speaker.kind.value,
    }
    unsaid = [key for key, value in known.items() if value == "" and key not in before]
    known = {key: value for key, value in known.items() if key not in unsaid or key == "value"}
    gone: list[str] = []
    if speaker.mention is None:
        gone.append("br:mention")
    else:
        mention = _object(before.get("br:mention"))
        selector = _selectors(text, speaker.mention, mention.get("selector"))
        place: Json = {"source": held.source, "selector": selector}
        known["br:mention"] = overlay(mention, place)
    return [overlay(before, known, gone), *old[1:]]


def _target(held: Annotation, text: str, same_text: bool, before: object) -> object:
    """One SpecificResource (4.1) for each span.

    Targets whose stretches overlap or touch are one span of the model. They stay apart, and in the
    order they had, for as long as that span is where it was; in the same text they are not touched.
    """
    listed = list(map(_object, _list(before) if isinstance(before, list) else [before]))
    placed = [(_span(one), one) for one in listed if one.get("source") == held.source]
    known = [(span, one) for span, one in placed if span is not None]
    stretches = joined(tuple(span for span, _one in known))
    if same_text and stretches == held.spans and len(known) == len(listed):
        return before
    parts: list[tuple[Span, Json]] = known if stretches == held.spans else []
    for span in () if parts else held.spans:
        inside = [pair for pair in known if span.start <= pair[0].start < span.end]
        same = next((one for place, one in inside if place == span), {})
        parts += inside if span in stretches else [(span, same)]
    made = [
        one if one and same_text else _resource(held.source, span, text, one) for span, one in parts
    ]
    return made if len(made) > 1 or isinstance(before, list) else made[0]


def _resource(source: SourceId, span: Span, text: str, before: Json) -> Json:
    selector = _selectors(text, span, before.get("selector"))
    if before:
        return overlay(before, {"source": source, "selector": selector})
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _span(target: Json) -> Span | None:
    """Where a target of the file lies."""
    for selector in map(_object, _list(target.get("selector"))):
        if selector.get("type") == wire.POSITION:
            start, end = selector.get("start"), selector.get("end")
            start, end = (0 if isinstance(at, Raw) else at for at in (start, end))  # written "-0"
            return Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    return None


def _selectors(text: str, span: Span, before: object) -> list[object]:
    """Position (4.2.5) and quote (4.2.4) side by side, and what other selectors there were."""
    start, end = span.start, span.end
    left: dict[object, Json] = {
        wire.POSITION: {"type": wire.POSITION, "start": start, "end": end},
        wire.QUOTE: {
            "type": wire.QUOTE,
            "exact": text[start:end],
            "prefix": text[max(0, start - wire.AROUND) : start],
            "suffix": text[end : end + wire.AROUND],
        },
    }
    made: list[object] = []
    for selector in _list(before):
        known = left.pop(_object(selector).get("type"), None)
        made.append(selector if known is None else overlay(_object(selector), known))
    return made + list(left.values())


def source_record(source: Source) -> Json:
    """An article, whole. The hash is taken of what is written: a wrong one would lock it in."""
    before = said(source.extra, "sources", source.id)
    front, text = source.front, without_surrogates(source.text)
    known: Json = {
        "id": source.id,
        "name": source.name,
        "mediaType": source.media_type,
        "front": _front(front, _object(before.get("front"))),
        "grade": grade_record(source.grade, before.get("grade")),
        "origin": {"sha256": source.origin.sha256, "byteLength": source.origin.byte_length},
        "reader": {"name": source.reader.name, "version": source.reader.version},
        "text": {
            "value": text,
            "length": len(text),
            "unit": "codepoint",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        },
        "blocks": _blocks(source.blocks, _list(before.get("blocks"))),
    }
    for key in ("front", "origin", "reader", "text"):
        known[key] = overlay(_object(before.get(key)), _object(known[key]))
    gone: list[str] = []
    if known["grade"] is None:
        del known["grade"]
        gone = ["grade"] if before.get("grade") is not None else []
    return overlay(before, known, gone)


def _front(front: Front, before: Json) -> Json:
    """The members of the front matter; of those a file left out, the ones that say something."""
    members = {name: getattr(front, name) for name in Front.__struct_fields__}
    return {name: said for name, said in members.items() if said or name in before or not before}


def _blocks(blocks: tuple[Block, ...], before: list[object]) -> list[Json]:
    old = {(b.get("start"), b.get("end")): b for b in map(_object, before)}
    made: list[Json] = []
    for block in blocks:
        same = old.get((block.start, block.end), {})
        known: Json = {"kind": block.kind.value, "start": block.start, "end": block.end}
        if block.level or "level" in same:
            known["level"] = block.level
        made.append(overlay(same, known))
    return made


def person_record(person: Person) -> Json:
    """A Person, with the initials of their comments in Word."""
    known: Json = {
        "id": person.id,
        "type": "Person",
        "name": person.name,
        "initials": person.initials,
    }
    return overlay(said(person.extra, "people", person.id), known)


def tag_record(tag: Tag) -> Json:
    """An entry of the codebook."""
    known: Json = {
        "id": tag.id,
        "name": tag.name,
        "color": tag.color,
        "key": tag.key,
        "description": tag.description,
    }
    return overlay(said(tag.extra, "codebook", tag.id), known)


def _object(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
