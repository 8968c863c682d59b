"""What an analyst says about a document: its title, who signs it, which sections it has.

Light enough for the command line and for the pipe to the worker.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from desktop.i18n import _

PageSize = Literal["A4", "Letter"]


class SectionName(StrEnum):
    """The sections a briefing can have; the value is what the command line calls one."""

    CONTENTS = "contents"
    LEGEND = "legend"
    CLAIMS = "claims"
    QUOTES = "quotes"
    OPINIONS = "opinions"
    CONTEXT = "context"
    OTHER = "other"
    PASSAGES = "passages"
    PICTURES = "pictures"
    ARTICLES = "articles"
    SOURCES = "sources"


DEFAULT_SECTIONS = tuple(name for name in SectionName if name is not SectionName.PASSAGES)
"""All but ``PASSAGES``, which would say once more what the four before it and ``OTHER`` say."""


class UnknownSection(ValueError):
    """There is no section of this name; the argument is the name."""


class Options(Struct, frozen=True):
    """What the analyst says about the document. Empty: the title is taken from the session.

    ``author`` and ``initials`` sign the comments too; where they are empty, the person who made a
    passage does. ``language`` is that of the program's own words. ``sections`` come in this order;
    one named twice comes once, and one with nothing to say is not printed. ``left_out`` are ids of
    passages that appear nowhere in the document. ``header`` is the small line over every page; the
    reference where it is empty. ``marking`` stands in place of the session's protective marking,
    empty for none; None leaves it to the session.
    """

    title: str = ""
    reference: str = ""
    author: str = ""
    initials: str = ""
    page_size: PageSize = "A4"
    language: str = "en"
    sections: tuple[SectionName, ...] = DEFAULT_SECTIONS
    left_out: tuple[str, ...] = ()
    header: str = ""
    marking: str | None = None


def section_titles() -> dict[SectionName, str]:
    """What to call each section, to a person; all of them, in the order they are offered."""
    return {
        SectionName.CONTENTS: _("Contents"),
        SectionName.LEGEND: _("Legend"),
        SectionName.CLAIMS: _("Claims"),
        SectionName.QUOTES: _("Quotes by speaker"),
        SectionName.OPINIONS: _("Opinions"),
        SectionName.CONTEXT: _("Context"),
        SectionName.OTHER: _("Other tags"),
        SectionName.PASSAGES: _("Passages by tag"),
        SectionName.PICTURES: _("At a glance"),
        SectionName.ARTICLES: _("Annotated articles"),
        SectionName.SOURCES: _("Sources"),
    }


def sections_named(names: Iterable[str]) -> tuple[SectionName, ...]:
    """The sections of these names, in their order, each once; blanks and case do not matter.

    Raises ``UnknownSection`` for the first that there is not.
    """
    known = {section.value: section for section in SectionName}
    found: dict[SectionName, None] = {}
    for name in names:
        section = known.get(name.strip().lower())
        if section is None:
            raise UnknownSection(name.strip())
        found[section] = None
    return tuple(found)
