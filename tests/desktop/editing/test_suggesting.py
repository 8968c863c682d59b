"""Suggestions are accepted, rejected and taken back, each in one step that can be undone."""

import hashlib

import pytest
from msgspec.structs import replace

from desktop.editing import tagging
from desktop.editing.deciding import waiting
from desktop.editing.reasons import form, reason, short_reason
from desktop.editing.suggesting import accept, reject, take_back
from desktop.model.annotation import Annotation, Span, Speaker, SpeechKind, Suggested
from desktop.model.change import Change, Edit
from desktop.model.codebook import CLAIM, CONTEXT, OPINION, QUOTE
from desktop.model.decision import Decision, SuggestionEngine
from desktop.model.identity import Instant, PersonId, SourceId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import Front, Origin, Reader, Source
from desktop.model.suggestion import Evidence, Sign, SuggestedSpeaker, Suggestion
from desktop.model.thresholds import LEVELS, sure_enough, threshold

TEXT = "Ada Lunn said the pumps had failed. She added that nobody checked. It should not happen."
ME, WHEN = PersonId("urn:x:me"), Instant("2026-11-22T09:30:00Z")
ARTICLE = SourceId("urn:x:article")
ENGINE = SuggestionEngine("brieflight-suggest", "1", "small 1.0")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


PUMPS = Suggestion(
    (at("the pumps had failed"),),
    QUOTE,
    0.953,
    "said",
    SpeechKind.INDIRECT,
    SuggestedSpeaker("Ada Lunn", at("Ada Lunn")),
    at("said"),
)
NOBODY = Suggestion(
    (at("nobody checked"),),
    QUOTE,
    0.8,
    "said",
    SpeechKind.INDIRECT,
    SuggestedSpeaker("Ada Lunn", at("She"), guessed=True),
    at("added"),
)
SHOULD = Suggestion(
    (at("It should not happen."),),
    OPINION,
    0.92,
    "stance",
    evidence=(Evidence(Sign.MODAL, at("should not")), Evidence(Sign.GENERAL)),
)
ALL = [PUMPS, NOBODY, SHOULD]


@pytest.fixture
def session() -> Session:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    source = Source(
        ARTICLE,
        "a.txt",
        "text/plain",
        Front(),
        Origin("0" * 64, 1),
        Reader("text", "1"),
        TEXT,
        digest,
        (),
    )
    return replace(new_session(), sources={ARTICLE: source})


def left(session: Session, found: list[Suggestion] | None = None) -> list[Suggestion]:
    held = session.of_source(ARTICLE)
    return waiting(session, ARTICLE, ALL if found is None else found, held)


def done(session: Session, change: Change | None) -> Session:
    assert change is not None
    after = session.apply(change)
    assert after.apply(change.inverse()).annotations == session.annotations
    assert after.apply(change.inverse()).decisions == session.decisions
    return after


def accepted(session: Session, *suggestions: Suggestion, **more: object) -> Session:
    return done(session, accept(session, ARTICLE, suggestions, ME, WHEN, **more))  # type: ignore[arg-type]


def rejected(session: Session, suggestion: Suggestion) -> Session:
    return done(session, reject(session, ARTICLE, suggestion, ME, WHEN, ENGINE))


def only(session: Session) -> Annotation:
    (held,) = session.annotations.values()
    return held


def test_an_accepted_suggestion_keeps_what_was_proposed(session: Session) -> None:
    held = only(accepted(session, PUMPS))
    assert (held.tag, held.spans, held.creator, held.created) == (QUOTE, PUMPS.spans, ME, WHEN)
    assert held.suggested == Suggested("said", 0.953, "accepted", PUMPS.spans, QUOTE)
    assert held.speaker == Speaker("Ada Lunn", "", SpeechKind.INDIRECT, "said", at("Ada Lunn"))


def test_a_guessed_speaker_is_not_passed_off_as_known(session: Session) -> None:
    held = only(accepted(session, NOBODY))
    assert held.speaker == Speaker("", "", SpeechKind.INDIRECT, "added", at("She"))
    assert "speaker perhaps Ada Lunn" in reason(NOBODY, TEXT)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Ada Lunn-Reyes", "Dr Ada Lunn"), "Dr Ada Lunn"),
        (("Ada Lunn", "Dr Ada Lunn"), "Ada Lunn"),
        (("Dr Ada Lunn", "Ada Lunn Reyes"), "Ada Lunn"),
        (("Ada Lunnberg",), "Ada Lunn"),
        ((), "Ada Lunn"),
    ],
)
def test_a_speaker_known_by_a_longer_name_keeps_it(
    session: Session, names: tuple[str, ...], expected: str
) -> None:
    known = session
    for name in names:
        known = accepted(known, SHOULD)
        held = list(known.annotations.values())[-1]
        named = replace(held, speaker=Speaker(name, "engineer"))
        known = known.apply(Change("", (Edit(held, named),)))
    known = accepted(known, PUMPS)
    speaker = list(known.annotations.values())[-1].speaker
    assert speaker is not None
    assert speaker.name == expected
    assert speaker.position == ("engineer" if expected in names else "")


def test_a_part_that_is_marked_already_stands_for_the_whole(session: Session) -> None:
    part = replace(SHOULD, spans=(at("should not happen"),))
    assert SHOULD not in left(accepted(session, part))
    word = replace(SHOULD, spans=(at("It"),))
    assert SHOULD in left(accepted(session, word))


def test_it_may_be_accepted_as_something_else(session: Session) -> None:
    after = accepted(session, PUMPS, tag=CLAIM)
    held = only(after)
    assert held.tag == CLAIM
    assert held.suggested == Suggested("said", 0.953, "accepted-edited", PUMPS.spans, QUOTE)
    assert left(after) == [NOBODY, SHOULD]


@pytest.mark.parametrize("tag", [CLAIM, OPINION, CONTEXT])
def test_accepted_as_something_else_it_keeps_all_that_was_proposed(
    session: Session, tag: TagId
) -> None:
    change = accept(session, ARTICLE, [PUMPS], ME, WHEN, tag)
    assert change is not None
    held, plain = only(done(session, change)), only(accepted(session, PUMPS))
    assert replace(held, id=plain.id, tag=QUOTE, suggested=plain.suggested) == plain
    assert change.done == f"Accepted as {tag}, speaker Ada Lunn"
    guessed = accept(session, ARTICLE, [NOBODY], ME, WHEN, tag)
    assert guessed is not None
    assert guessed.done == f"Accepted as {tag}, speaker left open"


def test_many_are_one_step(session: Session) -> None:
    change = accept(session, ARTICLE, ALL, ME, WHEN)
    assert change is not None
    assert change.title == "Accept 3 suggestions"
    after = done(session, change)
    assert len(after.annotations) == 3
    assert left(after) == []
    assert accept(session, ARTICLE, [], ME, WHEN) is None


def test_what_is_marked_already_does_not_wait(session: Session) -> None:
    assert left(session) == ALL
    after = accepted(session, PUMPS)
    assert left(after) == [NOBODY, SHOULD]
    longer = replace(PUMPS, spans=(at("the pumps had failed. She"),))
    other = replace(PUMPS, tag=CLAIM)
    assert left(after, [longer, other]) == []


def marked(session: Session, words: str, tag: TagId) -> Session:
    """A passage made by hand."""
    return done(session, tagging.tag(session, ARTICLE, [at(words)], tag, ME, WHEN))


def test_the_same_words_under_another_tag_do_not_wait(session: Session) -> None:
    for words in ("It should not happen.", "It should not happen", "should not happen."):
        waits = left(marked(session, words, CLAIM))
        assert (SHOULD in waits) == words.startswith("should")
    assert PUMPS not in left(marked(session, "the pumps had failed.", CLAIM))


def test_what_lies_in_a_passage_made_by_hand_does_not_wait(session: Session) -> None:
    part = replace(SHOULD, spans=(at("should not happen"),))
    assert left(marked(session, "It should not happen.", CONTEXT), [part]) == []
    split = replace(SHOULD, spans=(at("It"), at("happen.")))
    assert left(marked(session, "It should not happen.", CONTEXT), [split]) == []
    longer = replace(SHOULD, spans=(at("nobody checked. It should not happen."),))
    assert left(marked(session, "It should not happen.", CONTEXT), [longer]) == [longer]


def test_a_quote_within_a_longer_passage_waits(session: Session) -> None:
    after = marked(session, "Ada Lunn said the pumps had failed.", CLAIM)
    assert PUMPS in left(after)


def test_what_lies_in_an_accepted_suggestion_waits(session: Session) -> None:
    whole = replace(SHOULD, spans=(at("She added that nobody checked. It should not happen."),))
    after = accepted(session, replace(whole, tag=CLAIM))
    assert SHOULD in left(after)


def test_deleting_the_passage_lets_the_suggestion_wait_again(session: Session) -> None:
    after = marked(session, "It should not happen.", CLAIM)
    assert SHOULD not in left(after)
    assert SHOULD in left(done(after, tagging.delete(after, [only(after).id])))


def test_a_rejected_one_stays_away_though_its_ends_differ_a_little(session: Session) -> None:
    after = rejected(session, PUMPS)
    (decision,) = after.decisions.values()
    assert (decision.words, decision.by, decision.engine) == (("the pumps had failed",), ME, ENGINE)
    again = replace(PUMPS, spans=(at("pumps had failed."),), score=0.7)
    elsewhere = replace(PUMPS, spans=(at("Ada Lunn said"),))
    assert left(after, [PUMPS, again, elsewhere]) == [elsewhere]


def test_a_rejected_one_is_known_by_its_words_where_the_text_has_moved(session: Session) -> None:
    after = rejected(session, PUMPS)
    old = after.sources[ARTICLE]
    moved = replace(after, sources={ARTICLE: replace(old, text="New. " + TEXT)})
    there = replace(PUMPS, spans=(Span(PUMPS.start + 5, PUMPS.end + 5),))
    assert left(moved, [there]) == []


def test_decisions_are_taken_back(session: Session) -> None:
    for after in (accepted(session, PUMPS), rejected(session, PUMPS)):
        back = done(after, take_back(after, ARTICLE, PUMPS, after.of_source(ARTICLE)))
        assert left(back) == ALL
    assert take_back(session, ARTICLE, PUMPS, ()) is None


def test_reasons_are_words() -> None:
    assert reason(PUMPS, TEXT) == "reported speech: said, speaker Ada Lunn, 0.95"
    assert short_reason(SHOULD, TEXT) == (
        "demand or possibility: should not, general statement · 0.92"
    )
    assert form(PUMPS, "Quote") == "Indirect quote"
    assert form(SHOULD, "Opinion") == "Opinion"
    assert reason(replace(SHOULD, evidence=()), TEXT) == "the wording as a whole, 0.92"


def test_levels_go_from_few_and_sure_to_many() -> None:
    shown = [len(sure_enough(ALL, level)) for level in range(LEVELS)]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (1, 3)
    assert threshold(QUOTE, 99) == threshold(QUOTE, LEVELS - 1)


def test_a_decision_that_has_changed_is_a_conflict(session: Session) -> None:
    change = reject(session, ARTICLE, PUMPS, ME, WHEN, ENGINE)
    assert isinstance(change.edits[0].after, Decision)
    with pytest.raises(Exception, match="has changed"):
        session.apply(change.inverse())
