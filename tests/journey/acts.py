"""The acts of the day, in their order."""

from collections.abc import Callable
from pathlib import Path

from tests.journey import (
    about,
    bidi,
    describing,
    exporting,
    finding,
    hearing,
    keeping,
    large_type,
    linking,
    listing,
    marking,
    naming,
    quoting,
    several,
    shaping,
)
from tests.journey.hands import Keyboard

Act = Callable[[Keyboard], None]


def acts(folder: Path) -> tuple[Act, ...]:
    """Every act; files are kept in ``folder``."""
    return (
        *marking.ACTS,
        *shaping.ACTS,
        *describing.ACTS,
        *linking.ACTS,
        *naming.ACTS,
        *finding.ACTS,
        *listing.ACTS,
        *several.ACTS,
        *quoting.ACTS,
        *large_type.ACTS,
        *bidi.ACTS,
        *hearing.ACTS,
        *about.ACTS,
        exporting.export_to(folder),
        *keeping.keep_in(folder),
    )
