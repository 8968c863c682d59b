"""The title block."""

from dataclasses import replace

from exporters.briefing import Cover, Fact, Section
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import heard, links, of_role, opened, read_text, written


def with_cover(cover: Cover) -> bytes:
    return written(replace(samples.everything(), cover=cover))


def test_facts_are_read_as_name_and_text() -> None:
    data = with_cover(samples.cover())
    text = read_text(data)
    for fact in samples.cover().facts:
        assert f"{fact.name} {fact.text}" in text
    with opened(data) as pdf:
        names = [heard(pdf, data, one) for one in of_role(pdf, "Lbl")][:4]
    assert names == ["Reference", "Date", "Information cut-off", "Sources"]


def test_sources_on_the_cover_lead_to_the_list_of_sources() -> None:
    found = links(with_cover(samples.cover()))
    places = dict(found[:2])
    assert set(places) == {"S1", "S2"}
    assert all(isinstance(page, int) and page > 0 for page in places.values())


def test_a_fact_of_many_lines_and_a_name_without_room_lose_nothing_that_matters() -> None:
    cover = Cover("T", (), (Fact("A name " * 30, "a text " * 60), Fact("Empty", "")))
    text = read_text(with_cover(cover))
    assert text.count("a text") == 60
    assert "A name A name" in text
    assert "…" in text
    assert "Empty" not in text


def test_a_cover_with_nothing_in_it_takes_no_room() -> None:
    briefing = replace(samples.of_parts(), sections=(Section("First", 1, "", ()),))
    with opened(written(briefing)) as pdf:
        assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K.K] == ["/H1"]
