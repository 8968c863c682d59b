"""Files from strangers, in every format there is: a reader added to ``FORMATS`` is tried here too.

Each is read as the window has it read, by the worker's own ``perform``: what comes back is a sound
source, or a sentence that names the file.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.importers.read import FORMATS, Format
from desktop.model.transfer import decode_imported
from desktop.protocol import Failed, Imported, ImportFile
from desktop.worker import perform
from tests.desktop.importers.test_text import assert_orderly

MB = 1 << 20
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "white space": lambda: b" \t\r\n" * 1000,
    "zeros": lambda: bytes(MB),
    "every byte": lambda: bytes(range(256)) * 256,
    "one line": lambda: b"word " * MB,
    "one word": lambda: b"w" * MB,
    "line ends": lambda: b"\r\n\n\r" * (MB // 4),
    "wide blanks": lambda: "\u00a0\u3000\n\u2003 x\n".encode() * 10_000,
    "surrogates": lambda: b"a \xed\xa0\x80\xed\xb0\x80 b",
    "half a character": lambda: "é".encode()[:1] * 999,
    "marks and overrides": lambda: "\ufeff\u202eevil\u2066\u200b\U000e0041".encode() * 999,
    "combining": lambda: b"e" + "\u0301".encode() * 10_000,
    "utf-16 cut": lambda: "words".encode("utf-16")[:-1],
    "utf-32": lambda: "words".encode("utf-32"),
    "utf-7": lambda: b"+ADw-script+AD4-",
    "iso-2022": lambda: b"\x1b$B" + b"!!" * 999,
    "quotes within quotes": lambda: b">" * 20_000 + b" x",
    "lists within lists": lambda: b"- " * 20_000 + b"x",
    "brackets": lambda: b"[" * 50_000 + b"](" * 50_000,
    "emphasis": lambda: b"*_" * 50_000 + b"a" + b"_*" * 50_000,
    "fences": lambda: b"```\n" * 20_001,
    "front matter without end": lambda: b"---\n" + b"a: b\n" * 100_000,
    "anchors": lambda: b"---\na: &a [*a,*a]\nb: !!python/object:os.system x\n---\nwords",
    "script": lambda: b"<script>alert(1)</script><img src=file:///etc/passwd>words",
    "entities": lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b; words',
    "numbers as ends": lambda: b"1. " * 20_000,
    "a zip": lambda: b"PK\x03\x04" + bytes(1000),
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(1000),
}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.media_type)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_becomes_a_sound_source_or_a_sentence(
    tmp_path: Path, form: Format, name: str
) -> None:
    path = tmp_path / f"story{form.extensions[0]}"
    path.write_bytes(HOSTILE[name]())
    reply, data = perform(ImportFile(str(path)), b"", lambda done: None)
    if isinstance(reply, Failed):
        assert path.name in reply.sentence
        assert not reply.detail.startswith("Traceback")
        return
    assert isinstance(reply, Imported)
    source, _front, _notes = decode_imported(data)
    assert_orderly(source.text, source.blocks)
    assert "root:" not in source.text  # no file of this machine was read on its behalf
