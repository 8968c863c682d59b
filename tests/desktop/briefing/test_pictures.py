"""The page of pictures: tags along each article, and who is heard."""

import re
from itertools import pairwise

from msgspec.structs import replace

from desktop.briefing import compose
from desktop.model.codebook import four_tags
from exporters.briefing import Box, Figure, Label, Stroke
from tests.benchmarks.generator import SIZES
from tests.benchmarks.generator import session as generated
from tests.desktop.briefing.sessions import (
    ARTICLE,
    figures,
    first,
    on,
    own_tag,
    passage,
    said_by,
    second,
    session,
)


def labels(figure: Figure) -> list[str]:
    return [shape.text for shape in figure.shapes if isinstance(shape, Label)]


def boxes(figure: Figure, fill: str) -> list[Box]:
    return [shape for shape in figure.shapes if isinstance(shape, Box) and shape.fill == fill]


def test_a_strip_has_a_lane_for_each_tag_with_its_letter_name_and_number() -> None:
    held = (
        on(first(), 1, "claim", "We go"),
        on(first(), 2, "claim", "They stay."),
        on(first(), 3, "context", "alone"),
    )
    (strip,) = figures(compose(session(*held)))
    assert strip.caption == "S1 · The strike"
    assert labels(strip)[:6] == ["C", "Claim", "2", "N", "Context", "1"]
    assert labels(strip)[6:] == ["¶1", "¶2"]
    assert strip.alt == (
        "Tags along The strike, 2 paragraphs. "
        "Claim: 2 passages from ¶1 to ¶2. Context: 1 passage in ¶1."
    )


def test_a_passage_lies_where_it_lies_in_the_article() -> None:
    start, end = len(ARTICLE) // 2, len(ARTICLE) // 4 * 3
    briefing = compose(session(passage(1, first(), "claim", (start, end))))
    (strip,) = figures(briefing)
    line = next(shape for shape in strip.shapes if isinstance(shape, Stroke))
    (claim,) = briefing.tags
    (tint,), (stroke,) = boxes(strip, claim.tint), boxes(strip, claim.bar)
    wide = line.x2 - line.x1
    assert abs((tint.x - line.x1) / wide - start / len(ARTICLE)) < 0.01
    assert abs(tint.width / wide - (end - start) / len(ARTICLE)) < 0.01
    assert (stroke.x, stroke.y) == (tint.x, tint.y)


def test_the_parts_of_a_broken_passage_lie_apart_and_it_begins_once() -> None:
    briefing = compose(session(on(first(), 1, "quote", "We go", "They stay.")))
    (strip,) = figures(briefing)
    (quote,) = briefing.tags
    assert len(boxes(strip, quote.tint)) == 2
    assert len(boxes(strip, quote.bar)) == 1


def test_an_article_without_passages_has_no_strip_and_a_session_without_any_no_page() -> None:
    (strip,) = figures(compose(session(on(second(), 1, "claim", "Quay 4"))))
    assert strip.caption == "S2 · اعتصاب ادامه دارد"
    assert "At a glance" not in [section.title for section in compose(session()).sections]


def test_bars_say_who_is_heard_how_often_under_which_tag() -> None:
    held = (
        said_by(on(first(), 1, "quote", "We go"), "Oda Brandt"),
        said_by(on(first(), 2, "quote", "alone"), "Neda Tarvell"),
        said_by(on(first(), 3, "claim", "They stay."), "Neda  Tarvell"),
        on(first(), 4, "context", "stay."),
    )
    briefing = compose(session(*held))
    (_strip, bars) = figures(briefing)
    assert labels(bars) == ["Claim", "Quote", "Neda Tarvell", "1", "1", "Oda Brandt", "1"]
    assert bars.alt == (
        "Passages by speaker and tag. Neda Tarvell: Claim 1, Quote 1. Oda Brandt: Quote 1."
    )


def test_bars_are_as_long_as_their_numbers() -> None:
    held = [said_by(on(first(), n, "quote", "We go"), "A" if n < 4 else "B") for n in range(5)]
    briefing = compose(session(*held))
    (long, short) = boxes(figures(briefing)[1], briefing.tags[0].bar)
    assert abs(long.width / short.width - 4) < 0.01


def test_the_rest_of_many_speakers_share_the_last_row_and_the_rest_of_many_tags_a_column() -> None:
    own = tuple(own_tag(f"own{n}", f"Own {n}") for n in range(4))
    held = [said_by(on(first(), n, "quote", "We go"), f"Speaker {n}") for n in range(300)]
    held += [said_by(on(first(), 300 + n, f"own{n}", "alone"), "Speaker 0") for n in range(4)]
    held += [said_by(on(first(), 400 + n, "claim", "alone"), "Speaker 0") for n in range(2)]
    of = replace(session(*held), codebook=(*four_tags(), *own))
    (_strip, bars) = figures(compose(of))
    assert labels(bars)[:5] == ["Claim", "Quote", "Own 0", "Own 1", "Other tags"]
    assert labels(bars)[-2:] == ["287 others", "287"]
    assert "Speaker 0: Claim 2, Quote 1, Own 0 1, Own 1 1, Other tags 2." in bars.alt


def test_all_shapes_lie_inside_their_figure_and_the_texts_have_their_room() -> None:
    held = [said_by(on(first(), n, "claim", "They stay."), f"Name {n} " * 30) for n in range(40)]
    held.append(passage(99, first(), "quote", (0, len(ARTICLE))))
    for figure in figures(compose(session(*held))):
        for shape in figure.shapes:
            if isinstance(shape, Box):
                assert 0 <= shape.x <= shape.x + shape.width <= figure.width
                assert 0 <= shape.y <= shape.y + shape.height <= figure.height
            elif isinstance(shape, Stroke):
                assert 0 <= min(shape.x1, shape.x2) <= max(shape.x1, shape.x2) <= figure.width
                assert 0 <= min(shape.y1, shape.y2) <= max(shape.y1, shape.y2) <= figure.height
            else:
                assert 0 <= shape.x <= figure.width
                assert shape.size <= shape.y <= figure.height
                assert len(shape.text) < 20 or shape.room


def test_a_strip_of_thousands_of_passages_is_no_heavier_than_its_paper_and_still_readable() -> None:
    (strip, _bars) = figures(compose(generated(SIZES["100k"])))
    assert len(strip.shapes) < 4 * 2 * 700
    scale = [shape for shape in strip.shapes if isinstance(shape, Label) and "¶" in shape.text]
    assert len(scale) > 5
    assert all(later.x - one.x >= 24 for one, later in pairwise(scale))
    assert sum(int(count) for count in re.findall(r"(\d+) passages", strip.alt)) == 6250
