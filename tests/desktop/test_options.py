"""What an analyst can say about a document."""

import msgspec
import pytest

from desktop.options import (
    DEFAULT_SECTIONS,
    Options,
    SectionName,
    UnknownSection,
    section_titles,
    sections_named,
)


def test_every_section_has_a_title_of_its_own() -> None:
    titles = section_titles()
    assert list(titles) == list(SectionName)
    assert len(set(titles.values())) == len(SectionName)


def test_sections_are_found_by_name_in_the_order_they_are_named() -> None:
    named = sections_named(["sources", " Claims ", "sources"])
    assert named == (SectionName.SOURCES, SectionName.CLAIMS)
    assert sections_named(DEFAULT_SECTIONS) == DEFAULT_SECTIONS


@pytest.mark.parametrize("name", ["claim", "", "clams"])
def test_a_section_there_is_not_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(UnknownSection) as refused:
        sections_named(["claims", name])
    assert str(refused.value) == name


def test_options_survive_the_pipe_to_the_worker() -> None:
    said = Options("T", "R", "A", "I", "Letter", "de", (SectionName.SOURCES,), ("x", "y"), "H")
    assert msgspec.json.decode(msgspec.json.encode(said), type=Options) == said
