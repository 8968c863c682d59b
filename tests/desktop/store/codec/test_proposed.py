"""What was proposed for an archive waits in the file, for the text it was proposed for."""

import json
from typing import Any

from msgspec.structs import replace

from desktop.editing.sources import add_source
from desktop.model.annotation import Span
from desktop.model.codebook import CLAIM, QUOTE
from desktop.model.identity import TagId
from desktop.model.session import Session, new_session
from desktop.model.suggestion import Evidence, Sign, SuggestedSpeaker, Suggestion
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.codec.proposed import suggestions_of, with_suggestions
from tests.desktop.ui.articles import source

ARTICLE = source("“A fair price,” said Chen. The cranes stood idle.")
QUOTED = Suggestion(
    (Span(0, 15),), QUOTE, 0.9, "quote.direct.cue",
    speaker=SuggestedSpeaker("Chen", Span(21, 25)), cue=Span(16, 20),
    evidence=(Evidence(Sign.MARKS),),
)  # fmt: skip
IDLE = Suggestion((Span(27, 49),), CLAIM, 0.7, "stance.claim")


def proposed(*found: Suggestion) -> Session:
    change = add_source(new_session("Cranes"), ARTICLE)
    assert change is not None
    return with_suggestions(new_session("Cranes").apply(change), ARTICLE.id, found)


def altered(session: Session, **members: Any) -> Session:
    """The session, read from a file in which the first suggestion says something else."""
    content = json.loads(encode(session))
    content["suggestions"][0]["passages"][0].update(members)
    return decode(json.dumps(content).encode()).session


def test_suggestions_come_back_as_they_were_and_are_no_passages() -> None:
    session = decode(encode(proposed(QUOTED, IDLE))).session
    assert suggestions_of(session, ARTICLE.id) == (QUOTED, IDLE)
    assert not session.annotations


def test_they_survive_a_change_of_the_session() -> None:
    session = proposed(QUOTED)
    retitled = replace(session, info=replace(session.info, title="Other"))
    assert suggestions_of(decode(encode(retitled)).session, ARTICLE.id) == (QUOTED,)


def test_those_for_another_text_are_not_shown() -> None:
    session = proposed(QUOTED)
    other = replace(ARTICLE, text="Another one.", sha256="0" * 64)
    assert suggestions_of(replace(session, sources={ARTICLE.id: other}), ARTICLE.id) == ()


def test_what_does_not_fit_the_article_is_passed_over() -> None:
    session = proposed(QUOTED, IDLE)
    for members in (
        {"spans": [{"start": 0, "end": 999}]},
        {"spans": []},
        {"score": 7},
        {"tag": TagId("unknown")},
        {"cue": {"start": 9, "end": 3}},
    ):
        assert suggestions_of(altered(session, **members), ARTICLE.id) == (IDLE,)
    assert suggestions_of(altered(session, spans="none"), ARTICLE.id) == ()
