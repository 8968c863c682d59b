"""The legend and the key to the grades."""

from msgspec.structs import replace

from desktop.briefing import compose
from desktop.model.grades import Credibility, Reliability
from exporters.briefing import Legend, Note, Table
from tests.desktop.briefing.sessions import first, judged, on, rows, second, session, titled


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
        (_legend, key, note) = titled(compose(of), "Legend").parts
        assert isinstance(key, Table)
        assert isinstance(note, Note)
        assert [[cell.text for cell in row] for row in rows(key)] == [
            ["A · completely reliable", "1 · confirmed"],
            ["B · usually reliable", "2 · probably true"],
            ["C · fairly reliable", "3 · possibly true"],
            ["D · not usually reliable", "4 · doubtful"],
            ["E · unreliable", "5 · improbable"],
            ["F · cannot be judged", "6 · cannot be judged"],
        ]
    assert len(titled(compose(session(held)), "Legend").parts) == 1
