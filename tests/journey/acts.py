"""The acts of the day, in their order."""

from collections.abc import Callable
from pathlib import Path

from tests.journey.files import elsewhere, exporting, keeping, leaving_out
from tests.journey.hands import Keyboard
from tests.journey.lists import finding, listing, reviewing, several
from tests.journey.passages import describing, linking, marking, naming, quoting, shaping
from tests.journey.reading import about, bidi, hearing, large_type, preferring

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
        *reviewing.ACTS,
        *preferring.ACTS,
        exporting.export_to(folder),
        *leaving_out.leave_out_in(folder),
        *keeping.keep_in(folder),
        *elsewhere.open_in(folder),
        keeping.close_the_window,
    )
