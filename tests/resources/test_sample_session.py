"""The sample session is what ``make sample`` makes of our own column, and sound."""

import pytest

from desktop.store.checking.strict import problems
from desktop.store.codec.decoding import decode
from desktop.store.codec.proposed import suggestions_of
from resources.files import SAMPLE_SESSION
from tests.resources.sample_session import sample_session


def test_it_is_sound() -> None:
    assert not problems(SAMPLE_SESSION.read_bytes())


def test_it_is_what_the_column_and_the_engine_make_of_it() -> None:
    kept, made = decode(SAMPLE_SESSION.read_bytes()).session, sample_session()
    assert (kept.sources, kept.annotations, kept.info) == (
        made.sources,
        made.annotations,
        made.info,
    )
    (source,) = kept.sources
    waiting, found = suggestions_of(kept, source), suggestions_of(made, source)
    assert [(one.tag, one.spans) for one in waiting] == [(one.tag, one.spans) for one in found]
    assert [one.score for one in waiting] == pytest.approx([one.score for one in found], abs=0.01)
