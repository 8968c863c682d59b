"""Passages as lists: opinions and context apart, and tags of the house."""

from msgspec.structs import replace

from desktop.briefing import Options, compose
from desktop.model.annotation import SpeechKind
from desktop.model.codebook import four_tags
from desktop.model.grades import Confidence, Credibility, Reliability
from desktop.options import SectionName
from exporters.briefing import PassageList
from tests.desktop.briefing.sessions import (
    first,
    items,
    judged,
    on,
    own_tag,
    said_by,
    second,
    session,
    titled,
)


def test_opinions_and_context_have_sections_of_their_own() -> None:
    held = (on(first(), 1, "opinion", "We go"), on(first(), 2, "context", "They stay."))
    briefing = compose(session(*held))
    for title, words in (("Opinions", "We go"), ("Context", "They stay.")):
        (found,) = [part for part in titled(briefing, title).parts if isinstance(part, PassageList)]
        assert [item.text for item in found.items] == [words]


def test_a_passage_in_a_list_says_where_it_stands_how_it_is_graded_and_by_whom_it_is_said() -> None:
    source = judged(first(), Reliability.C)
    words = on(source, 1, "opinion", "We go", "alone.")
    held = replace(
        said_by(words, "Neda Tarvell", "foreign minister", SpeechKind.DIRECT),
        credibility=Credibility.CONFIRMED,
        confidence=Confidence.HIGH,
        labels=("strike", "port"),
        note="Ask her.\n\nTwice.",
    )
    (item,) = items(compose(session(held, sources=(source, second()))))
    assert item.text == "We go […] alone."
    assert item.place == "S1 ¶1 · C1"
    assert item.speaker == "Neda Tarvell, foreign minister (direct)"
    assert item.labels == ("strike", "port")
    assert item.note == "Ask her.\n\nTwice.\nConfidence: high"


def test_a_passage_runs_in_the_direction_of_its_words() -> None:
    (item,) = items(compose(session(on(second(), 1, "opinion", "اعتصاب"))))
    assert (item.direction, item.language) == ("rtl", "fa")


def test_a_tag_of_the_house_comes_under_its_own_name() -> None:
    held = (on(first(), 1, "risk", "We go"), on(first(), 2, "claim", "They stay."))
    of = replace(session(*held), codebook=(*four_tags(), own_tag("risk", "Risk")))
    briefing = compose(of)
    titles = [(one.level, one.title) for one in briefing.sections]
    assert titles[titles.index((1, "Other tags")) + 1] == (2, "Risk")
    assert [item.text for item in items(briefing)] == ["We go"]


def test_passages_by_tag_lists_every_tag_in_the_order_of_the_codebook() -> None:
    tags = ("risk", "context", "opinion", "quote", "claim")
    held = [on(first(), n, tag, "They stay.") for n, tag in enumerate(tags)]
    of = replace(session(*held), codebook=(*four_tags(), own_tag("risk", "Risk")))
    briefing = compose(of, Options(sections=(SectionName.PASSAGES,)))
    assert [(one.level, one.title) for one in briefing.sections] == [
        (1, "Passages by tag"),
        (2, "Claim"),
        (2, "Quote"),
        (2, "Opinion"),
        (2, "Context"),
        (2, "Risk"),
    ]
    assert [item.tag for item in items(briefing)] == [
        "claim",
        "quote",
        "opinion",
        "context",
        "risk",
    ]
    assert {item.link for item in items(briefing)} == {""}
