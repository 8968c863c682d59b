"""Documents to come and pictures of their pages, as the worker makes them."""

import pytest

from desktop.options import Options, SectionName
from desktop.protocol import Failed, PicturePages, Previewed, PreviewSession
from desktop.worker import perform
from tests.desktop.test_worker import as_bytes, ask, session

OPTIONS = Options(title="The lease", sections=(SectionName.CONTENTS, SectionName.ARTICLES))


def preview(pages: tuple[int, ...], width: int = 200, options: Options = OPTIONS) -> Previewed:
    data = as_bytes(session())
    reply, _payload = perform(
        PreviewSession("pdf", len(data), pages, width, options), data, lambda done: None
    )
    assert isinstance(reply, Previewed), reply
    return reply


def test_a_worker_sends_the_document_and_the_pages_that_are_asked_for() -> None:
    data = as_bytes(session())
    replies, payload, _errors = ask(PreviewSession("docx", len(data), (1, 0), 200, OPTIONS), data)
    reply = replies[-1]
    assert isinstance(reply, Previewed)
    assert len(payload) == reply.payload
    assert payload.startswith(b"%PDF")
    assert payload[: reply.document].rstrip().endswith(b"%%EOF")
    assert len(reply.shapes) == 2
    assert [one.page for one in reply.pictures] == [1, 0]
    pixels = sum(one.stride * one.height for one in reply.pictures)
    assert reply.document + pixels == reply.payload


def test_a_picture_is_as_wide_as_it_is_wanted_and_has_ink_on_white() -> None:
    data = as_bytes(session())
    request = PreviewSession("pdf", len(data), (0,), 310, OPTIONS)
    reply, payload = perform(request, data, lambda done: None)
    assert isinstance(reply, Previewed)
    (picture,) = reply.pictures
    assert (picture.width, picture.height) == (310, pytest.approx(310 * 842 / 595, abs=2))
    rows = payload[reply.document :]
    assert picture.stride >= 3 * picture.width
    assert rows[:3] == b"\xff\xff\xff"
    assert min(rows) < 80


def test_pages_of_a_document_that_is_there_are_pictured_without_it() -> None:
    data = as_bytes(session())
    whole, payload = perform(
        PreviewSession("pdf", len(data), (1,), 200, OPTIONS), data, lambda done: None
    )
    assert isinstance(whole, Previewed)
    document, first = payload[: whole.document], payload[whole.document :]
    reply, rows = perform(PicturePages((1, 99), 200, len(document)), document, lambda done: None)
    assert isinstance(reply, Previewed)
    assert (reply.document, [one.page for one in reply.pictures]) == (0, [1])
    assert rows == first


def test_a_page_the_document_does_not_have_is_passed_over() -> None:
    assert [one.page for one in preview((0, 7, -1)).pictures] == [0]


def test_the_options_are_those_of_the_document() -> None:
    letter = preview((), options=Options(page_size="Letter", sections=(SectionName.SOURCES,)))
    assert letter.shapes == (pytest.approx((612, 792), abs=0.1),)


def test_markdown_comes_as_its_text_and_without_pictures() -> None:
    data = as_bytes(session())
    reply, text = perform(PreviewSession("md", len(data), (0,), 200, OPTIONS), data, lambda _: None)
    assert reply == Previewed(payload=len(text), document=len(text))
    assert "The port is closed" in text.decode()


def test_a_character_that_no_font_has_is_reported() -> None:
    options = Options(title="A \U00012000 sign", sections=(SectionName.SOURCES,))
    assert preview((), options=options).unprintable == ("\U00012000",)


def test_what_is_no_session_is_answered_in_a_sentence() -> None:
    reply, _nothing = perform(PreviewSession("pdf", 2, (0,), 200), b"[]", lambda done: None)
    assert isinstance(reply, Failed)
    assert reply.sentence
