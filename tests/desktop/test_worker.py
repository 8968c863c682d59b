"""The worker answers one request over its pipes, in the words of the protocol, and ends."""

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

import desktop.editing.tagging as tagging
import desktop.protocol as protocol
from desktop.editing.sources import add_source
from desktop.logs import scrubbed
from desktop.model import bounds
from desktop.model.annotation import Span
from desktop.model.extra import NO_EXTRA
from desktop.model.identity import Instant, PersonId, SourceId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import Block, BlockKind, Front, FrontMatter, Origin, Reader, Source
from desktop.model.transfer import decode_imported, encode_imported
from desktop.options import Options
from desktop.store.codec import encoding
from desktop.worker import perform

TEXT = "The port is closed.\n\n“We will not go back,” she said, and nobody doubted it."
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal")


def ask(
    request: protocol.Request, payload: bytes = b""
) -> tuple[list[protocol.Reply], bytes, bytes]:
    """All replies of a worker, the payload of the last, and what it wrote to standard error."""
    ended = subprocess.run(
        [sys.executable, *protocol.WORKER_ARGUMENTS],
        cwd=protocol.WORKER_FOLDER,
        input=protocol.encode(request) + b"\n" + payload,
        capture_output=True,
    )
    assert ended.returncode == 0, ended.stderr
    replies: list[protocol.Reply] = []
    rest = ended.stdout
    while rest and not any(not isinstance(reply, protocol.Progress) for reply in replies):
        line, _newline, rest = rest.partition(b"\n")
        replies.append(protocol.decode_reply(line))
    return replies, rest, ended.stderr


def article(text: str = TEXT) -> Source:
    half = text.index("\n\n")
    return Source(
        id=SourceId("urn:uuid:00000000-0000-4000-8000-000000000001"),
        name="port.txt",
        media_type="text/plain",
        front=Front(title="Port strike"),
        origin=Origin("0" * 64, 10),
        reader=Reader("text", "1"),
        text=text,
        sha256="",
        blocks=(
            Block(BlockKind.PARAGRAPH, 0, half),
            Block(BlockKind.PARAGRAPH, half + 2, len(text)),
        ),
    )


def session() -> Session:
    start = new_session("Port")
    change = add_source(start, article())
    assert change is not None
    start = start.apply(change)
    spans = [Span(21, 43)]
    moment, tag = Instant("2026-11-22T09:00:00Z"), TagId("quote")
    tagged = tagging.tag(start, article().id, spans, tag, PersonId(""), moment)
    assert tagged is not None
    return start.apply(tagged)


@pytest.mark.parametrize("format_", ["docx", "pdf", "html", "md"])
def test_as_many_tags_as_a_session_can_hold_are_exported(
    tmp_path: Path, format_: protocol.Format
) -> None:
    held = session()
    more = [
        replace(held.codebook[0], id=TagId(f"t{at}"), name=f"Tag {at}")
        for at in range(bounds.TAGS - len(held.codebook))
    ]
    data = as_bytes(replace(held, codebook=(*held.codebook, *more)))
    target = tmp_path / f"out.{format_}"
    request = protocol.ExportSession(str(target), format_, len(data))
    reply, _payload = perform(request, data, lambda done: None)
    assert isinstance(reply, protocol.Exported), reply
    assert target.stat().st_size == reply.size > 1_000


def as_bytes(value: Session) -> bytes:
    """The session as a file; the codec checks the hash of each text, so it has to be right."""
    from hashlib import sha256

    sources = {
        id_: replace(source, sha256=sha256(source.text.encode()).hexdigest())
        for id_, source in value.sources.items()
    }
    return encoding.encode(replace(value, sources=sources))


def test_a_file_is_imported_whole(tmp_path: Path) -> None:
    path = tmp_path / "pört.txt"
    path.write_text(TEXT, encoding="utf-8")
    (reply,), data, errors = ask(protocol.ImportFile(str(path)))
    assert isinstance(reply, protocol.Imported)
    assert reply.payload == len(data)
    source, _front, notes = decode_imported(data)
    assert (source.text, source.name, notes) == (TEXT, "pört.txt", ())
    assert source.extra == NO_EXTRA
    assert errors == b""


def test_a_pasted_text_is_imported_under_its_name() -> None:
    payload = TEXT.encode()
    (reply,), data, _errors = ask(protocol.ImportText("Pasted", len(payload)), payload)
    assert isinstance(reply, protocol.Imported)
    source, _front, _notes = decode_imported(data)
    assert (source.text, source.name) == (TEXT, "Pasted")


def test_a_file_that_is_missing_is_answered_in_a_sentence(tmp_path: Path) -> None:
    (reply,), data, errors = ask(protocol.ImportFile(str(tmp_path / "none.txt")))
    assert isinstance(reply, protocol.Failed)
    assert reply.sentence.startswith("There is no file “none.txt”")
    assert "UnreadableArticle" in reply.detail
    assert str(tmp_path) not in reply.sentence + reply.detail
    assert (data, errors) == (b"", b"")


@pytest.mark.parametrize(
    ("format_", "head"),
    [
        ("docx", b"PK\x03\x04"),
        ("pdf", b"%PDF-"),
        ("html", b"<!DOCTYPE html>"),
        ("md", b"# Own title\n"),
    ],
)
def test_an_export_reports_progress_and_writes_the_document(
    tmp_path: Path, format_: protocol.Format, head: bytes
) -> None:
    target, data = tmp_path / f"out.{format_}", as_bytes(session())
    replies, _rest, _errors = ask(
        protocol.ExportSession(str(target), format_, len(data), Options(title="Own title")), data
    )
    *steps, last = replies
    assert isinstance(last, protocol.Exported), last
    assert last == protocol.Exported(str(target), target.stat().st_size)
    done = [step.done for step in steps if isinstance(step, protocol.Progress)]
    assert done
    assert done == sorted(done)
    assert target.read_bytes().startswith(head)
    assert list(tmp_path.iterdir()) == [target]


def test_the_exported_words_are_those_of_the_session(tmp_path: Path) -> None:
    target, data = tmp_path / "out.docx", as_bytes(session())
    ask(protocol.ExportSession(str(target), "docx", len(data)), data)
    with zipfile.ZipFile(target) as document:
        body = document.read("word/document.xml").decode()
    assert "nobody doubted it." in body


def test_an_export_tells_which_characters_no_font_has(tmp_path: Path) -> None:
    start = new_session("Port 港")
    target, data = tmp_path / "out.pdf", as_bytes(start)
    *_steps, reply = ask(protocol.ExportSession(str(target), "pdf", len(data)), data)[0]
    assert reply == protocol.Exported(str(target), target.stat().st_size, ("港",))


def test_an_export_into_a_missing_folder_is_answered_in_a_sentence(tmp_path: Path) -> None:
    data = as_bytes(session())
    target = tmp_path / "none" / "out.docx"
    *_steps, reply = ask(protocol.ExportSession(str(target), "docx", len(data)), data)[0]
    assert isinstance(reply, protocol.Failed)
    assert reply.sentence.startswith("The folder for “out.docx” does not exist")


def test_a_check_finds_what_is_wrong_and_nothing_in_a_sound_file() -> None:
    data = as_bytes(session())
    (reply,), _rest, _errors = ask(protocol.CheckSession(len(data)), data)
    assert reply == protocol.Checked(())
    broken = data.replace(b'"end": 43', b'"end": 99')
    assert broken != data
    (reply,), _rest, _errors = ask(protocol.CheckSession(len(broken)), broken)
    assert isinstance(reply, protocol.Checked)
    assert any("annotations[0]" in problem for problem in reply.problems)


def test_bytes_that_are_no_session_are_answered_in_a_sentence(tmp_path: Path) -> None:
    request = protocol.ExportSession(str(tmp_path / "out.pdf"), "pdf", 2)
    (reply,), _rest, _errors = ask(request, b"{}")
    assert isinstance(reply, protocol.Failed)
    assert not list(tmp_path.iterdir())


def run_with(setup: str, request: protocol.Request, payload: bytes) -> "subprocess.Popen[bytes]":
    """A worker in which ``setup`` has been run before it reads its request."""
    code = f"import os, sys\n{setup}\nfrom desktop import worker\nsys.exit(worker.main())"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=protocol.WORKER_FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(protocol.encode(request) + b"\n" + payload)
    process.stdin.flush()
    return process


@POSIX_ONLY
def test_a_worker_that_is_cancelled_while_it_writes_leaves_nothing_behind(tmp_path: Path) -> None:
    data = as_bytes(session())
    target = tmp_path / "out.docx"
    target.write_bytes(b"before")
    waits = (
        "import signal\n"
        "def wait(descriptor): sys.stderr.write('here\\n'); sys.stderr.flush(); signal.pause()\n"
        "os.fsync = wait"
    )
    with run_with(waits, protocol.ExportSession(str(target), "docx", len(data)), data) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"here\n"
        assert len(list(tmp_path.iterdir())) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
        assert process.stderr.read() == b""
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"before"


@POSIX_ONLY
def test_a_worker_that_is_cancelled_before_its_request_ends_quietly() -> None:
    says = (
        "import signal\n"
        "take = signal.signal\n"
        "def said(*given): take(*given); sys.stderr.write('here\\n'); sys.stderr.flush()\n"
        "signal.signal = said"
    )
    with run_with(says, protocol.ImportText("x", 5), b"abc") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"here\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
        assert process.stderr.read() == b""


def test_stray_prints_do_not_reach_the_window(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    prints = (
        "import desktop.importers.read as read\n"
        "plain = read.read_file\n"
        "def loud(path): print('stray'); os.write(1, b'stray'); return plain(path)\n"
        "read.read_file = loud"
    )
    with run_with(prints, protocol.ImportFile(str(path)), b"") as process:
        output, errors = process.communicate()
    assert output.startswith(b'{"type":"imported"')
    assert b"stray" not in output
    assert errors.count(b"stray") == 2


@POSIX_ONLY
def test_an_import_that_never_ends_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    spins = (
        "import desktop.limits\n"
        "desktop.limits.SECONDS = 0\n"
        "import desktop.importers.read as read\n"
        "def spin(path):\n"
        "    while True: pass\n"
        "read.read_file = spin"
    )
    with run_with(spins, protocol.ImportFile(str(path)), b"") as process:
        output, _errors = process.communicate()
    reply = protocol.decode_reply(output)
    assert isinstance(reply, protocol.Failed)
    assert reply.sentence == (
        "Reading “a.txt” took too long and was given up; nothing was changed."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep RLIMIT_AS")
def test_an_import_that_wants_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    grows = "import desktop.importers.read as read\nread.read_file = lambda path: bytes(3 << 30)"
    with run_with(grows, protocol.ImportFile(str(path)), b"") as process:
        output, _errors = process.communicate()
    reply = protocol.decode_reply(output)
    assert isinstance(reply, protocol.Failed)
    assert reply.sentence == (
        "“a.txt” needs more memory than there is, so nothing was done with it."
    )


@POSIX_ONLY
def test_a_reader_can_write_no_file_and_leaves_no_core(tmp_path: Path) -> None:
    path, stray = tmp_path / "a.txt", tmp_path / "stray"
    path.write_text(TEXT, encoding="utf-8")
    writes = (
        "import resource\n"
        "import desktop.importers.read as read\n"
        "plain = read.read_file\n"
        "def write(path):\n"
        "    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0\n"
        f"    file = open({str(stray)!r}, 'wb', 0)\n"
        "    try: file.write(b'words')\n"
        "    except OSError: return plain(path)\n"
        "read.read_file = write"
    )
    with run_with(writes, protocol.ImportFile(str(path)), b"") as process:
        output, _errors = process.communicate()
    assert output.startswith(b'{"type":"imported"')
    assert stray.read_bytes() == b""


def test_an_article_that_would_be_too_long_behind_the_pipe_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop.worker

    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(desktop.worker, "OUTPUT", 100)
    reply, data = perform(protocol.ImportFile(str(path)), b"", lambda done: None)
    assert isinstance(reply, protocol.Failed)
    assert "a.txt" in reply.sentence
    assert data == b""


def test_a_mistake_of_the_program_is_answered_without_the_words_of_an_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import desktop.importers.read as read

    def fail(value: str, name: str) -> None:
        raise ValueError(value)

    monkeypatch.setattr(read, "read_text", fail)
    reply, data = perform(protocol.ImportText("x", 6), b"secret", lambda done: None)
    assert isinstance(reply, protocol.Failed)
    assert "secret" not in reply.sentence + reply.detail
    assert "ValueError" in reply.detail
    assert data == b""


def test_a_scrubbed_error_names_types_and_places_only() -> None:
    try:
        try:
            raise OSError(28, "secret", "/secret/path")
        except OSError as error:
            raise ValueError("secret") from error
    except ValueError as error:
        line = scrubbed(error)
    assert "secret" not in line
    assert "builtins.ValueError [desktop/test_worker.py:" in line
    assert "<- builtins.OSError errno 28 [" in line
    assert "\n" not in line


@pytest.mark.parametrize("found", [None, FrontMatter(((0, 4),), Front(author="A. Quill"))])
def test_an_import_survives_its_way_to_the_window(found: FrontMatter | None) -> None:
    data = encode_imported(article("🚨 ü\n\nb"), found, ("A note.",))
    assert decode_imported(data) == (article("🚨 ü\n\nb"), found, ("A note.",))
