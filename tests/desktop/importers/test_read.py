"""Reading a file or a text: what comes out, and what is refused."""

import os
import socket
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.read import ImportResult, Reason, UnreadableArticle, read_file, read_text
from desktop.model.source import BlockKind, Front, Origin, Reader
from resources.files import MIXED_SCRIPTS, SAMPLE_ARTICLE


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(path: Path) -> UnreadableArticle:
    with pytest.raises(UnreadableArticle) as caught:
        read_file(path)
    assert caught.value.name == path.name
    return caught.value


def test_a_file_becomes_a_source_that_says_where_it_came_from(tmp_path: Path):
    data = b"\xef\xbb\xbfThe pilots went back.\r\n\r\nThe cranes did not.\r\n"
    result = read_file(put(tmp_path / "Port strike.TXT", data))
    source = result.source
    assert source.name == "Port strike.TXT"
    assert source.text == "The pilots went back.\n\nThe cranes did not.\n"
    assert source.sha256 == sha256(source.text.encode()).hexdigest()
    assert source.origin == Origin(sha256(data).hexdigest(), len(data))
    assert (source.media_type, source.reader) == ("text/plain", Reader("text", "1"))
    assert [source.text[b.start : b.end] for b in source.blocks] == [
        "The pilots went back.",
        "The cranes did not.",
    ]
    assert source.front == Front()
    assert result.notes == ()
    assert source.id != read_file(tmp_path / "Port strike.TXT").source.id


def test_the_extension_tells_the_format(tmp_path: Path):
    for name, media_type in (
        ("a.md", "text/markdown"),
        ("a.MARKDOWN", "text/markdown"),
        ("a.text", "text/plain"),
        ("Report v1.2", "text/plain"),
        ("README", "text/plain"),
        ("Letter to Mr. Smith", "text/plain"),
    ):
        source = read_file(put(tmp_path / name, b"# One\n")).source
        assert source.media_type == media_type
        is_heading = source.blocks[0].kind is BlockKind.HEADING
        assert is_heading == (media_type == "text/markdown")


def test_front_matter_is_offered_and_not_set(tmp_path: Path):
    result = read_file(put(tmp_path / "a.txt", b"2020-01-14 The port.\n\nIt is closed."))
    assert result.front_matter is not None
    assert result.front_matter.front.published == "2020-01-14"
    assert result.source.front == Front()
    assert result.source.blocks[0].start == 0


def test_a_guessed_encoding_is_noted(tmp_path: Path):
    text = "The café owner’s daughter said “nothing has changed at the quay”. It was true."
    result = read_file(put(tmp_path / "a.txt", text.encode("cp1252")))
    assert result.source.text == text
    assert len(result.notes) == 1
    assert "Windows-1252" in result.notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b"\xef\xbb\xbf \r\n\t\xc2\xa0\n\xe2\x80\xa8", Reason.EMPTY),
        (b"PK\x03\x04 a report", Reason.BINARY),
        (b"a\x00b", Reason.BINARY),
        (b"\xff\xfea", Reason.ENCODING),
    ],
)
def test_a_file_that_holds_no_text_is_refused(tmp_path: Path, data: bytes, reason: Reason):
    assert refusal(put(tmp_path / "a.txt", data)).reason is reason


def test_a_file_that_is_not_there_is_missing(tmp_path: Path):
    put(tmp_path / "file.txt", b"a")
    assert refusal(tmp_path / "none.txt").reason is Reason.MISSING
    assert refusal(tmp_path / "file.txt" / "none.txt").reason is Reason.MISSING
    assert refusal(tmp_path / "a\0b.txt").reason is Reason.MISSING


def test_a_folder_a_device_a_pipe_and_a_socket_are_unreadable_and_not_waited_for(tmp_path: Path):
    (tmp_path / "folder.txt").mkdir()
    error = refusal(tmp_path / "folder.txt")
    assert error.reason is Reason.UNREADABLE
    assert "folder" in error.detail
    if Path("/dev/null").is_char_device():
        assert refusal(Path("/dev/null")).reason is Reason.UNREADABLE
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        assert refusal(tmp_path / "pipe.txt").reason is Reason.UNREADABLE
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as listening, pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)  # the address of a socket is short
            listening.bind("socket.txt")
            assert refusal(Path("socket.txt")).reason is Reason.UNREADABLE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_unreadable(tmp_path: Path):
    path = put(tmp_path / "a.txt", b"The port is closed.")
    path.chmod(0)
    error = refusal(path)
    assert error.reason is Reason.UNREADABLE
    assert error.detail


def test_what_the_system_says_of_a_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path / "a.txt", b"The port is closed.")
    monkeypatch.setattr(Path, "open", refuse)
    error = refusal(path)
    assert (error.reason, error.detail) == (Reason.UNREADABLE, "Permission denied")


def test_a_format_without_reader_is_refused_whatever_it_holds(tmp_path: Path):
    error = refusal(put(tmp_path / "a.XYZ", b""))
    assert (error.reason, error.detail) == (Reason.UNKNOWN_FORMAT, ".xyz")


def test_the_limit_holds_for_files_and_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop.importers.read.MAX_BYTES", 10)
    assert read_file(put(tmp_path / "a.txt", b"a" * 10)).source.text == "a" * 10
    error = refusal(put(tmp_path / "b.txt", b"a" * 11))
    assert (error.reason, error.detail) == (Reason.TOO_LARGE, "10")
    assert read_text("é" * 5, "a").source.text == "é" * 5
    with pytest.raises(UnreadableArticle) as caught:
        read_text("é" * 5 + "a", "a")
    assert caught.value.reason is Reason.TOO_LARGE


def test_lone_surrogates_are_replaced_one_for_one_and_noted():
    result = read_text("a\ud83d b\ude00\ud83d\ude00c 😀", "pasted")
    assert result.source.text == "a\ufffd b\ufffd\ufffd\ufffdc 😀"
    assert len(result.notes) == 1
    assert "4" in result.notes[0]


def test_a_file_name_that_is_no_utf_8_is_made_text(tmp_path: Path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_bytes(b"The port is closed.")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 only")
    assert read_file(path).source.name == "caf\ufffd.txt"


@given(st.text(min_size=1).filter(str.strip))
def test_a_pasted_text_stays_whole(text: str):
    whole = text.removeprefix("\ufeff")
    if not whole.strip():
        with pytest.raises(UnreadableArticle):
            read_text(text, "pasted")
        return
    result = read_text(text, "pasted")
    assert result.source.text == whole.replace("\r\n", "\n")
    assert result.source.origin.byte_length == len(text.encode())


def test_a_byte_order_mark_that_was_pasted_is_stripped():
    assert read_text("\ufeffOne\r\ntwo\ufeff", "pasted").source.text == "One\ntwo\ufeff"


def test_a_pasted_text_takes_the_format_it_is_given():
    def kind(result: ImportResult) -> BlockKind:
        return result.source.blocks[0].kind

    assert kind(read_text("# One", "pasted")) is BlockKind.PARAGRAPH
    assert kind(read_text("# One", "a.xyz")) is BlockKind.PARAGRAPH
    assert kind(read_text("# One", "a.md")) is BlockKind.HEADING
    assert kind(read_text("# One", "a.txt", "text/markdown")) is BlockKind.HEADING


def test_the_samples_read_without_a_note():
    article = read_file(SAMPLE_ARTICLE)
    assert article.notes == ()
    assert len(article.source.blocks) == 20
    assert article.source.text.startswith(" date 2026-11-12 On ")
    mixed = read_file(MIXED_SCRIPTS).source.text
    for wanted in ("👩‍👩‍👧‍👦", "🇫🇮", "👋🏽", "e\u0301", "\u00a0", "\u200c", "ב־14", "می", "渡船"):
        assert wanted in mixed
