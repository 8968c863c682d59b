"""What is fuzzed: functions of bytes that may refuse them in one way only.

Anything else that is raised, and every ``AssertionError``, is a finding.
"""

import zlib
from collections.abc import Callable, Iterable

import msgspec

from desktop.importers.decode import decode as decode_text
from desktop.importers.read import FORMATS, ImportResult, UnreadableArticle, read_text
from desktop.model.session import ChangeConflict
from desktop.model.source import Source
from desktop.model.transfer import decode_imported, encode_imported
from desktop.protocol import decode_reply, decode_request
from desktop.store.checking import strict
from desktop.store.codec import decoding, encoding
from desktop.store.errors import BadSession
from desktop.store.journal import lines as journal_lines
from resources.files import MIXED_SCRIPTS, SAMPLE_ARTICLE
from tests.desktop.store.examples import ferry, opened

Target = Callable[[bytes], None]


def session(data: bytes) -> None:
    """A session file: refused, or read; what is read is written and read again as the same."""
    found = strict.problems(data)
    try:
        decoded = decoding.decode(data)
    except BadSession:
        assert found, "it cannot be opened, and the check finds nothing"
        return
    again = decoding.decode(encoding.encode(decoded.session, decoded.cache))
    assert again.session == decoded.session, "it is another session when it is read again"


def journal(data: bytes) -> None:
    """A journal, with checksums as they are or, for most inputs, put right."""
    if data[:1] != b"#":
        rows = data.splitlines()
        data = b"".join(b"%b %08x\n" % (row, zlib.crc32(row)) for row in rows)
    lines = list(journal_lines.read(data))
    base = opened()
    try:
        change = journal_lines.redone(base, lines)
    except ChangeConflict:
        return
    if change is not None:
        after = base.apply(change)
        assert after.apply(change.inverse()) == base, "what was recovered cannot be undone"


def article(data: bytes) -> None:
    """An article in each format there is."""
    for form in FORMATS:
        try:
            decoded = decode_text(data, "a")
            result = read_text(decoded.text, "a", form.media_type)
        except UnreadableArticle:
            continue
        _sound(result.source)
        _travels(result)


def pipe(data: bytes) -> None:
    """What a worker that was taken over might write into its pipe."""
    for decode in (decode_reply, decode_request, decode_imported):
        try:
            decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue


def _sound(source: Source) -> None:
    last = 0
    for block in source.blocks:
        assert last <= block.start < block.end <= len(source.text), f"{block} behind {last}"
        last = block.end


def _travels(result: ImportResult) -> None:
    sent = encode_imported(result.source, result.front_matter, result.notes)
    assert decode_imported(sent)[0] == result.source, "it is another source behind the pipe"


def _journal_seed() -> bytes:
    base = opened()
    first = next(iter(base.annotations.values()))
    source = next(iter(base.sources.values()))
    lines: tuple[journal_lines.Line, ...] = (
        journal_lines.Start(journal_lines.FORMAT, base.id, "", base.created, base="{}"),
        journal_lines.Made(
            base.created,
            "Edit note",
            (
                journal_lines.Put(annotation=msgspec.structs.replace(first, note="new")),
                journal_lines.Put(gone=("annotation", str(first.id))),
                journal_lines.Put(source=source),
                journal_lines.Put(tag=base.codebook[0]),
                journal_lines.Put(info=base.info, briefing=base.briefing),
            ),
        ),
        journal_lines.Typing(first.id, "half a no"),
    )
    return b"\n".join(journal_lines.line(one)[:-10] for one in lines)


def _article_seeds() -> list[bytes]:
    given = [SAMPLE_ARTICLE.read_bytes(), MIXED_SCRIPTS.read_bytes()]
    words = given[1].decode()
    kinds = ("utf-16", "utf-32", "utf-8-sig")
    return [
        *given,
        *(words.encode(kind) for kind in kinds),
        "Naïve café, “façade”.".encode("cp1252"),
        b"---\ntitle: T\nauthor: A\ndate: 2026-01-02\n---\n\n# H\n\n> q\n\n- a\n  1. b\n",
        b"```\nc\n```\n\n    code\n\nH\n===\n\n* * *\n",
        b"|a|b|\n|-|-|\n|1|2|\n\n[x](javascript:1) <img src=x> &amp; \\* ~~~\n***\n",
        b">" * 40 + b" deep\n" + b"- " * 40 + b"x\n" + b"[" * 60 + b"](" * 60,
    ]


def _session_seeds() -> list[bytes]:
    whole = ferry()
    return [
        whole,
        msgspec.json.encode(msgspec.json.decode(whole)),
        whole.replace(b'"formatVersion": 1', b'"formatVersion": 2'),
        b'{"format":"brieflight-session","formatVersion":1,"minReader":9}',
        b"[" * 80,
        b'{"a":1,"a":1e999,"b":NaN}',
    ]


TARGETS: dict[str, tuple[Target, Callable[[], Iterable[bytes]]]] = {
    "codec": (session, _session_seeds),
    "journal": (journal, lambda: [_journal_seed(), b"#" + _journal_seed()]),
    "readers": (article, _article_seeds),
    "pipe": (
        pipe,
        lambda: [
            b'{"type":"imported","payload":12}',
            b'{"type":"failed","sentence":"a","detail":"b"}',
            b'{"type":"previewed","payload":1,"shapes":[[1.5,2]],"pictures":[]}',
            b'{"type":"export","target":"/a","format":"pdf","payload":1,"options":{"title":"t"}}',
            *(encode_imported(source, None, ("a",)) for source in opened().sources.values()),
        ],
    ),
}
"""Each by its name, with inputs to begin with."""
