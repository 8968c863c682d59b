"""The legend and the key to the grades."""

from msgspec.structs import replace

from desktop.briefing import compose
from desktop.model.annotation import Suggested
from desktop.model.grades import Credibility, Reliability
from exporters.briefing import Legend, Note
from tests.desktop.briefing.sessions import first, judged, on, second, session, titled


def test_the_legend_shows_the_tags_that_are_used() -> None:
    briefing = compose(session(on(first(), 1, "opinion", "They stay.")))
    (legend,) = titled(briefing, "Legend").parts
    assert isinstance(legend, Legend)
    assert [(tag.id, tag.letter, tag.pattern) for tag in legend.tags] == [
        ("opinion", "O", "zigzag")
    ]
    assert legend.tags == briefing.tags


def test_the_key_to_the_grades_is_there_where_one_is_used() -> None:
    held = on(first(), 1, "claim", "They stay.")
    by_passage = session(replace(held, credibility=Credibility.DOUBTFUL))
    by_source = session(held, sources=(judged(first(), Reliability.A), second()))
    for of in (by_passage, by_source):
        (_legend, *key) = titled(compose(of), "Legend").parts
        assert [note.text for note in key if isinstance(note, Note)] == [
            (
                "Reliability of a source: A completely reliable, B usually reliable, C fairly "
                "reliable, D not usually reliable, E unreliable, F cannot be judged"
            ),
            (
                "Credibility of information: 1 confirmed, 2 probably true, 3 possibly true, "
                "4 doubtful, 5 improbable, 6 cannot be judged"
            ),
            "Grade: B2 joins the two; F and 6 also stand for the side nobody has judged.",
        ]
    assert len(titled(compose(session(held)), "Legend").parts) == 1


def test_the_legend_says_what_the_program_proposed() -> None:
    held = on(first(), 1, "claim", "They stay.")
    suggested = replace(held, suggested=Suggested("stance", 0.9, "accepted"))
    (_legend, note) = titled(compose(session(suggested)), "Legend").parts
    assert isinstance(note, Note)
    assert note.text.startswith("Suggestions: 1 passage was proposed by the program, and accepted")
    assert len(titled(compose(session(held)), "Legend").parts) == 1
