"""What is left out of a document is gone from it, even for a reader who takes the file apart."""

import html
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from msgspec.structs import replace

from desktop import protocol
from desktop.model.annotation import Annotation, LinkKind
from desktop.model.change import Person
from desktop.model.codebook import four_tags
from desktop.model.grades import Confidence, Credibility
from desktop.model.identity import PersonId
from desktop.model.session import Session
from desktop.options import Options, SectionName
from desktop.worker import write_briefing
from tests.desktop.briefing.sessions import first, linked, on, own_tag, said_by, second, session
from tests.exporters.pdf.reader import opened, read_text

FORMATS = get_args(protocol.Format)
ALL = tuple(SectionName)
WITHOUT_ARTICLES = tuple(name for name in SectionName if name is not SectionName.ARTICLES)
SAID = (
    "Whispered at the gate",
    "Neda Tarvell",
    "quartermaster",
    "undercover",
    "What the house calls Lead",
    "Confidence: low",
    "Silent Partner",
)
"""What is said of the passage that is left out, and of no other."""
WORDS = "Quay 4 is empty"


def hidden() -> Annotation:
    made = said_by(on(second(), 2, "lead", WORDS), "Neda Tarvell", "quartermaster")
    return replace(
        made,
        note="Whispered at the gate.",
        labels=("undercover",),
        credibility=Credibility("2"),
        confidence=Confidence.LOW,
        creator=PersonId("urn:silent"),
    )


def kept() -> Session:
    claim = on(first(), 1, "claim", "They stay.")
    quote = linked(said_by(on(first(), 3, "quote", "We go"), "Ada Quill"), LinkKind.SUPPORTS, claim)
    return replace(
        session(claim, quote),
        codebook=(*four_tags(), own_tag("lead", "Lead")),
        people=(Person(PersonId("urn:silent"), "Silent Partner", "SP"),),
    )


def whole() -> Session:
    """The same with the passage, which is linked to both others, and one of them to it."""
    gone = hidden()
    claim, quote = kept().annotations.values()
    gone = linked(gone, LinkKind.CONTRADICTS, claim)
    quote = linked(quote, LinkKind.SUPPORTS, claim, gone)
    held = (claim, gone, quote)
    return replace(kept(), annotations={one.id: one for one in held})


def exported(of: Session, format_: protocol.Format, options: Options, folder: Path) -> bytes:
    target = folder / f"out.{format_}"
    request = protocol.ExportSession(str(target), format_, 0, options)
    write_briefing(of, request, lambda done: None)
    return target.read_bytes()


def everything_in(data: bytes, format_: protocol.Format) -> str:
    """All that a file says anywhere: its parts unpacked, streams, strings, text of the pages."""
    if format_ == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        return html.unescape("\n".join(parts))
    if format_ == "pdf":
        with opened(data) as pdf:
            said = [text for one in pdf.objects for text in strings_of(one)]
        return "\n".join((*said, read_text(data)))
    return html.unescape(data.decode("utf-8"))


def strings_of(one: Any, inner: bool = False) -> Iterator[str]:
    if inner and getattr(one, "is_indirect", False):
        return  # it is an object of its own
    if isinstance(one, pikepdf.Stream):
        yield one.read_bytes().decode("utf-8", "replace")
    if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
        for key in one.keys():  # noqa: SIM118  no mapping of Python
            yield from strings_of(one[key], inner=True)
    elif isinstance(one, pikepdf.Array):
        for entry in one:
            yield from strings_of(entry, inner=True)
    elif isinstance(one, pikepdf.String | str):
        yield str(one)


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_said_of_it_is_anywhere_in_the_file(
    format_: protocol.Format, tmp_path: Path
) -> None:
    told = everything_in(exported(whole(), format_, Options(sections=ALL), tmp_path), format_)
    unseen = {"Silent Partner"} if format_ in ("html", "md") else set[str]()  # comments sign it
    assert [said for said in SAID if said not in told and said not in unseen] == []
    options = Options(sections=ALL, left_out=(hidden().id,))
    told = everything_in(exported(whole(), format_, options, tmp_path), format_)
    assert [said for said in SAID if said in told] == []
    assert WORDS in told  # the article is whole


@pytest.mark.parametrize("format_", FORMATS)
def test_without_the_articles_its_words_are_gone_too(
    format_: protocol.Format, tmp_path: Path
) -> None:
    shown = exported(whole(), format_, Options(sections=WITHOUT_ARTICLES), tmp_path)
    assert WORDS in everything_in(shown, format_)
    options = Options(sections=WITHOUT_ARTICLES, left_out=(hidden().id,))
    told = everything_in(exported(whole(), format_, options, tmp_path), format_)
    assert [said for said in (*SAID, WORDS) if said in told] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_file_is_that_of_a_session_which_never_had_it(
    format_: protocol.Format, tmp_path: Path
) -> None:
    options = Options(sections=ALL, left_out=(hidden().id,))
    without = exported(whole(), format_, options, tmp_path)
    assert without == exported(kept(), format_, Options(sections=ALL), tmp_path)
