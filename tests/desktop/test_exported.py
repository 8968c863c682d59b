"""Whoever opens the exported file finds each passage, and what the analyst said of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from desktop import protocol
from desktop.briefing import compose
from desktop.model.annotation import Annotation
from desktop.model.grade_words import credibility_words, reliability_words
from desktop.model.session import Session
from desktop.worker import write_briefing
from exporters.briefing import Article
from tests.exporters.pdf.reader import highlights, opened, quads, under
from tests.exporters.word.reader import words_under_comments
from tests.pictures.marked import marked_session


@pytest.fixture(scope="module")
def session() -> Session:
    return marked_session()


def export(session: Session, target: Path) -> Path:
    format_: protocol.Format = "pdf" if target.suffix == ".pdf" else "docx"
    write_briefing(session, protocol.ExportSession(str(target), format_, 0), lambda done: None)
    return target


def referred(session: Session) -> Iterator[tuple[str, Annotation]]:
    """Each passage with the number it has in the document."""
    by_place = {
        (mark.tag, mark.spans): mark.reference
        for section in compose(session).sections
        for part in section.parts
        if isinstance(part, Article)
        for mark in part.marks
    }
    for held in session.annotations.values():
        spans = tuple((span.start, span.end) for span in held.spans)
        yield by_place[held.tag, spans], held


def said(session: Session, held: Annotation) -> list[str]:
    """What the comment of a passage has to say."""
    names = {tag.id: tag.name for tag in session.codebook}
    wanted = [names[held.tag]]
    if held.speaker is not None:
        wanted.append(held.speaker.name)
    if held.credibility:
        wanted += [credibility_words(held.credibility), held.credibility]
        reliability = session.sources[held.source].grade.reliability
        wanted += [reliability_words(reliability), reliability]
    return [*wanted, *held.labels, *held.note.splitlines()]


def even(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_word_has_a_comment_over_the_words_of_each_passage(
    session: Session, tmp_path: Path
) -> None:
    document = Document(str(export(session, tmp_path / "out.docx")))
    under_comments = words_under_comments(document)
    comments = {comment.paragraphs[0].text: comment.text for comment in document.comments}
    assert len(comments) == len(session.annotations)
    for reference, held in referred(session):
        (first,) = [line for line in comments if line.endswith(f" {reference}")]
        text = session.sources[held.source].text
        assert even(under_comments[first]) == even(text[held.spans[0].start : held.spans[-1].end])
        for words in said(session, held):
            assert words.lower() in comments[first].lower(), (reference, words)


def test_a_pdf_has_a_highlight_over_the_words_of_each_passage(
    session: Session, tmp_path: Path
) -> None:
    data = export(session, tmp_path / "out.pdf").read_bytes()
    with opened(data) as pdf:
        found: dict[str, tuple[str, str]] = {}
        for page, one in highlights(pdf):
            note = str(one.Contents)
            reference = note.splitlines()[0].rpartition(" ")[2]
            words = "".join(under(data, page, box) for box in quads(one))
            before = found.get(reference, ("", ""))[0]
            found[reference] = (before + words, note)
    assert len(found) == len(session.annotations)
    for reference, held in referred(session):
        text = session.sources[held.source].text
        expected = "".join(text[span.start : span.end] for span in held.spans)
        words, note = found[reference]
        assert even(words) == even(expected)
        for one in said(session, held):
            assert one.lower() in note.lower(), (reference, one)
