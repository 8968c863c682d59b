"""The model -> the records of a session file, laid over what the file said about them before.

A record keeps its unknown members, their order and its unknown bodies and selectors; members that
this version knows get the model's values.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import cast

from desktop.model.annotation import Annotation, Link, Span
from desktop.model.change import Person
from desktop.model.codebook import Tag
from desktop.model.session import Session
from desktop.model.source import Block, Front, Source
from desktop.store.codec import wire
from desktop.store.codec.layout import without_surrogates
from desktop.store.codec.members.grades import grade_record, kind_of, suggested_record
from desktop.store.codec.members.passages import notes_as_one
from desktop.store.codec.records import Json, said


def overlay(before: Json, known: Json, gone: Iterable[str] = ()) -> Json:
    """``before`` with the values of ``known``, without ``gone``.

    A member that was not there comes after the one it follows in ``known``.
    """
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
    before = said(held.extra, "annotations", held.id)
    text = session.sources[held.source].text
    known: Json = {
        "@context": before.get("@context", wire.CONTEXT),
        "id": held.id,
        "type": "Annotation",
        "motivation": before.get("motivation", "classifying"),
        "creator": _creator(held, session, before.get("creator")),
        "created": held.created,
        "modified": held.modified,
        "body": _bodies(held, text, _list(before.get("body"))),
        "target": _target(held, text, before.get("target")),
    }
    suggested = suggested_record(held.suggested, before.get("br:suggested"))
    gone = [key for key in ("creator", "created", "modified") if not known[key]]
    if suggested is not None:
        known["br:suggested"] = suggested
    elif before.get("br:suggested") is not None:
        gone.append("br:suggested")
    for key in gone:
        known.pop(key, None)
    return overlay(before, known, gone)


def _creator(held: Annotation, session: Session, before: object) -> Json | str | None:
    """A Person (3.3.1), named as the session names them."""
    if not held.creator:
        return None
    if before == held.creator:
        return held.creator
    known: Json = {"id": held.creator, "type": "Person"}
    for person in session.people:
        if person.id == held.creator:
            known["name"] = person.name
    old = _object(before)
    return overlay(old, known) if old.get("id") == held.creator else known


_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            *("classifying", "tagging", "describing", "commenting"),
            *("credibility", "confidence", "linking"),
        )
    )
}


def _bodies(held: Annotation, text: str, before: list[object]) -> list[object]:
    """The bodies: those there were in their places, new ones after the last of a lower rank."""
    bodies = _put(before, "classifying", lambda old: _first("classifying", held.tag, old))
    bodies = _put(bodies, "tagging", lambda old: _labels(held.labels, old))
    bodies = _put(bodies, "describing", lambda old: _speakers(held, text, old))
    bodies = _put(bodies, "commenting", lambda old: _notes(held.note, old))
    bodies = _put(
        bodies, "credibility", lambda old: _grades(wire.CREDIBILITY, held.credibility.value, old)
    )
    bodies = _put(
        bodies, "confidence", lambda old: _grades(wire.CONFIDENCE, held.confidence.value, old)
    )
    return _put(bodies, "linking", lambda old: _links(held.links, old))


def _kind(body: object) -> str | None:
    """What a body that the model holds says, mostly its purpose; None for any other."""
    members = _object(body)
    purpose = members.get("purpose")
    if purpose in ("assessing", "linking"):
        return kind_of(members)
    if purpose == "describing" and members.get("br:role") != "speaker":
        return None
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
    """The note; several that were read as one stay apart until it is edited."""
    if note == notes_as_one(str(body.get("value", "")) for body in old):
        return old
    return [_textual("commenting", note, old[0] if old else None)] if note else []


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


def _target(held: Annotation, text: str, before: object) -> Json | list[Json]:
    """One SpecificResource (4.1) for each span; one that stayed where it was keeps what it said."""
    listed = cast("list[object]", before) if isinstance(before, list) else [before]
    old = {_place(target): target for target in map(_object, listed)}
    made: list[Json] = []
    for span in held.spans:
        same = old.get((held.source, span.start, span.end), {})
        known: Json = {
            "type": "SpecificResource",
            "source": held.source,
            "selector": _selectors(text, span, same.get("selector")),
        }
        made.append(overlay(same, known))
    return made if len(made) > 1 or isinstance(before, list) else made[0]


def _place(target: Json) -> tuple[object, object, object] | None:
    for selector in map(_object, _list(target.get("selector"))):
        if selector.get("type") == wire.POSITION:
            return target.get("source"), selector.get("start"), selector.get("end")
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
        "front": {name: getattr(front, name) for name in Front.__struct_fields__},
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
