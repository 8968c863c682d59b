"""Who supports and contradicts whom, told at both ends."""

from msgspec.structs import replace

from desktop.briefing import Options, compose
from desktop.model.annotation import LinkKind
from exporters.briefing import Briefing
from tests.desktop.briefing.sessions import (
    column,
    first,
    items,
    linked,
    marks,
    on,
    passage,
    second,
    session,
    table,
)


def said(briefing: Briefing) -> dict[str, tuple[str, ...]]:
    """What the comment of each passage says below its first line."""
    return {mark.reference: mark.comment.paragraphs[1:] for mark in marks(briefing)}


def test_a_link_is_told_at_both_of_its_ends() -> None:
    claim = on(first(), 1, "claim", "They stay.")
    against = linked(on(first(), 2, "quote", "We go"), LinkKind.CONTRADICTS, claim)
    behind = linked(on(second(), 3, "context", "Quay 4"), LinkKind.SUPPORTS, claim)
    assert said(compose(session(claim, against, behind))) == {
        "Q1": ("Contradicts C2",),
        "C2": ("Supported by N3", "Contradicted by Q1"),
        "N3": ("Supports C2",),
    }


def test_the_same_claim_holds_both_ways_and_is_told_once() -> None:
    one, other = on(first(), 1, "claim", "We go"), on(first(), 2, "claim", "They stay.")
    told = {"C1": ("Same claim as C2",), "C2": ("Same claim as C1",)}
    from_one = linked(one, LinkKind.SAME_CLAIM, other)
    assert said(compose(session(from_one, other))) == told
    assert said(compose(session(from_one, linked(other, LinkKind.SAME_CLAIM, one)))) == told


def test_what_is_not_in_the_session_and_what_leads_to_itself_is_not_told() -> None:
    held = on(first(), 1, "claim", "They stay.")
    briefing = compose(session(linked(held, LinkKind.SUPPORTS, "gone", held, held)))
    assert said(briefing) == {"C1": ()}


def test_a_passage_left_out_is_not_even_named_by_its_place() -> None:
    claim = on(first(), 1, "claim", "They stay.")
    gone = linked(on(second(), 2, "quote", "Quay 4"), LinkKind.SUPPORTS, claim)
    kept = linked(on(first(), 3, "quote", "We go"), LinkKind.SUPPORTS, claim, gone)
    briefing = compose(session(claim, gone, kept), Options(left_out=(gone.id,)))
    (cell,) = column(table(briefing, "Claims"), "For")
    assert cell.text == "Q1"
    assert [(cell.text[one.start : one.end], one.link) for one in cell.inlines] == [("Q1", "p1")]
    assert said(briefing) == {"C2": ("Supported by Q1",), "Q1": ("Supports C2",)}


def test_others_are_named_in_the_order_of_the_briefing() -> None:
    claim = on(first(), 0, "claim", "They stay.")
    starts = {
        n: passage(n, first(), "quote", (start, 40)) for n, start in ((1, 30), (2, 20), (3, 25))
    }
    held = [linked(one, LinkKind.SUPPORTS, claim) for one in starts.values()]
    assert said(compose(session(*held, claim)))["C4"] == ("Supported by Q1, Q2, Q3",)


def test_of_thousands_of_links_the_first_are_named_and_the_rest_counted() -> None:
    claim = on(first(), 0, "claim", "They stay.")
    held = [
        linked(on(first(), n, "quote", "We go"), LinkKind.SUPPORTS, claim) for n in range(1, 999)
    ]
    (cell,) = column(table(compose(session(claim, *held)), "Claims"), "For")
    assert cell.text.startswith("Q1, Q2, ")
    assert cell.text.endswith("Q19, Q20 and 978 more")
    assert len(cell.inlines) == 20


def test_links_of_a_passage_in_a_list_stand_under_its_note() -> None:
    claim = on(first(), 1, "claim", "They stay.")
    held = linked(on(first(), 2, "opinion", "We go"), LinkKind.CONTRADICTS, claim)
    briefing = compose(session(claim, replace(held, note="Hm.")))
    assert [item.note for item in items(briefing)] == ["Hm.\nContradicts C2"]
