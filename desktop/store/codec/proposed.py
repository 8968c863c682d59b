"""The member ``suggestions`` of a session file: what was proposed and has not been decided.

It is written for whole archives, without a window, and read when the article is reviewed. To
everything else it is an unknown member: it survives, and no document takes it for a judgement. An
entry of another form, or one that does not fit its article, is passed over.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from desktop.model.annotation import Span
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Source
from desktop.model.suggestion import Suggestion
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.codec.records import FileExtra

MEMBER = "suggestions"
_NAME = f'"{MEMBER}"'.encode()
_END = b"\n}\n"


class _Entry(Struct):
    """What was proposed for one article; ``sha256`` is that of the text it was proposed for."""

    source: SourceId
    sha256: str
    passages: tuple[Suggestion, ...]


_decode_entries = msgspec.json.Decoder(list[msgspec.Raw]).decode
_decode_entry = msgspec.json.Decoder(_Entry).decode
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError)


def with_suggestions(session: Session, source: SourceId, found: Sequence[Suggestion]) -> Session:
    """A session that is not saved yet, with what was proposed for one of its articles."""
    entry = _Entry(source, session.sources[source].sha256, tuple(found))
    member = b',\n "' + MEMBER.encode() + b'": ' + msgspec.json.encode([entry])
    return decode(encode(session).removesuffix(_END) + member + _END).session


def suggestions_of(session: Session, source: SourceId) -> tuple[Suggestion, ...]:
    """What the file proposes for an article, in order; nothing where its text is another one."""
    return stored_suggestions(session).get(source, ())


def stored_suggestions(session: Session) -> dict[SourceId, tuple[Suggestion, ...]]:
    """What the file proposes for each article it proposes anything for, in order."""
    extra = session.extra
    # The bytes are looked through first: taking a long file apart costs more.
    if not isinstance(extra, FileExtra) or _NAME not in extra.data or MEMBER not in extra.members():
        return {}
    found: dict[SourceId, list[Suggestion]] = {}
    try:
        entries = _decode_entries(extra.members()[MEMBER])
    except _UNREADABLE:
        return {}
    for raw in entries:
        try:
            entry = _decode_entry(raw)
        except _UNREADABLE:
            continue
        article = session.sources.get(entry.source)
        if article is not None and entry.sha256 == article.sha256:
            fitting = (one for one in entry.passages if _fits(one, article, session))
            found.setdefault(article.id, []).extend(fitting)
    return {source: tuple(some) for source, some in found.items() if some}


def _fits(one: Suggestion, article: Source, session: Session) -> bool:
    length = len(article.text)
    mentioned = one.speaker.mention if one.speaker is not None else None
    places = (*one.spans, *(span for span in (one.cue, mentioned) if span is not None))
    return (
        bool(one.spans)
        and 0 <= one.score <= 1
        and all(_lies_in(span, length) for span in places)
        and all(a.end < b.start for a, b in zip(one.spans, one.spans[1:], strict=False))
        and any(tag.id == one.tag for tag in session.codebook)
    )


def _lies_in(span: Span, length: int) -> bool:
    return 0 <= span.start < span.end <= length
