"""Whatever goes wrong is told in one sentence that a person can act on."""

import errno
import re
from pathlib import Path

import pytest

import desktop.messages as messages
from desktop.importers.unreadable import Reason as Unreadable
from desktop.importers.unreadable import UnreadableArticle
from desktop.model.session import ChangeConflict
from desktop.store.errors import BadSession, ReadFailed, WriteFailed
from desktop.store.errors import Reason as Bad
from exporters.render import RenderError

NUMBERS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.EIO,
)
FOLDER = Path("/some/folder")
ERRORS: list[BaseException] = [
    *(
        UnreadableArticle(reason, "a.brief.json", detail)
        for reason in Unreadable
        for detail in ("", "12")
    ),
    *(BadSession(reason, path, "detail") for reason in Bad for path in ("", "sources[0].id")),
    *(WriteFailed(FOLDER / "a.brief.json", OSError(number, "It failed")) for number in NUMBERS),
    *(ReadFailed(FOLDER / "a.brief.json", OSError(number, "It failed")) for number in NUMBERS),
    *(OSError(number, "It failed", "/some/folder/a.brief.json") for number in NUMBERS),
    RenderError("ValueError: words of an article"),
    MemoryError(),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_every_error_is_one_short_text_that_names_the_file_and_no_folder(
    error: BaseException,
) -> None:
    said = messages.sentence(error, "/some/folder/a.brief.json")
    assert "“a.brief.json”" in said
    assert "folder/" not in said
    assert "words of an article" not in said
    assert not re.search(r"[{}]|\bNone\b|Reason|Error", said)
    assert said.endswith(".")
    assert not said.endswith("..")
    assert len(re.findall(r"\. [A-Z]", said)) <= 1
    assert len(said) < 200


@pytest.mark.parametrize("error", [ChangeConflict("words"), ValueError("words"), KeyError("words")])
def test_a_mistake_of_the_program_is_told_without_its_words(error: Exception) -> None:
    said = messages.sentence(error)
    assert "words" not in said
    assert said.endswith(".")


def test_reasons_are_told_apart() -> None:
    said = {messages.sentence(UnreadableArticle(reason, "a.txt")) for reason in Unreadable}
    assert len(said) == len(Unreadable)
    several = {messages.sentence(BadSession(reason), "a.txt") for reason in Bad}
    assert len(several) == 8


def test_the_sentences_that_people_meet_most() -> None:
    assert (
        messages.sentence(UnreadableArticle(Unreadable.EMPTY, "notes.txt"))
        == "“notes.txt” is empty, so there is nothing to read."
    )
    full = WriteFailed(Path("/x/y.brief.json"), OSError(errno.ENOSPC, "No space left on device"))
    assert messages.sentence(full) == (
        "There is no room left on the disk for “y.brief.json”; nothing was lost. "
        "Free some space or choose another place."
    )
    large = UnreadableArticle(Unreadable.TOO_LARGE, "notes.txt", "64000000")
    assert "larger than 64 MB" in messages.sentence(large)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "“y.pdf” lies on a disk that can only be read"),
        (errno.ENAMETOOLONG, "The name “y.pdf” is too long for this disk"),
        (errno.EOPNOTSUPP, "In the folder of “y.pdf” the system lets no file be made"),
        (errno.EISDIR, "“y.pdf” is a folder"),
    ],
)
def test_what_stands_in_the_way_of_a_file_has_a_sentence_of_its_own(
    number: int, words: str
) -> None:
    error = WriteFailed(Path("/x/y.pdf"), OSError(number, "It failed"))
    assert messages.sentence(error).startswith(words)


def test_a_damaged_session_names_the_place() -> None:
    error = BadSession(Bad.SPAN_OUTSIDE, "annotations[12].target")
    assert "(annotations[12].target)" in messages.sentence(error, "x.brief.json")


def test_a_name_that_cannot_be_shown_is_made_harmless() -> None:
    said = messages.sentence(UnreadableArticle(Unreadable.EMPTY, "a\x1b[2J\n\udcff.txt"))
    assert said.isprintable()
    assert said.startswith("“a�[2J��.txt” is empty")


def test_sentences_without_an_error_name_the_file_too() -> None:
    for said in (
        messages.newer("/x/y.brief.json"),
        messages.no_reply("/x/y.brief.json"),
        messages.took_too_long("/x/y.brief.json"),
        messages.already_there("/x/y.brief.json"),
    ):
        assert "“y.brief.json”" in said
    assert "“”" not in messages.no_reply()


def test_characters_without_a_glyph_are_named_a_few_at_a_time() -> None:
    assert messages.unprintable((), "pdf") == ""
    assert messages.unprintable(("漢",), "pdf") == (
        "1 character has no glyph in our fonts and is shown as a box: 漢"
    )
    assert messages.unprintable(("漢", "\ue000", "\u0f71"), "pdf").endswith(
        "3 characters have no glyph in our fonts and are shown as a box: 漢 U+E000 U+0F71"
    )
    assert messages.unprintable(("\x00", "\u202e", "漢"), "pdf") == (
        "2 characters that cannot be printed or reverse others are shown as �: U+0000 U+202E; "
        "1 character has no glyph in our fonts and is shown as a box: 漢"
    )
    many = messages.unprintable([chr(0x4E00 + at) for at in range(40)], "docx")
    assert many.startswith("40 characters have no glyph in our fonts and need another one")
    assert many.endswith("…")
    assert many.isprintable()
    assert len(many) < 140
