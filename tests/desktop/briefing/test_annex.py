"""The articles in full, and the comments on their passages."""

from msgspec.structs import replace

from desktop.briefing import Options, compose
from desktop.model.annotation import Annotation, LinkKind, SpeechKind
from desktop.model.change import Person
from desktop.model.grades import Confidence, Credibility, Reliability
from desktop.model.identity import PersonId
from desktop.model.session import Session
from exporters.briefing import BlockKind as Printed
from tests.desktop.briefing.sessions import (
    ARTICLE,
    PERSIAN,
    WHEN,
    articles,
    first,
    judged,
    linked,
    marks,
    on,
    said_by,
    second,
    session,
)


def comment(held: Annotation) -> tuple[str, ...]:
    (mark,) = marks(compose(session(held)))
    return mark.comment.paragraphs


def test_blocks_keep_kind_number_direction_and_language() -> None:
    (one, two) = articles(compose(session()))
    assert [(b.kind, b.number, b.level) for b in one.blocks] == [
        (Printed.FRONT_MATTER, 0, 0),
        (Printed.HEADING, 0, 1),
        (Printed.PARAGRAPH, 1, 0),
        (Printed.PARAGRAPH, 2, 0),
    ]
    assert [b.direction for b in two.blocks] == ["rtl", "ltr"]
    assert {b.language for b in two.blocks} == {"fa"}
    assert two.text == PERSIAN


def test_a_broken_quote_keeps_its_parts() -> None:
    held = said_by(
        on(first(), 1, "quote", "We go", "alone."),
        "Neda Tarvell",
        "foreign minister",
        SpeechKind.DIRECT,
    )
    (mark,) = marks(compose(session(held)))
    assert [ARTICLE[start:end] for start, end in mark.spans] == ["We go", "alone."]
    assert mark.comment.paragraphs == (
        "Quote Q1",
        "“We go […] alone.”",
        "Speaker: Neda Tarvell, foreign minister (direct)",
    )
    assert mark.comment.date == WHEN


def test_a_comment_says_all_that_is_held_about_a_passage() -> None:
    source = judged(first(), Reliability.B)
    claim = on(source, 1, "claim", "They stay.")
    held = replace(
        linked(said_by(on(source, 2, "quote", "We go"), "Neda Tarvell"), LinkKind.SUPPORTS, claim),
        credibility=Credibility.PROBABLY_TRUE,
        confidence=Confidence.MODERATE,
        labels=("strike", "port"),
        note="Ask her.\n\nTwice.",
    )
    (mark, other) = marks(compose(session(claim, held, sources=(source, second()))))
    assert mark.comment.paragraphs == (
        "Quote Q1",
        "Speaker: Neda Tarvell",
        "Grade B2: source usually reliable, information probably true",
        "Confidence: moderate",
        "Supports C2",
        "Labels: strike, port",
        "Ask her.",
        "Twice.",
    )
    assert other.comment.paragraphs == (
        "Claim C2",
        "Grade B6: source usually reliable, information not graded",
        "Supported by Q1",
    )


def test_a_comment_leaves_unsaid_what_nobody_has_set() -> None:
    assert comment(on(first(), 1, "claim", "They stay.")) == ("Claim C1",)
    doubtful = replace(on(first(), 1, "claim", "They stay."), credibility=Credibility.DOUBTFUL)
    assert comment(doubtful) == ("Claim C1", "Grade F4: source not graded, information doubtful")


def test_comments_are_signed_by_the_options_or_the_person_or_nobody() -> None:
    person = Person(PersonId("me"), "Ada Person", "AP")
    held = replace(on(first(), 1, "claim", "They stay."), creator=person.id)
    signed = replace(session(held), people=(person,))

    def signature(of: Session, options: Options) -> tuple[str, str]:
        (mark,) = marks(compose(of, options))
        return mark.comment.author, mark.comment.initials

    assert signature(signed, Options()) == ("Ada Person", "AP")
    assert signature(signed, Options(author="Bo Chief", initials="X")) == ("Bo Chief", "X")
    assert signature(signed, Options(author="Bo Chief")) == ("Bo Chief", "BC")
    assert signature(session(held), Options()) == ("", "")
