"""Everything the fast decoder does not see, each with its place.

Duplicate keys, numbers that are none, nesting over 64, members that are not as
``resources/schema/session-1.schema.json`` says, and quoted words that differ from the text. Made
for ``brieflight check``, for small files at opening and for large ones in the background.
"""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from msgspec import Struct

from desktop.i18n import _
from desktop.model.extra import NO_EXTRA
from desktop.model.identity import TagId
from desktop.store.checking.places import check_depth, read_whole
from desktop.store.codec import wire
from desktop.store.codec.decoding import BOM, current
from desktop.store.codec.members.passages import Places, annotations_of
from desktop.store.codec.parsing import parse, session_of
from desktop.store.codec.records import Json
from desktop.store.errors import BadSession, Reason

CHECKED_AT_ONCE = 1 << 20
"""Bytes up to which opening looks for everything; beyond, it would keep the window waiting."""

MANY = 100
"""After so many problems the rest is not looked for."""

_ALONE = frozenset(
    {
        Reason.EMPTY,
        Reason.NOT_UTF8,
        Reason.CUT_OFF,
        Reason.NOT_JSON,
        Reason.NOT_A_SESSION,
        Reason.NEWER,
    }
)


class Problem(Struct, frozen=True):
    """Something wrong at ``path``, such as ``annotations[12].target.selector[0].end``."""

    reason: Reason
    path: str
    sentence: str


def problems(data: bytes, schema: bool = True) -> list[Problem]:
    """What is wrong with the bytes of a session file, at most ``MANY``; empty when nothing is.

    Raises nothing. What keeps the bytes from being read at all is reported alone. ``schema=False``
    leaves the schema out, and its library unloaded: what ``decode`` accepts and this finds nothing
    in can be shown and saved without loss.
    """
    found: list[BadSession] = []
    try:
        found.extend(islice(_found(data, schema), MANY))  # keeps those before an exception
    except BadSession as error:
        found.append(error)
    return [Problem(error.reason, error.path, error.detail) for error in found]


def _found(data: bytes, schema: bool) -> Iterator[BadSession]:
    """The problems, as exceptions not raised; raises one that leaves nothing else to look at."""
    refused, described = None, schema
    data = data.removeprefix(BOM)
    try:
        data, file = current(data)
        described = schema and file.format_version == wire.FORMAT_VERSION
    except BadSession as error:
        if error.reason in _ALONE:
            raise
        refused = error
    check_depth(data)
    content, odd = read_whole(data)
    yield from odd
    wrong: list[BadSession] = []
    if described:
        from desktop.store.checking.schema import misfits

        wrong = list(misfits(cast("Json", content)))
        yield from wrong
    if wrong:
        return
    if refused is not None:
        yield refused
        return
    yield from _unfit(data)
    yield from _misquoted(cast("Json", content))


def _unfit(data: bytes) -> Iterator[BadSession]:
    """What ``decode`` refuses, for every annotation."""
    file = parse(data)
    records, file.annotations = file.annotations, []
    session = session_of(file, NO_EXTRA)
    places: Places = {id_: (id_, len(source.text)) for id_, source in session.sources.items()}
    tags: dict[str, TagId] = {tag.id: tag.id for tag in session.codebook}
    seen: set[str] = set()
    for i, record in enumerate(records):
        if record.id in seen:
            detail = _("two annotations have the id {id}").format(id=record.id)
            yield BadSession(Reason.DUPLICATE_ID, f"annotations[{i}].id", detail)
        seen.add(record.id)
        try:
            annotations_of([record], places, tags, NO_EXTRA)
        except BadSession as error:
            path = error.path.replace("annotations[0]", f"annotations[{i}]", 1)
            yield BadSession(error.reason, path, error.detail)


def _misquoted(content: Json) -> Iterator[BadSession]:
    """Quote selectors whose words are not those at the position beside them."""
    texts = {
        source["id"]: cast("str", cast("Json", source["text"])["value"])
        for source in cast("list[Json]", content["sources"])
    }
    for i, record in enumerate(cast("list[Json]", content["annotations"])):
        path, target = f"annotations[{i}].target", record["target"]
        if isinstance(target, list):
            for j, one in enumerate(cast("list[Json]", target)):
                yield from _misquoting(one, f"{path}[{j}]", texts)
        else:
            yield from _misquoting(cast("Json", target), path, texts)
        for j, body in enumerate(cast("list[Json | str]", record["body"])):
            mention = None if isinstance(body, str) else body.get("br:mention")
            if mention is not None:
                place = f"annotations[{i}].body[{j}].br:mention"
                yield from _misquoting(cast("Json", mention), place, texts)


def _misquoting(target: Json, path: str, texts: dict[object, str]) -> Iterator[BadSession]:
    selectors = cast("list[Json]", target["selector"])
    text = texts.get(target["source"], "")
    places = [s for s in selectors if s.get("type") == wire.POSITION]
    if not places:
        return
    start, end = cast("int", places[0].get("start")), cast("int", places[0].get("end"))
    for i, selector in enumerate(selectors):
        if selector.get("type") == wire.QUOTE and selector.get("exact") != text[start:end]:
            detail = _("these are not the words of the text at this place")
            yield BadSession(Reason.TEXT_MISMATCH, f"{path}.selector[{i}].exact", detail)
