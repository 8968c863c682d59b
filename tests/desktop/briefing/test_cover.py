"""The title block."""

from msgspec.structs import replace

from desktop.briefing import Options, compose
from desktop.model.grades import Reliability
from desktop.model.identity import Instant, SourceId
from desktop.options import SectionName
from exporters.briefing import Briefing, Fact
from tests.desktop.briefing.sessions import first, judged, on, second, session


def facts(briefing: Briefing) -> dict[str, str]:
    return {fact.name: fact.text for fact in briefing.cover.facts}


def fact(briefing: Briefing, name: str) -> Fact:
    (found,) = [one for one in briefing.cover.facts if one.name == name]
    return found


def test_the_title_is_the_chosen_one_the_sessions_or_the_only_articles() -> None:
    assert compose(session(title="Port"), Options(title="Own")).cover.title == "Own"
    port = compose(session(title="Port"))
    assert port.cover.title == port.footer == "Port"
    assert compose(session(sources=(first(),))).cover.title == "The strike"
    assert compose(session()).cover.title == "The strike and 1 more article"
    assert compose(replace(session(), sources={})).cover.title == "Briefing"


def test_the_title_block_says_who_what_when_and_from_where() -> None:
    held = (on(first(), 1, "quote", "We go"), on(first(), 2, "claim", "They stay."))
    briefing = compose(session(*held), Options(author="Bo Chief", reference="MR/7"))
    assert briefing.cover.lines == ("2 sources · 2 passages",)
    assert facts(briefing) == {
        "Author": "Bo Chief",
        "Reference": "MR/7",
        "As of": "22 November 2026",
        "Sources dated": "12 March 2026",
        "Passages": "Claim 1 · Quote 1",
        "Source S1": "The strike · Ada Quill · Harbour Gazette",
        "Source S2": "اعتصاب ادامه دارد",
    }


def test_what_nobody_has_set_is_not_mentioned() -> None:
    bare = replace(session(sources=(second(),)), modified=Instant(""))
    assert facts(compose(bare)) == {"Source": "اعتصاب ادامه دارد"}


def test_a_title_that_ends_a_sentence_is_still_apart_from_its_author() -> None:
    asked = replace(first(), front=replace(first().front, title="Who strikes?"))
    assert facts(compose(session(sources=(asked,))))["Source"].startswith("Who strikes? · Ada")


def test_a_source_that_is_judged_says_so_and_the_only_one_when_it_was_published() -> None:
    briefing = compose(session(sources=(judged(first(), Reliability.B),)))
    assert facts(briefing)["Source"].endswith(" · Harbour Gazette · reliability B")
    assert facts(briefing)["Published"] == "12 March 2026"


def test_sources_are_dated_from_the_first_to_the_last() -> None:
    later = replace(second(), front=replace(second().front, published="2026-04-01"))
    briefing = compose(session(sources=(later, first())))
    assert facts(briefing)["Sources dated"] == "12 March 2026 to 1 April 2026"


def test_a_source_leads_to_its_article_or_else_to_the_list() -> None:
    def leads(*sections: SectionName) -> list[tuple[str, str]]:
        found = fact(compose(session(), Options(sections=sections)), "Source S1")
        return [(found.text[one.start : one.end], one.link) for one in found.inlines]

    assert leads(SectionName.ARTICLES, SectionName.SOURCES) == [("The strike", "source1")]
    assert leads(SectionName.SOURCES) == [("The strike", "listed1")]
    assert leads(SectionName.LEGEND) == []


def test_a_source_from_right_to_left_runs_that_way() -> None:
    persian = replace(second(), front=replace(second().front, title="اعتصاب"))
    assert fact(compose(session(sources=(persian,))), "Source").direction == "rtl"


def test_a_title_block_names_twelve_sources_and_counts_the_rest() -> None:
    many = tuple(replace(first(), id=SourceId(str(n))) for n in range(300))
    briefing = compose(session(sources=many))
    assert [name for name in facts(briefing) if name.startswith("Source S")][-1] == "Source S12"
    assert facts(briefing)["And"] == "288 more sources"
    assert fact(briefing, "And").inlines[0].link == "sources"
