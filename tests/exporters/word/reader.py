"""A Word file as its reader meets it: what is written, shaded and commented on where."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from exporters.briefing import Briefing
from exporters.render import render


def opened(briefing: Briefing) -> Any:
    """The file in python-docx, whose types end where its XML begins."""
    return Document(io.BytesIO(render(briefing, "docx").data))


def parts_of(briefing: Briefing) -> dict[str, bytes]:
    """The entries of the finished file."""
    with zipfile.ZipFile(io.BytesIO(render(briefing, "docx").data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_in(element: Any) -> str:
    """What is read in an element, with raised references and margins left out."""
    return "".join(words_of_run(run) for run in element.iter(qn("w:r")))


def run_text(run: Any) -> str:
    """The text of one run, with its tabs and line breaks."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(
        (child.text or "") if child.tag == qn("w:t") else signs.get(child.tag, "") for child in run
    )


def words_under_comments(document: Any) -> dict[str, str]:
    """Words under each comment, from range start to range end, by the comment's first line.

    Paragraphs are joined by a line break.
    """
    open_ones: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    first_line = {str(c.comment_id): c.paragraphs[0].text for c in document.comments}
    for element in document.element.body.iter():
        number = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            open_ones[number] = []
        elif element.tag == qn("w:commentRangeEnd"):
            closed[first_line[number]] = "".join(open_ones.pop(number))
        elif element.tag == qn("w:r"):
            words = words_of_run(element)
            for heard in open_ones.values():
                heard.append(words)
        elif element.tag == qn("w:p"):
            for heard in open_ones.values():
                heard.append("\n")
    assert not open_ones
    return closed


def words_of_run(run: Any) -> str:
    """The text of a run, nothing for references and paragraph numbers."""
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    name = "" if style is None else style.get(qn("w:val"))
    return "" if name.startswith(("Reference", "ParagraphNumber")) else run_text(run)


def shaded(document: Any) -> list[tuple[str, str]]:
    """(words, name of the style) of every stretch of tinted words, in order.

    Runs that follow each other in one style, of several scripts, are one stretch.
    """
    found: list[tuple[str, str]] = []
    for paragraph in document.paragraphs:
        after = None
        for run in paragraph.runs:
            style = "" if run.style is None else str(run.style.name)
            if not style.startswith("Tag "):
                continue
            if after is run._r.getprevious() is not None and found[-1][1] == style:
                found[-1] = (found[-1][0] + run.text, style)
            else:
                found.append((run.text, style))
            after = run._r
    return found


def texts_in_style(document: Any, style: str) -> list[str]:
    """The words of every paragraph of a style, without what stands in the margin."""
    return [
        text_in(p._p).removeprefix("\t").removeprefix("\t")
        for p in document.paragraphs
        if p.style is not None and p.style.name == style
    ]


def style_name(paragraph: Any) -> str:
    """The name in the file; python-docx turns "heading 1" into "Heading 1"."""
    return paragraph.style.element.find(qn("w:name")).get(qn("w:val"))


def bookmarks(body: Any) -> list[Any]:
    """Where all bookmarks begin."""
    return list(body.iter(qn("w:bookmarkStart")))


def all_text(element: Any) -> str:
    """Everything that is printed in an element."""
    return "".join(run_text(run) for run in element.iter(qn("w:r")))


def bidi_language(run: Any) -> str:
    """The language of right-to-left words that a run is marked with."""
    language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    return "" if language is None else language.get(qn("w:bidi"), "")
