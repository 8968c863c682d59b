"""The member ``briefing`` of a session file: what was last chosen for its document."""

import msgspec
from msgspec import Raw

from desktop.model.briefing import AS_USUAL, BriefingChoice
from desktop.options import SectionName
from desktop.store.codec import wire
from desktop.store.codec.records import Json

_decode = msgspec.json.Decoder(wire.Briefing).decode


def choice_in(read: Raw) -> BriefingChoice:
    """The choice a file holds; as usual where there is none, or none of this form.

    Sections that this version does not know are passed over.
    """
    if not bytes(read):
        return AS_USUAL
    try:
        found = _decode(read)
    except (msgspec.DecodeError, RecursionError):
        return AS_USUAL
    known = {name.value: name for name in SectionName}
    sections = found.sections
    return BriefingChoice(
        format=found.format,
        title=found.title,
        reference=found.reference,
        author=found.author,
        page_size=found.page_size,
        sections=None
        if sections is None
        else tuple(known[one] for one in sections if one in known),
        left_out=tuple(found.left_out),
    )


def briefing_record(choice: BriefingChoice) -> Json:
    """The members that say something."""
    said: Json = {
        "format": choice.format,
        "title": choice.title,
        "reference": choice.reference,
        "author": choice.author,
        "pageSize": choice.page_size,
        "sections": None if choice.sections is None else list(choice.sections),
        "leftOut": list(choice.left_out),
    }
    spoken = ("author", "sections")  # empty says something: nobody, nothing
    return {
        key: value for key, value in said.items() if (value is not None if key in spoken else value)
    }


MEMBERS = wire.Briefing.__struct_encode_fields__
"""The members of this form, which are gone where a choice does not say them."""
