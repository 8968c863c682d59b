"""A session with a protective marking: every page shows it, and so do the document's properties."""

import io
import re
import zipfile
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from docx import Document
from msgspec.structs import replace

from desktop import protocol
from desktop.briefing import compose
from desktop.model.session import Session
from desktop.options import Options
from desktop.worker import write_briefing
from tests.desktop.briefing.sessions import first, on, second, session
from tests.exporters.pdf.reader import opened, page_texts

FORMATS = get_args(protocol.Format)
MARKING = "TLP:AMBER+STRICT"
HOSTILE = "A <b>\"&' \u202eDER"


def of(marking: str) -> Session:
    held = session(on(first(), 1, "claim", "They stay."), on(second(), 2, "quote", "Quay 4"))
    return replace(held, info=replace(held.info, marking=marking))


def exported(held: Session, format_: protocol.Format, folder: Path, options: Options) -> bytes:
    target = folder / f"out.{format_}"
    request = protocol.ExportSession(str(target), format_, 0, options)
    write_briefing(held, request, lambda done: None)
    return target.read_bytes()


def test_word_shows_it_over_and_under_every_page_and_in_its_properties(tmp_path: Path) -> None:
    data = exported(of(MARKING), "docx", tmp_path, Options())
    document = Document(io.BytesIO(data))
    for section in document.sections:
        assert not section.different_first_page_header_footer
        assert MARKING in [one.text for one in section.header.paragraphs]
        assert MARKING in [one.text for one in section.footer.paragraphs]
    assert document.core_properties.category == MARKING
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        own = ET.fromstring(package.read("docProps/custom.xml"))
        types = package.read("[Content_Types].xml").decode()
    ((name, value),) = [(one.get("name"), "".join(one.itertext())) for one in own]
    assert (name, value) == ("Marking", MARKING)
    assert "/docProps/custom.xml" in types


def test_a_pdf_shows_it_twice_on_every_page_and_in_its_properties(tmp_path: Path) -> None:
    data = exported(of(MARKING), "pdf", tmp_path, Options())
    pages = page_texts(data)
    assert len(pages) > 2
    assert [page.count(MARKING) for page in pages] == [2] * len(pages)
    with opened(data) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == MARKING
        assert f"<pdf:Keywords>{MARKING}</pdf:Keywords>" in pdf.Root.Metadata.read_bytes().decode()


def test_a_web_page_shows_it_over_and_under_all_and_on_every_page_of_paper(tmp_path: Path) -> None:
    page = exported(of(MARKING), "html", tmp_path, Options()).decode()
    assert f'<meta name="dcterms.accessRights" content="{MARKING}">' in page
    shown = re.findall(r'<p class="marking"[^>]*>([^<]*)</p>', page)
    assert shown == [MARKING, MARKING]
    assert "table-header-group" in page
    assert "table-footer-group" in page


def test_markdown_begins_and_ends_with_it(tmp_path: Path) -> None:
    lines = exported(of(MARKING), "md", tmp_path, Options()).decode().splitlines()
    assert lines[0] == lines[-1] == f"**{MARKING}**"


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_chosen_for_a_document_stands_in_place_of_the_sessions(
    format_: protocol.Format, tmp_path: Path
) -> None:
    plain = exported(of(""), format_, tmp_path, Options())
    assert exported(of(MARKING), format_, tmp_path, Options(marking="")) == plain
    marked = exported(of(MARKING), format_, tmp_path, Options())
    assert exported(of(""), format_, tmp_path, Options(marking=MARKING)) == marked
    assert exported(of(MARKING), format_, tmp_path, Options()) == marked != plain


@pytest.mark.parametrize("format_", FORMATS)
def test_it_is_text_whatever_it_says(format_: protocol.Format, tmp_path: Path) -> None:
    data = exported(of(f"{HOSTILE}\nNEXT"), format_, tmp_path, Options())
    shown = HOSTILE.replace("\u202e", "\ufffd") + " NEXT"
    assert compose(of(f"{HOSTILE}\nNEXT")).marking == f"{HOSTILE} NEXT"
    if format_ == "docx":
        document = Document(io.BytesIO(data))
        assert document.core_properties.category == shown
        assert document.sections[0].header.paragraphs[0].text == shown
    elif format_ == "pdf":
        with opened(data) as pdf:
            assert str(pdf.docinfo["/Keywords"]) == shown
        assert len(pypdfium2.PdfDocument(data)) > 2
    elif format_ == "html":
        assert "<b>" not in data.decode()
    else:
        assert data.decode().startswith("**")
