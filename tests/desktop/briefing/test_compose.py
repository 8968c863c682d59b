"""The whole briefing: its sections in their order, and links that all lead somewhere."""

import dataclasses
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.briefing import Options, compose
from desktop.model.annotation import LinkKind
from desktop.model.codebook import four_tags
from desktop.model.grades import Credibility
from desktop.model.session import Session
from desktop.options import DEFAULT_SECTIONS, SectionName
from exporters.briefing import Contents
from tests.desktop.briefing.sessions import (
    ARTICLE,
    anchors,
    figures,
    first,
    items,
    linked,
    links,
    listed,
    marks,
    on,
    own_tag,
    passage,
    said_by,
    second,
    session,
    titled,
)
from tests.desktop.store.examples import sessions

ALL = tuple(SectionName)


def test_sections_stand_in_the_order_of_a_briefing() -> None:
    held = (
        on(first(), 1, "quote", "We go"),
        on(second(), 2, "claim", "Quay 4 is empty."),
        on(first(), 3, "opinion", "alone"),
        on(first(), 4, "context", "They stay."),
    )
    briefing = compose(session(*held))
    assert [(section.level, section.title) for section in briefing.sections] == [
        (1, "Contents"),
        (1, "Legend"),
        (1, "Claims"),
        (1, "Quotes by speaker"),
        (1, "Opinions"),
        (1, "Context"),
        (1, "At a glance"),
        (1, "S1 · The strike"),
        (1, "S2 · اعتصاب ادامه دارد"),
        (1, "Sources"),
    ]
    pages = {section.title: section.new_page for section in briefing.sections}
    assert [title for title, new in pages.items() if new] == [
        "At a glance",
        "S1 · The strike",
        "S2 · اعتصاب ادامه دارد",
    ]
    assert titled(briefing, "Contents").parts == (Contents(),)


def test_the_pictures_of_a_single_article_follow_on_the_same_page() -> None:
    briefing = compose(session(on(first(), 1, "claim", "alone"), sources=(first(),)))
    assert not titled(briefing, "At a glance").new_page


def test_sections_come_as_they_are_chosen_and_once() -> None:
    held = (on(first(), 1, "quote", "We go"), on(first(), 2, "claim", "They stay."))
    chosen = (SectionName.SOURCES, SectionName.QUOTES, SectionName.CLAIMS, SectionName.QUOTES)
    briefing = compose(session(*held), Options(sections=chosen))
    titles = [section.title for section in briefing.sections]
    assert titles == ["Sources", "Quotes by speaker", "Claims"]


def test_sections_without_anything_to_say_disappear() -> None:
    briefing = compose(session())
    titles = [section.title for section in briefing.sections]
    assert titles == ["Contents", "S1 · The strike", "S2 · اعتصاب ادامه دارد", "Sources"]
    assert briefing.tags == ()
    nothing = replace(session(), sources={})
    assert compose(nothing).sections == ()


def test_no_words_are_told_twice_outside_of_the_article_unless_asked_for() -> None:
    own = own_tag("risk", "Risk")
    tags = ("claim", "quote", "opinion", "context", "risk")
    held = [on(first(), n, tag, "They stay.") for n, tag in enumerate(tags)]
    of = replace(session(*held), codebook=(*four_tags(), own))
    told = Counter(reference for reference, _words in listed(compose(of)))
    assert sorted(told) == sorted(mark.reference for mark in marks(compose(of)))
    assert set(told.values()) == {1}
    more = Options(sections=(*DEFAULT_SECTIONS, SectionName.PASSAGES))
    told = Counter(reference for reference, _words in listed(compose(of, more)))
    assert set(told.values()) == {2}


def test_a_passage_left_out_is_in_no_list_table_figure_or_mark() -> None:
    gone = said_by(on(first(), 1, "quote", "We go"), "Neda Tarvell")
    kept = on(first(), 2, "claim", "They stay.")
    briefing = compose(session(gone, kept), Options(left_out=(gone.id,), sections=ALL))
    assert briefing == compose(session(kept), Options(sections=ALL))
    assert {reference for reference, _words in listed(briefing)} == {"C1"}
    assert [mark.reference for mark in marks(briefing)] == ["C1"]
    assert "Neda Tarvell" not in repr(briefing)
    assert [tag.id for tag in briefing.tags] == ["claim"]
    assert [fact.text for fact in briefing.cover.facts if fact.name == "Passages"] == ["Claim 1"]


def test_reference_and_header_stand_over_every_page() -> None:
    assert compose(session()).header == ""
    assert compose(session(), Options(reference="MR/2026/118")).header == "MR/2026/118"
    assert compose(session(), Options(reference="MR/2026/118", header="Desk")).header == "Desk"


def test_what_the_options_say_reaches_the_document() -> None:
    briefing = compose(session(), Options(author="Bo Chief", page_size="Letter", language="de"))
    assert (briefing.author, briefing.page_size, briefing.language) == ("Bo Chief", "Letter", "de")


def test_list_and_article_lead_to_each_other() -> None:
    held = (on(first(), 1, "opinion", "We go"), on(second(), 2, "context", "Quay 4"))
    briefing = compose(session(*held))
    by_anchor = {mark.anchor: mark for mark in marks(briefing)}
    assert len(items(briefing)) == 2
    for item in items(briefing):
        assert by_anchor[item.link].link == item.anchor
        assert by_anchor[item.link].reference == item.reference


@pytest.mark.parametrize("without", DEFAULT_SECTIONS)
def test_no_link_leads_nowhere_whichever_section_is_missing(without: SectionName) -> None:
    claim = on(first(), 1, "claim", "They stay.")
    held = (
        claim,
        linked(on(first(), 2, "quote", "We go"), LinkKind.SUPPORTS, claim),
        linked(on(second(), 3, "opinion", "Quay 4"), LinkKind.CONTRADICTS, claim),
        replace(on(second(), 4, "context", "empty"), credibility=Credibility.DOUBTFUL),
    )
    chosen = tuple(name for name in DEFAULT_SECTIONS if name is not without)
    briefing = compose(session(*held), Options(sections=chosen))
    places = anchors(briefing)
    assert len(set(places)) == len(places)
    assert {link for link in links(briefing) if "://" not in link} <= set(places)


@given(sessions(), st.lists(st.sampled_from(SectionName), unique=True))
def test_any_session_becomes_a_briefing_without_a_dangling_link(
    of: Session, chosen: list[SectionName]
) -> None:
    briefing = compose(of, Options(sections=tuple(chosen)))
    places = anchors(briefing)
    assert len(set(places)) == len(places)
    inside = {link for link in links(briefing) if not link.lower().startswith("http")}
    assert inside <= set(places)
    for figure in figures(briefing):
        assert figure.alt


SPANS = st.lists(st.integers(0, len(ARTICLE)), min_size=2, max_size=6, unique=True).map(
    lambda edges: [tuple(sorted(edges)[n : n + 2]) for n in range(0, len(edges) // 2 * 2, 2)]
)
TAGS = st.sampled_from([tag.id for tag in four_tags()])


@given(st.lists(st.tuples(TAGS, SPANS), max_size=12))
def test_every_passage_is_printed_once_in_list_and_annex_in_its_own_words(
    drawn: list[tuple[str, list[tuple[int, int]]]],
) -> None:
    held = [passage(n, first(), tag, *spans) for n, (tag, spans) in enumerate(drawn)]
    briefing = compose(session(*held))
    assert briefing == compose(session(*reversed(held)))
    printed = marks(briefing)
    numbers = [int(mark.reference.lstrip("CQON")) for mark in printed]
    assert numbers == list(range(1, len(held) + 1))
    spans = sorted((mark.tag, mark.spans) for mark in printed)
    assert spans == sorted((one.tag, tuple((s.start, s.end) for s in one.spans)) for one in held)
    by_reference = {mark.reference: mark for mark in printed}
    assert len(listed(briefing)) == len(held)
    for reference, text in listed(briefing):
        parts = [ARTICLE[start:end] for start, end in by_reference[reference].spans]
        assert text == " […] ".join(parts)


def test_the_same_session_gives_the_same_briefing() -> None:
    held = [on(first(), n, "claim", "They stay.") for n in range(9)]
    one, other = compose(session(*held)), compose(session(*held))
    assert repr(dataclasses.astuple(one)) == repr(dataclasses.astuple(other))
