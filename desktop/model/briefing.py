"""What the analyst last chose for the document of a session."""

from msgspec import Struct

from desktop.options import SectionName


class BriefingChoice(Struct, frozen=True):
    """Only what differs from the usual. Empty, or None where empty says something: as usual.

    ``left_out`` may name passages that are no longer there.
    """

    format: str = ""
    title: str = ""
    reference: str = ""
    author: str | None = None
    page_size: str = ""
    sections: tuple[SectionName, ...] | None = None
    left_out: tuple[str, ...] = ()


AS_USUAL = BriefingChoice()
