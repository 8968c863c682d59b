"""A text that is not the one that was imported is named."""

import pytest
from msgspec.structs import replace

from desktop.model.session import Session
from desktop.store.checking.integrity import verify
from desktop.store.codec.decoding import decode
from desktop.store.errors import BadSession, Reason
from tests.desktop.store.examples import ferry, opened


def with_text(session: Session, text: str) -> Session:
    (source,) = session.sources.values()
    return replace(session, sources={source.id: replace(source, text=text)})


def test_a_text_that_was_changed_in_memory_is_named_with_its_article() -> None:
    session = opened()
    verify(session)
    (source,) = session.sources.values()
    with pytest.raises(BadSession) as caught:
        verify(with_text(session, source.text.replace("ferry", "barge", 1)))
    error = caught.value
    assert (error.reason, error.article) == (Reason.TEXT_MISMATCH, source.title)
    assert error.path == "sources[0].text.sha256"


@pytest.mark.parametrize("place", ["length", "sha256"])
def test_a_file_with_another_text_names_the_article(place: str) -> None:
    data = ferry()
    (source,) = decode(data).session.sources.values()
    word = next(one for one in source.text.split() if one.isascii() and one.isalpha()).encode()
    at = data.index(word, data.index(b'"value": "'))
    other = b"X" * (len(word) + (place == "length"))
    with pytest.raises(BadSession) as caught:
        decode(data[:at] + other + data[at + len(word) :])
    assert caught.value.article == source.title
    assert caught.value.path.endswith(place)
